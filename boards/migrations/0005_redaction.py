import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("boards", "0004_office_contacts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="permanent key")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last changed at")),
                ("state", models.CharField(choices=[("marking", "Being marked"), ("made", "Made, to be looked at"), ("approved", "Approved")], default="marking", editable=False, max_length=12, verbose_name="state")),
                ("source_sha256", models.CharField(editable=False, max_length=64)),
                ("pages", models.JSONField(default=list, editable=False)),
                ("working_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("result_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("result_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("inspection", models.JSONField(blank=True, default=dict, editable=False)),
                ("text", models.TextField(blank=True, editable=False, verbose_name="text version")),
                ("faults", models.JSONField(blank=True, default=list, editable=False)),
                ("approved_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="approved at")),
                ("approved_by", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="approved by")),
                ("changed_by", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="last changed by")),
                ("paper", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="redactions", to="boards.paper")),
                ("text_document", models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="redactions_as_text", to="boards.document", verbose_name="text version")),
            ],
            options={
                "verbose_name": "version for the public",
                "verbose_name_plural": "versions for the public",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="RedactionMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.PositiveIntegerField(verbose_name="page")),
                ("left", models.FloatField(blank=True, null=True)),
                ("bottom", models.FloatField(blank=True, null=True)),
                ("right", models.FloatField(blank=True, null=True)),
                ("top", models.FloatField(blank=True, null=True)),
                ("reason", models.CharField(max_length=12, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="marked at")),
                ("by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="marked by")),
                ("redaction", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="boards.redaction")),
            ],
            options={
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
                "ordering": ["page", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.UniqueConstraint(condition=models.Q(("state", "approved"), _negated=True), fields=("paper",), name="one_open_redaction_per_paper", violation_error_message="A version for the public is being made already."),
        ),
        migrations.AddConstraint(
            model_name="redactionmark",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("bottom__isnull", True), ("left__isnull", True), ("right__isnull", True), ("top__isnull", True)), models.Q(("bottom__lt", models.F("top")), ("left__lt", models.F("right"))), _connector="OR"), name="redaction_mark_is_a_box_or_a_page", violation_error_message="A mark is a box, or a whole page."),
        ),
    ]
