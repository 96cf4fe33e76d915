import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("portal", "0003_disclosure")]

    operations = [
        migrations.CreateModel(
            name="Elevation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(db_index=True, max_length=80, verbose_name="body")),
                ("reason", models.TextField(verbose_name="reason")),
                ("begun_at", models.DateTimeField(verbose_name="begun")),
                ("until", models.DateTimeField(verbose_name="until")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="elevations",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "elevation",
                "verbose_name_plural": "elevations",
                "ordering": ["-begun_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("user",),
                        name="one_elevation_at_a_time",
                        violation_error_message="End the elevation that is running first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("begun_at"))),
                        name="elevation_ends_after_it_begins",
                        violation_error_message="An elevation cannot end before it began.",
                    ),
                ],
            },
        ),
    ]
