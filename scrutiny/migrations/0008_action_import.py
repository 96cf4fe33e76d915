"""Action logs that are imported, what became of their rows, and what their words mean."""

from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scrutiny", "0007_saved_views"),
        ("boards", "0006_disposal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                        verbose_name="permanent key",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last changed at")),
                (
                    "state",
                    models.CharField(
                        choices=[("under_way", "Under way"), ("done", "Imported")],
                        default="under_way",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "file_name",
                    models.CharField(
                        editable=False, max_length=255, verbose_name="name of the file"
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="SHA-256 of the file"
                    ),
                ),
                (
                    "log_name",
                    models.CharField(blank=True, max_length=200, verbose_name="name of the log"),
                ),
                (
                    "log_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the log"),
                ),
                ("tables", models.JSONField(blank=True, default=list, editable=False)),
                ("choices", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "done_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="imported at"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_imports",
                        to="boards.scrutinybody",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="last changed by",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="imported by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of an action log",
                "verbose_name_plural": "imports of action logs",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ImportedAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("heading", models.TextField(blank=True, verbose_name="heading above the table")),
                (
                    "cells",
                    models.JSONField(blank=True, default=list, verbose_name="cells as in the log"),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="reference as in the log"
                    ),
                ),
                ("topic", models.TextField(blank=True, verbose_name="topic as in the log")),
                ("text", models.TextField(blank=True, verbose_name="action as in the log")),
                ("owner_words", models.TextField(blank=True, verbose_name="owner as in the log")),
                ("due_words", models.TextField(blank=True, verbose_name="due as in the log")),
                ("status_words", models.TextField(blank=True, verbose_name="status as in the log")),
                ("mark", models.CharField(db_index=True, max_length=64)),
                ("fingerprint", models.CharField(db_index=True, max_length=64)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "New action"),
                            ("updated", "Updated"),
                            ("unchanged", "Unchanged"),
                            ("left_out", "Left out"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("said", models.JSONField(blank=True, default=list, verbose_name="what was done")),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported",
                        to="scrutiny.action",
                    ),
                ),
                (
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="scrutiny.actionimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an imported log",
                "verbose_name_plural": "rows of imported logs",
                "ordering": ["log_id", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("log", "number"),
                        name="row_of_a_log_once",
                        violation_error_message="The row was imported already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LogOwner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200, verbose_name="owner as in the log")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_owners",
                        to="boards.scrutinybody",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="boards.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "owner in a log",
                "verbose_name_plural": "owners in logs",
                "ordering": ["words"],
                "constraints": [
                    models.UniqueConstraint(fields=("body", "words"), name="owner_of_a_log_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LogShape",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signature", models.CharField(max_length=64)),
                ("choices", models.JSONField(blank=True, default=dict)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log_shapes",
                        to="boards.scrutinybody",
                    ),
                ),
            ],
            options={
                "verbose_name": "columns of a log",
                "verbose_name_plural": "columns of logs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "signature"), name="shape_of_a_log_once"
                    )
                ],
            },
        ),
    ]
