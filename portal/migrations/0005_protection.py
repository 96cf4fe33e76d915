import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.models.audit import digest_of_entry
from portal.protection.triggers import install, remove


def give_digests(apps, schema_editor):
    """Entries that were written before they had digests get them now, and are sealed with them."""
    rows = apps.get_model("portal", "LogEntry")._base_manager.filter(digest="")
    for entry in rows.order_by("pk").iterator():
        rows.model._base_manager.filter(pk=entry.pk).update(digest=digest_of_entry(entry))


def install_triggers(apps, schema_editor):
    install(schema_editor.connection)


def remove_triggers(apps, schema_editor):
    remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("portal", "0004_elevation"),
    ]

    operations = [
        migrations.AddField(
            model_name="logentry",
            name="digest",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="logentry",
            name="content_type",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="contenttypes.contenttype",
                verbose_name="content type",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="form",
            field=models.PositiveSmallIntegerField(
                default=1, editable=False, verbose_name="form of the hash"
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="act",
            field=models.CharField(
                choices=[
                    ("release", "released"),
                    ("supersede", "superseded"),
                    ("withdraw", "withdrawn"),
                    ("dispose", "disposed of"),
                ],
                max_length=20,
                verbose_name="act",
            ),
        ),
        migrations.AlterField(
            model_name="release",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(unique=True, verbose_name="number")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("after_id", models.BigIntegerField(verbose_name="after entry")),
                ("last_id", models.BigIntegerField(verbose_name="up to entry")),
                ("count", models.PositiveBigIntegerField(verbose_name="entries")),
                (
                    "rows_hash",
                    models.CharField(max_length=64, verbose_name="hash over the entries"),
                ),
                (
                    "release_number",
                    models.PositiveBigIntegerField(default=0, verbose_name="newest release"),
                ),
                (
                    "release_hash",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="hash of the newest release"
                    ),
                ),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
                "ordering": ["number"],
            },
        ),
        migrations.RunPython(give_digests, migrations.RunPython.noop),
        migrations.RunPython(install_triggers, remove_triggers),
    ]
