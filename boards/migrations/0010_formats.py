import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0009_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FormatRequest",
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
                    "paper",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="address of the paper"
                    ),
                ),
                ("paper_title", models.CharField(blank=True, max_length=500, verbose_name="paper")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("large_print", "Large print"),
                            ("braille", "Braille"),
                            ("audio", "Audio"),
                            ("easy_read", "Easy Read"),
                            ("text", "Plain text or Word"),
                            ("language", "Welsh or another language"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                        verbose_name="format",
                    ),
                ),
                ("needs", models.TextField(blank=True, verbose_name="what they need")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("reach", models.TextField(blank=True, verbose_name="another way to reach them")),
                ("fingerprint", models.CharField(blank=True, editable=False, max_length=64)),
                ("asked_at", models.DateTimeField(editable=False, verbose_name="asked at")),
                ("due_on", models.DateField(editable=False, verbose_name="answer promised by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for an answer"),
                            ("given", "Given"),
                            ("refused", "Not given"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="how it was answered")),
                (
                    "erased_at",
                    models.DateTimeField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="personal data erased at",
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="format_requests",
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
            ],
            options={
                "verbose_name": "request for another format",
                "verbose_name_plural": "requests for other formats",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="answered_format_has_its_day",
                        violation_error_message="Say on which day it was answered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), ("reach", ""), _negated=True),
                            ("erased_at__isnull", False),
                            _connector="OR",
                        ),
                        name="format_request_can_be_answered",
                        violation_error_message="Say how the answer is to reach you.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state", "waiting"), models.Q(("fingerprint", ""), _negated=True)
                        ),
                        fields=("body", "fingerprint"),
                        name="format_asked_once_at_a_time",
                        violation_error_message="This was asked for already.",
                    ),
                ],
            },
        ),
    ]
