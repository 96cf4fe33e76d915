"""Load the demonstration: Northmere's bodies, people and review, to its second edition."""

from __future__ import annotations

import logging
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import environ
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from boards.models import ScrutinyBody
from home.demo.bodies import DOMAIN, make_accounts, make_bodies
from home.demo.calendar import Weeks
from home.demo.sample_meeting import publish_sample_meeting
from home.demo.telling import tell
from portal import clock
from portal.calendar import calendar_for
from portal.management.one_line import OneLineCommand
from portal.models import User


class Command(OneLineCommand):
    """Idempotent: what has been loaded is left as it is."""

    help = "Load the demonstration data set and print the sign-ins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A folder of real papers may be published as one more meeting."""
        parser.add_argument(
            "--papers",
            type=Path,
            metavar="FOLDER",
            help="also publish a meeting from this folder of papers and its pack.json",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything, or nothing."""
        self._load()
        if options["papers"]:
            self._publish_papers(options["papers"])

    def _publish_papers(self, folder: Path) -> None:
        if not (folder / "pack.json").is_file():
            raise CommandError(f"{folder} holds no pack.json, so it is no folder of papers.")
        self.stdout.write(f"A meeting from the papers in {folder.name}")
        panel = ScrutinyBody.objects.get(slug="northmere-panel")
        with transaction.atomic():
            pack = publish_sample_meeting(folder, body=panel, say=self.stdout.write)
        self.stdout.write(f"Published: {pack}")

    def _load(self) -> None:
        if ScrutinyBody.objects.filter(slug="northmere-panel").exists():
            self.stdout.write("The demonstration is loaded already; nothing was changed.")
            self._print_sign_ins(password="")
            return
        # A year of acts in a minute is no news for a council's monitoring.
        logging.getLogger("portal.audit").setLevel(logging.WARNING)
        password = environ.Env().str("DEMO_PASSWORD", default="") or secrets.token_urlsafe(9)
        self.stdout.write("Registers of councils, forces and inspectorates")
        call_command("load_registers", stdout=self.stdout)
        with transaction.atomic():
            weeks = Weeks(clock.today(), calendar_for("england"))
            since = weeks(-60)
            with clock.rehearse(since):
                self.stdout.write("Bodies, seats, people and accounts")
                northmere = make_bodies(make_accounts(password), since)
            tell(northmere, weeks, self.stdout.write)
        self._print_sign_ins(password=password)

    def _print_sign_ins(self, *, password: str) -> None:
        self.stdout.write("")
        self.stdout.write(f"Sign in at {settings.BASE_URL}/workspace/ with one of:")
        for user in User.objects.filter(email__endswith=f"@{DOMAIN}").order_by("email"):
            self.stdout.write(f"  {user.email}")
        if password:
            self.stdout.write(f"The password of all of them: {password}")
        else:
            self.stdout.write("The password was printed when they were made.")
