import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0010_formats"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
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
                    "accent",
                    models.CharField(
                        blank=True,
                        help_text="Write it as #1d4e89. It must be dark enough to be read. Empty: the colour of the portal.",
                        max_length=20,
                        verbose_name="colour of links and of the line below the header",
                    ),
                ),
                (
                    "logo_name",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="logo"
                    ),
                ),
                (
                    "logo_sha256",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="SHA-256"
                    ),
                ),
                (
                    "logo_width",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="width"
                    ),
                ),
                (
                    "logo_height",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="height"
                    ),
                ),
                (
                    "body",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="look",
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
                "verbose_name": "look of a body",
                "verbose_name_plural": "looks of bodies",
            },
        ),
    ]
