from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _number() -> tuple[str, models.Field]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_outbox")]

    operations = [
        migrations.CreateModel(
            name="SignInTry",
            fields=[
                _number(),
                ("what", models.CharField(max_length=20, verbose_name="what")),
                ("who", models.CharField(max_length=64, verbose_name="hash of name and address")),
                ("origin", models.CharField(max_length=64, verbose_name="hash of the address")),
                ("made_at", models.DateTimeField(db_index=True, verbose_name="made at")),
            ],
            options={
                "verbose_name": "try to sign in",
                "verbose_name_plural": "tries to sign in",
                "indexes": [
                    models.Index(fields=["who", "made_at"], name="sign_in_try_who"),
                    models.Index(fields=["origin", "made_at"], name="sign_in_try_origin"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedInSession",
            fields=[
                _number(),
                (
                    "session_key",
                    models.CharField(max_length=40, unique=True, verbose_name="session"),
                ),
                ("begun_at", models.DateTimeField(verbose_name="begun")),
                ("device", models.CharField(blank=True, max_length=80, verbose_name="device")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signed_in_sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "signed-in session",
                "verbose_name_plural": "signed-in sessions",
                "ordering": ["-begun_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                _number(),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "body",
                    models.CharField(blank=True, db_index=True, max_length=80, verbose_name="body"),
                ),
                ("roles", models.JSONField(default=list, verbose_name="roles")),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="hash of the secret"),
                ),
                (
                    "sent_count",
                    models.PositiveSmallIntegerField(default=1, verbose_name="times sent"),
                ),
                ("invited_at", models.DateTimeField(verbose_name="invited at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_accepted",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_made",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-invited_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("invited_at"))),
                        name="invitation_expires_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("revoked_at", None), _connector="OR"
                        ),
                        name="invitation_is_taken_up_or_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MappedRole",
            fields=[
                _number(),
                ("provider", models.CharField(max_length=60, verbose_name="provider")),
                ("body", models.CharField(max_length=80, verbose_name="body")),
                ("role", models.CharField(max_length=20, verbose_name="role")),
                (
                    "assignment",
                    models.PositiveBigIntegerField(verbose_name="number of the assignment"),
                ),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mapped_roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "role from a group",
                "verbose_name_plural": "roles from groups",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "provider", "body", "role"), name="one_mapped_role"
                    )
                ],
            },
        ),
    ]
