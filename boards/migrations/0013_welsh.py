import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0012_recordings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="scrutinybody",
            name="has_welsh",
            field=models.BooleanField(
                default=False,
                help_text="They lie at the same addresses below /cy/. Your own words are shown in Welsh where you have written them.",
                verbose_name="show the public pages in Welsh, too",
            ),
        ),
        migrations.CreateModel(
            name="WelshCheck",
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
                    "name",
                    models.CharField(
                        help_text="It is shown on every Welsh page of the body.",
                        max_length=200,
                        verbose_name="name of the person who has read the Welsh words",
                    ),
                ),
                (
                    "post",
                    models.CharField(
                        help_text="As in “translator, member of Cymdeithas Cyfieithwyr Cymru”.",
                        max_length=200,
                        verbose_name="post or qualification",
                    ),
                ),
                ("checked_on", models.DateField(editable=False, verbose_name="checked on")),
                (
                    "words",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="hash of the words"
                    ),
                ),
                (
                    "body",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="welsh_check",
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
                "verbose_name": "check of the Welsh words",
                "verbose_name_plural": "checks of the Welsh words",
            },
        ),
    ]
