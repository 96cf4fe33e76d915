import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0006_incidents")]

    operations = [
        migrations.CreateModel(
            name="BouncingAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254, unique=True, verbose_name="address")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("last_at", models.DateTimeField(verbose_name="last refused at")),
                ("said", models.TextField(blank=True, verbose_name="what the mail server said")),
            ],
            options={
                "verbose_name": "address that bounces",
                "verbose_name_plural": "addresses that bounce",
                "ordering": ["-last_at"],
            },
        ),
        migrations.CreateModel(
            name="LetterChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="address")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("at_once", "as it falls due"),
                            ("daily", "at most one a day"),
                            ("weekly", "one a week, on Mondays"),
                            ("none", "none"),
                        ],
                        default="at_once",
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter_choice",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of letters",
                "verbose_name_plural": "choices of letters",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        fields=("address",),
                        name="one_letter_choice_per_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("user__isnull", True), models.Q(("address", ""), _negated=True)
                            ),
                            models.Q(("address", ""), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_choice_of_account_or_address",
                        violation_error_message="A choice is of an account or of an address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["at_once", "daily", "weekly", "none"])),
                        name="letter_rhythm_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("once", models.CharField(max_length=250, unique=True, verbose_name="occasion")),
                (
                    "message_id",
                    models.CharField(
                        max_length=250, unique=True, verbose_name="message identifier"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                (
                    "body",
                    models.CharField(blank=True, db_index=True, max_length=80, verbose_name="body"),
                ),
                ("to", models.CharField(max_length=254, verbose_name="address")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
                ("subject", models.CharField(max_length=250, verbose_name="subject")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "matter",
                    models.CharField(blank=True, db_index=True, max_length=80, verbose_name="case"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting to be sent"),
                            ("sending", "being sent"),
                            ("sent", "handed over"),
                            ("failed", "given up"),
                            ("bounced", "refused for good"),
                            ("unwanted", "not sent, because it is not wanted"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("posted_at", models.DateTimeField(verbose_name="posted at")),
                (
                    "next_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="to be tried at"),
                ),
                (
                    "lease_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="lease ends at"),
                ),
                (
                    "claimed_by",
                    models.CharField(blank=True, max_length=160, verbose_name="claimed by"),
                ),
                (
                    "begun_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="attempt begun at"),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "repeats",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="attempts that may be repeats"
                    ),
                ),
                (
                    "trouble_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="not delivered since"),
                ),
                ("said", models.TextField(blank=True, verbose_name="what the mail server said")),
                (
                    "sent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed over at"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["posted_at", "pk"],
                "indexes": [models.Index(fields=["state", "next_at"], name="outbox_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "sending", "sent", "failed", "bounced", "unwanted"],
                            )
                        ),
                        name="letter_state_is_known",
                        violation_error_message="A letter cannot be in this state.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("once", ""), _negated=True),
                            models.Q(("message_id", ""), _negated=True),
                            models.Q(("kind", ""), _negated=True),
                        ),
                        name="letter_has_occasion_and_kind",
                        violation_error_message="A letter needs an occasion, an identifier and a kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease_until__isnull", False), ("state", "sending")),
                            models.Q(
                                models.Q(("state", "sending"), _negated=True),
                                ("lease_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_lease_only_while_sending",
                        violation_error_message="A letter that is being sent has a lease, no other.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("next_at__isnull", False), ("state__in", ("waiting", "sending"))
                            ),
                            models.Q(
                                models.Q(("state__in", ("waiting", "sending")), _negated=True),
                                ("next_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_waits_for_an_instant",
                        violation_error_message="A letter that waits says until when, no other does.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_sent_at_when_sent",
                        violation_error_message="A letter that was handed over says when, no other.",
                    ),
                ],
            },
        ),
    ]
