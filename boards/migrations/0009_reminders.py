import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0008_reading"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("once", models.CharField(max_length=200, unique=True, verbose_name="occasion")),
                ("body", models.CharField(db_index=True, max_length=80, verbose_name="body")),
                ("item", models.CharField(db_index=True, max_length=80, verbose_name="thing")),
                ("told_at", models.DateTimeField(verbose_name="told at")),
                ("letter", models.CharField(max_length=250, verbose_name="letter")),
            ],
            options={
                "verbose_name": "reminder that was given",
                "verbose_name_plural": "reminders that were given",
                "ordering": ["told_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReminderRules",
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
                ("is_on", models.BooleanField(default=True, verbose_name="send reminders")),
                (
                    "days_before",
                    models.CharField(
                        blank=True,
                        default="14, 3",
                        help_text="Up to five numbers with commas between them. Leave empty for none.",
                        max_length=60,
                        verbose_name="days before something is due",
                    ),
                ),
                ("on_the_day", models.BooleanField(default=True, verbose_name="on the day itself")),
                (
                    "repeat_every",
                    models.PositiveSmallIntegerField(
                        default=7,
                        help_text="0 for never.",
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="again every so many days while it is late",
                    ),
                ),
                (
                    "clerk_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=7,
                        help_text="Leave empty for never.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="days late after which the clerk is told",
                    ),
                ),
                (
                    "chair_after",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=28,
                        help_text="Leave empty for never.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="days late after which the chair is told too",
                    ),
                ),
                (
                    "body",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminder_rules",
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
                "verbose_name": "rules of reminders",
                "verbose_name_plural": "rules of reminders",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("chair_after__isnull", True),
                            models.Q(
                                ("chair_after__gte", models.F("clerk_after")),
                                ("clerk_after__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="chair_is_told_after_the_clerk",
                        violation_error_message="The chair is told after the clerk, not before.",
                    )
                ],
            },
        ),
    ]
