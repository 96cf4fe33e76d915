"""`build_pack`: the pack of a meeting as it would be published now, checked but not published."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from boards.models import Meeting, Pack
from boards.packs.assemble import Assembled, assemble
from boards.packs.build import IN_PREPARATION, publication_day
from boards.packs.facts import first_page_of, meeting_facts
from boards.packs.treatment import PUBLIC, RESTRICTED, Audience
from portal import clock
from portal.management.one_line import OneLineCommand
from portal.operations import Refused
from portal.pdf.child import ChildError
from portal.pdf.render import PdfUnavailableError
from portal.rules.clocks import ClockError

PARTS_OF_A_PATH: Final = 3
DAY_LENGTH: Final = len("2025-09-12-")


class Command(OneLineCommand):
    """Build the pack of one audience from the rows as they are; nothing is kept or published."""

    help = "Build the pack of a meeting, checked but not published."

    def add_arguments(self, parser: CommandParser) -> None:
        """The meeting's public path, for whom, where to write, and how to report."""
        parser.add_argument(
            "meeting_path", help="such as /northmere-panel/meetings/2026-09-12-panel-meeting/"
        )
        parser.add_argument("--audience", choices=(PUBLIC, RESTRICTED), required=True)
        parser.add_argument(
            "--out", help="the file to write; left out, standard output, or none with --json"
        )
        parser.add_argument("--json", action="store_true", help="report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build in a folder that goes away; write only what passed every check."""
        meeting = _meeting(options["meeting_path"])
        try:
            with tempfile.TemporaryDirectory(prefix="build-pack-") as folder:
                made = _built(meeting, options["audience"], Path(folder))
                _refuse_hits(made)
                if options["out"]:
                    _write(made.path, Path(options["out"]))
                elif not options["json"]:
                    self._to_output(made.path)
                self._report(made, options)
        except Refused as refused:
            raise CommandError(" ".join(" ".join(refused.reasons).split())) from refused
        except (DatabaseError, OSError, PdfUnavailableError, ChildError, ClockError) as error:
            raise CommandError(" ".join(str(error).split())) from error

    def _to_output(self, path: Path) -> None:
        if sys.stdout.isatty():
            raise CommandError("say with --out where to write the PDF")
        with path.open("rb") as pdf:
            shutil.copyfileobj(pdf, sys.stdout.buffer)
        sys.stdout.flush()

    def _report(self, made: Assembled, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(made, options), ensure_ascii=False, indent=2))
        else:
            where = options["out"] or "standard output"
            self.stderr.write(f"{where}: {made.made.pages} pages, {made.made.size} bytes")


def _meeting(path: str) -> Meeting:
    """The meeting at a public path, published or not."""
    parts = path.strip("/").split("/")
    if len(parts) != PARTS_OF_A_PATH or parts[1] != "meetings" or not all(parts):
        raise CommandError(
            f'"{path}" is no path of a meeting: write /<body>/meetings/<yyyy-mm-dd>-<slug>/'
        )
    day, slug = parts[2][: DAY_LENGTH - 1], parts[2][DAY_LENGTH:]
    rows = Meeting.objects.select_related("body").filter(body__slug=parts[0], slug=slug)
    found = next((one for one in rows if one.held_on.isoformat() == day), None)
    if found is None:
        raise CommandError(f"there is no meeting at {path}")
    return found


def _built(meeting: Meeting, audience: Audience, folder: Path) -> Assembled:
    """The pack in preparation where there is one, or else the next edition."""
    pack = Pack.objects.filter(meeting=meeting, state__in=IN_PREPARATION).first()
    kind = str(pack.kind if pack else Pack.Kind.EDITION)
    newest = meeting.packs.order_by("-number").first()
    number = pack.number if pack else (newest.number + 1 if newest else 1)
    on = publication_day(pack) if pack else clock.today()
    return assemble(
        meeting_facts(meeting, kind=kind, publish_on=on, pack=pack),
        audience=audience,
        kind=kind,
        number=number,
        first_page=first_page_of(meeting, kind=kind, audience=audience),
        folder=folder,
    )


def _refuse_hits(made: Assembled) -> None:
    """What the proof found keeps the file from being written. Its words are not repeated here."""
    if made.proof.get("holds", True):
        return
    found = [f"{hit['kind']} at {hit['place']}" for hit in made.proof["hits"]]
    found += made.proof["unread"]
    raise CommandError(f"something withheld shows in the pack: {'; '.join(found)}")


def _as_json(made: Assembled, options: dict[str, Any]) -> dict[str, Any]:
    return {
        "file": options["out"],
        "audience": made.manifest["audience"],
        "kind": made.manifest["kind"],
        "number": made.manifest["number"],
        "first_page": made.manifest["first_page"],
        "pages": made.made.pages,
        "size": made.made.size,
        "sha256": made.made.sha256,
        "tagged": made.made.is_tagged,
        "untagged": made.manifest["untagged"],
        "proof": made.proof,
        "items": made.manifest["items"],
    }


def _write(source: Path, target: Path) -> None:
    """Write beside the target and rename, so that the file is whole or not there."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    beside = Path(name)
    try:
        shutil.copyfile(source, beside)
        beside.chmod(0o644)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
