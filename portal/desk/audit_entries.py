"""Which entries of the log somebody may list, which of them in full, and how they are picked.

An administrator of a body lists its entries in full. An administrator of the portal lists those of
all bodies: who, when, which act, the kind of record and the body. The sentence and the reason may
hold a restricted title, so they are shown only to those who hold an office in the body; and words
are looked for only where the person may read them, or the search would tell what the screen hides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal import audit, clock
from portal.access import bodies_of, body_names, scoped_models
from portal.models import LogEntry, User
from portal.viewing import visible

if TYPE_CHECKING:
    from portal.access import Visitor

#: The role that reads the log of its body on this screen.
READERS: Final = frozenset({"admin"})
_DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@dataclass(frozen=True)
class Line:
    """One entry as it is shown: `sentence` and `reason` are empty where they may not be read."""

    entry: LogEntry
    body: str
    is_readable: bool

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        return self.entry.sentence if self.is_readable else ""

    @property
    def reason(self) -> str:
        """Why."""
        return self.entry.reason if self.is_readable else ""

    @property
    def act(self) -> str:
        """The act in words; Wagtail's own acts by their name."""
        return audit.ACTS.get(self.entry.action) or str(self.entry.action)

    @property
    def kind(self) -> str:
        """The kind of record."""
        model = self.entry.content_type.model_class() if self.entry.content_type else None
        return str(model._meta.verbose_name) if model else ""


class AuditFilter(forms.Form):
    """What to pick; everything is optional."""

    body = forms.ChoiceField(label=_("Body"), required=False)
    person = forms.CharField(
        label=_("Person"), required=False, max_length=254, help_text=_("A name or e-mail address.")
    )
    act = forms.ChoiceField(label=_("Act"), required=False)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    first = forms.DateField(label=_("From"), required=False, widget=_DAY)
    last = forms.DateField(label=_("Until"), required=False, widget=_DAY)
    words = forms.CharField(label=_("Words"), required=False, max_length=200)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        names = body_names()
        own = names if user.is_superuser else {slug: names.get(slug, slug) for slug in _own(user)}
        acts = sorted(audit.ACTS.items(), key=lambda pair: pair[1])
        kinds = sorted((str(one._meta.verbose_name), one._meta.label_lower) for one in _kinds())
        self._choose("body", [("", _("All")), *own.items()])
        self._choose("act", [("", _("All")), *acts])
        self._choose("kind", [("", _("All")), *((label, name) for name, label in kinds)])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def entries(self) -> QuerySet[LogEntry]:
        """The entries that were asked for; none when the form is not in order."""
        if not self.is_valid():
            return LogEntry.objects.none()  # type: ignore[no-any-return]
        picked = self.cleaned_data
        rows = listed(self.user)
        if picked["body"]:
            rows = rows.filter(body=picked["body"])
        if picked["act"]:
            rows = rows.filter(action=picked["act"])
        if picked["kind"]:
            app_label, _dot, model = picked["kind"].partition(".")
            rows = rows.filter(content_type__app_label=app_label, content_type__model=model)
        if picked["person"]:
            rows = rows.filter(user__in=_people(picked["person"]))
        if picked["first"]:
            rows = rows.filter(timestamp__gte=_moment(picked["first"], time.min))
        if picked["last"]:
            rows = rows.filter(timestamp__lte=_moment(picked["last"], time.max))
        for word in picked["words"].split():
            said = Q(sentence__icontains=word) | Q(reason__icontains=word)
            rows = rows.filter(said, pk__in=visible(self.user, LogEntry).values("pk"))
        return rows


def may_read_the_log(user: Visitor) -> bool:
    """Whether somebody may open the screen at all."""
    return bool(getattr(user, "is_superuser", False)) or bool(bodies_of(user, READERS))


def listed(user: User) -> QuerySet[LogEntry]:
    """The entries that somebody may list, newest first."""
    rows: QuerySet[LogEntry] = LogEntry.objects.select_related("user", "content_type")
    if not user.is_superuser:
        rows = rows.filter(body__in=_own(user))
    return rows.order_by("-timestamp", "-pk")


def older_than(rows: QuerySet[LogEntry], key: str) -> QuerySet[LogEntry]:
    """The entries after the one that a key names; an unreadable key changes nothing."""
    moment, _comma, number = key.partition("_")
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            return rows
        at = at.astimezone(UTC)  # past the ends of the calendar this overflows
        pk = int(number)
    except (ValueError, OverflowError):
        return rows
    if not 0 < pk < 2**63:
        return rows
    return rows.filter(Q(timestamp__lt=at) | Q(timestamp=at, pk__lt=pk))


def key_of(entry: LogEntry) -> str:
    """The place of an entry in the order, for the address of the next page."""
    return f"{entry.timestamp.isoformat()}_{entry.pk}"


def line_of(entry: LogEntry, *, readable: frozenset[str], names: Mapping[str, str]) -> Line:
    """An entry as it is shown to somebody who may read the words of some bodies."""
    return Line(entry, str(names.get(entry.body, entry.body)), entry.body in readable)


def readable_bodies(user: User) -> frozenset[str]:
    """The bodies whose entries somebody reads in full: the rule of `visible`, body by body."""
    return bodies_of(user) | ({""} if user.is_superuser else set())


def _own(user: User) -> frozenset[str]:
    return bodies_of(user, READERS)


def _kinds() -> list[Any]:
    return [*scoped_models(), apps.get_model("portal", "User")]


def _people(text: str) -> QuerySet[User]:
    found = Q(email__iexact=text)
    for word in text.split():
        found |= Q(first_name__iexact=word) | Q(last_name__iexact=word)
    return User.objects.filter(found)


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=clock.CIVIL_ZONE)
