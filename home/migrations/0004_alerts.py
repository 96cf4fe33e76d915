import django.db.models.deletion
from django.db import migrations, models

_RHYTHMS = [
    ("at_once", "at once, each time"),
    ("daily", "once a day, in the morning"),
    ("weekly", "once a week, on Monday morning"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertSignUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="address")),
                ("feed", models.CharField(max_length=1000, verbose_name="what is followed")),
                (
                    "rhythm",
                    models.CharField(choices=_RHYTHMS, max_length=20, verbose_name="rhythm"),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("asked_at", models.DateTimeField(verbose_name="letter posted at")),
                ("expires_at", models.DateTimeField(db_index=True, verbose_name="works until")),
                (
                    "times",
                    models.PositiveSmallIntegerField(default=1, verbose_name="letters posted"),
                ),
            ],
            options={
                "verbose_name": "request for alerts",
                "verbose_name_plural": "requests for alerts",
                "constraints": [
                    models.UniqueConstraint(fields=("address", "feed"), name="alert_sign_up_once"),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["at_once", "daily", "weekly"])),
                        name="alert_sign_up_rhythm_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.CharField(max_length=254, unique=True, verbose_name="address"),
                ),
                ("key", models.CharField(max_length=64, unique=True, verbose_name="key")),
            ],
            options={
                "verbose_name": "subscriber",
                "verbose_name_plural": "subscribers",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("feed", models.CharField(max_length=1000, verbose_name="what is followed")),
                (
                    "rhythm",
                    models.CharField(choices=_RHYTHMS, max_length=20, verbose_name="rhythm"),
                ),
                (
                    "seen_up_to",
                    models.PositiveBigIntegerField(default=0, verbose_name="release seen last"),
                ),
                ("looked_on", models.DateField(verbose_name="looked at on")),
                (
                    "subscriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="home.subscriber",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "indexes": [
                    models.Index(fields=["rhythm", "seen_up_to"], name="alert_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subscriber", "feed"), name="alert_once"),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["at_once", "daily", "weekly"])),
                        name="alert_rhythm_is_known",
                    ),
                ],
            },
        ),
    ]
