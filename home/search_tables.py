"""What the public search looks through: the words of released records, and nothing private.

Every row is made from released copies alone (`home.search.writing`), in the transaction of the
release, and can be made again by `manage.py rebuild_search`. Public views may import this module;
it imports no private model. docs/search.md says what stands in each column.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """One thing that can be found: a current public record, one page of its PDF, or a web page.

    `(kind, key)` names the released copy; `page` is the page of its PDF, counted from 1, or null
    for the record itself. `path` is the address below the body; `release` the number of
    the release with which it came out, 0 for a web page. `words` and `tags` are what is
    searched (`home.search.text`), `text` is what a snippet is cut from.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    page = models.PositiveIntegerField(null=True)
    body = models.CharField(max_length=80, blank=True)
    path = models.CharField(max_length=300, blank=True)
    release = models.PositiveBigIntegerField(default=0, db_index=True)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    words = models.TextField(blank=True)
    tags = models.TextField(blank=True)
    year = models.CharField(max_length=10, blank=True)
    happened_on = models.DateField(null=True)
    themes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key", "page"], name="search_page_once"),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(page__isnull=True),
                name="search_record_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}" + (f", page {self.page}" if self.page else "")


class SearchValue(models.Model):
    """A value that a filter offers, and how many records have it: of one body, or of all.

    `body` is empty for all bodies together.
    """

    body = models.CharField(max_length=80, blank=True)
    facet = models.CharField(max_length=20)
    value = models.CharField(max_length=90)
    label = models.CharField(max_length=300, blank=True)
    count = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("value of a search filter")
        verbose_name_plural = _("values of search filters")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "facet", "value", "label"], name="search_value_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.value}: {self.count}"


class SearchWord(models.Model):
    """A word that occurs in the index, and in how many entries: what can be suggested.

    `stem` is what its forms have in common (`home.search.stems`).
    """

    word = models.CharField(max_length=60, unique=True)
    stem = models.CharField(max_length=60, db_index=True)
    count = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")

    def __str__(self) -> str:
        return f"{self.word}: {self.count}"


class SearchWordKey(models.Model):
    """What a misspelling and the word have in common (`home.search.spelling`)."""

    key = models.CharField(max_length=61)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        verbose_name = _("key of a word")
        verbose_name_plural = _("keys of words")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "word"], name="search_word_key_once"),
        ]

    def __str__(self) -> str:
        return self.key
