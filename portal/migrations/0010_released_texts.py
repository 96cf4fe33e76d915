from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0009_signed_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReleasedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("tags", "the structure of the file"),
                            ("layer", "the letters on its pages"),
                            ("none", "nothing could be read"),
                        ],
                        max_length=10,
                        verbose_name="read from",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("scan", "its pages are pictures"),
                            ("unreadable", "it could not be read"),
                            ("too_large", "it is too large to be read"),
                        ],
                        max_length=12,
                        verbose_name="why not",
                    ),
                ),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="pages")),
                (
                    "is_cut",
                    models.BooleanField(default=False, verbose_name="the end is left out"),
                ),
                ("blocks", models.JSONField(default=list, verbose_name="words")),
                ("made_at", models.DateTimeField(verbose_name="read at")),
            ],
            options={
                "verbose_name": "words of a released file",
                "verbose_name_plural": "words of released files",
                "ordering": ["pk"],
            },
        ),
    ]
