"""The index of the public search: rows made from released copies, and their full text."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from home.search.text import create_index, drop_index


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True)),
                ("stem", models.CharField(db_index=True, max_length=60)),
                ("count", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "word of the search",
                "verbose_name_plural": "words of the search",
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=80)),
                ("page", models.PositiveIntegerField(null=True)),
                ("body", models.CharField(blank=True, max_length=80)),
                ("path", models.CharField(blank=True, max_length=300)),
                ("release", models.PositiveBigIntegerField(db_index=True, default=0)),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                ("tags", models.TextField(blank=True)),
                ("year", models.CharField(blank=True, max_length=10)),
                ("happened_on", models.DateField(null=True)),
                ("themes", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "page"), name="search_page_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("page__isnull", True)),
                        fields=("kind", "key"),
                        name="search_record_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=80)),
                ("facet", models.CharField(max_length=20)),
                ("value", models.CharField(max_length=90)),
                ("label", models.CharField(blank=True, max_length=300)),
                ("count", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "value of a search filter",
                "verbose_name_plural": "values of search filters",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "facet", "value", "label"), name="search_value_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWordKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=61)),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="home.searchword",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of a word",
                "verbose_name_plural": "keys of words",
                "constraints": [
                    models.UniqueConstraint(fields=("key", "word"), name="search_word_key_once")
                ],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
