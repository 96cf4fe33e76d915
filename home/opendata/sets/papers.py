"""The data set of papers: packs and supplements, their papers, background papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from boards import kinds
from boards.words import PACK_KIND
from home.opendata.building import Building
from home.opendata.columns import Column, Row
from home.opendata.data_set import DataSet
from home.opendata.sets.shared import kind_filter, word
from portal.models import PublicRecord

_KINDS: Final = (kinds.PAPER, kinds.PACK, kinds.BACKGROUND)
_COLUMNS: Final = (
    Column("title", _("Title; of a pack, that of its meeting")),
    Column("title_cy", _("Title in Welsh")),
    Column("meeting_key", _("Permanent key of the meeting")),
    Column("meeting_address", _("Permanent address of the meeting"), "address"),
    Column("held_on", _("Day of the meeting"), "date"),
    Column("number", _("Number of the pack or supplement at its meeting"), "integer"),
    Column("pack_kind", _("“edition” for a whole pack, “supplement” for what came after it")),
    Column("pack_kind_words", _("The same in words")),
    Column("reason", _("Why the pack or supplement was published")),
    Column("pages", _("Pages"), "integer"),
    Column("is_tagged", _("Whether the PDF is tagged, so that it can be read aloud"), "boolean"),
    Column("file_name", _("Name of the file")),
    Column("media_type", _("Media type of the file")),
    Column("size_bytes", _("Size of the file in bytes"), "integer"),
    Column("file_sha256", _("SHA-256 of the file, in hexadecimal")),
)


def _rows(record: PublicRecord, at: Building) -> Iterator[Row]:
    payload = record.payload
    files = [one for one in record.files.all() if one.withdrawn_at is None]
    file = files[0] if files else None
    section, day, *_rest = (*record.path.split("/"), "")
    yield {
        "title": payload.get("title") or record.title,
        "title_cy": payload.get("title_cy"),
        "meeting_key": payload.get("meeting"),
        "meeting_address": at.address(record.body, f"{section}/{day}/"),
        "held_on": record.happened_on.isoformat() if record.happened_on else None,
        "number": payload.get("number"),
        "pack_kind": payload.get("kind"),
        "pack_kind_words": word(PACK_KIND, payload.get("kind")),
        "reason": payload.get("reason"),
        "pages": payload.get("pages"),
        "is_tagged": payload.get("is_tagged"),
        "file_name": file.name if file else None,
        "media_type": file.media_type if file else None,
        "size_bytes": file.size if file else None,
        "file_sha256": file.sha256 if file else None,
    }


PAPERS: Final = DataSet(
    name="papers",
    title=_("Papers"),
    says=_("Packs, supplements, their papers and background papers, each with its file."),
    kinds=_KINDS,
    own=_COLUMNS,
    own_rows=_rows,
    filters=(kind_filter(_KINDS),),
    has_files=True,
)
