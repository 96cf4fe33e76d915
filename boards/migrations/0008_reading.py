from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0007_contacts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReaderCopy",
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
                        verbose_name="number of the copy",
                    ),
                ),
                (
                    "source_sha256",
                    models.CharField(max_length=64, verbose_name="SHA-256 of the pack"),
                ),
                (
                    "storage_name",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="name in private storage"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("kept_until", models.DateTimeField(db_index=True, verbose_name="kept until")),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reader_copies",
                        to="boards.pack",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reader_copies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reader",
                    ),
                ),
            ],
            options={
                "verbose_name": "copy for one reader",
                "verbose_name_plural": "copies for one reader",
                "ordering": ["pack", "id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingSubstitute",
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
                ("named_at", models.DateTimeField(editable=False, verbose_name="named at")),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="ended at"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ended by",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutes",
                        to="boards.meeting",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="named by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substituted",
                        to="boards.person",
                        verbose_name="in the place of",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitutions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account of the substitute",
                    ),
                ),
            ],
            options={
                "verbose_name": "substitute at a meeting",
                "verbose_name_plural": "substitutes at meetings",
                "ordering": ["meeting", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("meeting", "person"),
                        name="one_substitute_for_a_member",
                        violation_error_message="This member has a substitute at this meeting already. End that one first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("meeting", "user"),
                        name="substitute_once_at_a_meeting",
                        violation_error_message="This account stands in for somebody at this meeting already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PackReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number of the pack")),
                ("first_opened", models.DateTimeField(verbose_name="first opened")),
                ("last_opened", models.DateTimeField(verbose_name="last opened")),
                (
                    "pack",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="boards.pack",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pack_readings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reader",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading of a pack",
                "verbose_name_plural": "readings of packs",
                "ordering": ["pack", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "pack"), name="reading_once_for_a_pack")
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="note")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("changed_at", models.DateTimeField(verbose_name="last changed at")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_notes",
                        to="boards.agendaitem",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="private_notes",
                        to="boards.paper",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_notes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "private note",
                "verbose_name_plural": "private notes",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("paper__isnull", True)),
                        fields=("user", "item"),
                        name="one_note_on_an_item",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("paper__isnull", False)),
                        fields=("user", "paper"),
                        name="one_note_on_a_paper",
                    ),
                ],
            },
        ),
    ]
