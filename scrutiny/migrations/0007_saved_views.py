from __future__ import annotations

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scrutiny", "0006_actions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="permanent key")),
                ("kind", models.CharField(choices=[("actions", "Actions"), ("requests", "Information requests")], max_length=20, verbose_name="list")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=1000, verbose_name="filters")),
                ("is_default", models.BooleanField(default=False, verbose_name="opens by itself")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="saved_views", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "kind", "name"), name="saved_view_name_once", violation_error_message="You have a view of this name already."),
                    models.UniqueConstraint(condition=models.Q(("is_default", True)), fields=("user", "kind"), name="saved_view_one_default", violation_error_message="Only one view opens by itself."),
                ],
            },
        ),
    ]
