"""The agenda and the packs out of the public copy of a meeting, as its page shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards import words
from boards.packs.certificate_words import DayRow, Section, days, paragraphs, sections
from boards.packs.sheet_words import sentence
from boards.rules.functions import FUNCTION_TITLES
from boards.shown_recording import Moment
from portal.models.releases import PublicRecord
from portal.shown import Status, read_day, read_time

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_FUNCTIONS: Final = {code: gettext_lazy(title) for code, title in FUNCTION_TITLES}
_ITEM_STATUS: Final = {
    "deferred": Status(gettext_lazy("Deferred"), "waiting"),
    "withdrawn": Status(gettext_lazy("Withdrawn"), "problem"),
}
#: What becomes of a paper of which the public gets a file.
PUBLIC_TREATMENTS: Final = frozenset({"include", "public_version"})


@dataclass(frozen=True)
class ShownPaper:
    """One paper in the list of an item. `path` is empty where there is no file for the public."""

    key: str
    kind: StrOrPromise
    title: str
    title_cy: str
    author: str
    treatment: str
    reason: str
    ground: str
    which_part: str
    path: str
    pages: int
    pages_from: int
    pages_to: int
    pack: int
    size: int
    is_accessible: bool
    is_scan: bool
    is_in_pack: bool = True
    text_path: str = ""
    text_size: int = 0

    @property
    def reading_path(self) -> str:
        """Where it can be read as a web page; empty where there is no file for the public."""
        return f"{self.path.removesuffix('.pdf')}/" if self.path else ""

    @property
    def page_words(self) -> str:
        """How long it is and where it stands, as in “8 pages (12 to 19 of the pack)”.

        Where it stood in a pack that readers no longer have is left out.
        """
        length = ngettext("%(n)s page", "%(n)s pages", self.pages) % {"n": self.pages}
        if not self.is_in_pack:
            return length
        if self.pages_from == self.pages_to:
            place = _("page %(page)s of the pack") % {"page": self.pages_from}
        else:
            span = {"first": self.pages_from, "last": self.pages_to}
            place = _("%(first)s to %(last)s of the pack") % span
        return f"{length} ({place})"


@dataclass(frozen=True)
class ShownBackground:
    """A background paper: a link to where it is published, or the portal's own copy."""

    title: str
    title_cy: str
    link: str
    path: str


@dataclass(frozen=True)
class ShownItem:
    """One item of business."""

    key: str
    number: int | None
    title: str
    title_cy: str
    purpose: StrOrPromise
    lead: str
    minutes: int | None
    text: str
    function: StrOrPromise
    status: Status | None
    state_reason: str
    is_late: bool
    urgency_reason: str
    is_withheld: bool
    ground: str
    which_part: str
    papers: list[ShownPaper] = field(default_factory=list)
    background: list[ShownBackground] = field(default_factory=list)
    moment: Moment | None = None


@dataclass(frozen=True)
class ShownPack:
    """One edition or supplement in the list of all of them."""

    number: int
    kind: StrOrPromise
    is_supplement: bool
    state: str
    published_at: datetime
    reason: str
    path: str
    pages: int
    first_page: int
    size: int
    sha256: str
    is_tagged: bool
    withdrawn_reason: str
    changes_path: str

    @property
    def last_page(self) -> int:
        """The number on its last page."""
        return self.first_page + self.pages - 1


@dataclass(frozen=True)
class ShownCertificate:
    """A notice certificate in sentences."""

    name: str
    lines: list[str]
    sections: list[Section]
    days: list[DayRow]


@dataclass(frozen=True)
class ShownChange:
    """One line of what changed."""

    word: StrOrPromise
    number: int | None
    item: str
    title: str
    title_cy: str
    reason: str
    key: str


@dataclass(frozen=True)
class ShownPapers:
    """Everything of a meeting's page that comes from its packs."""

    pack: ShownPack | None
    pack_path: str
    supplements: list[ShownPack]
    packs: list[ShownPack]
    withdrawn: ShownPack | None
    items: list[ShownItem]
    inaccessible: list[str]
    certificates: list[ShownCertificate]
    changes: list[ShownChange]
    changes_path: str
    changed_by: ShownPack | None
    online_link: str
    webcast_link: str
    questions_due_on: date | None
    questions_due_at: time | None
    state_reason: str
    notice_path: str


def shown_papers(
    record: PublicRecord,
    *,
    has_notice: bool,
    changes_paths: Collection[str] = (),
    moments: Mapping[str, Moment] | None = None,
) -> ShownPapers:
    """The agenda, packs and certificate of a meeting out of its public copy.

    `has_notice` says whether there is a page of the notice to link to, `changes_paths` which packs
    have a page of what they changed, `moments` where the recording comes to which item.
    """
    payload = record.payload
    packs = [_pack(one, changes_paths) for one in payload.get("packs") or ()]
    current = next((one for one in packs if one.number == payload.get("current_pack")), None)
    agenda = payload.get("agenda") or {"items": [], "untagged": []}
    editions = [one for one in packs if not one.is_supplement]
    standing = {one.number for one in packs if one.state == "published"}
    gone = editions[-1] if editions and editions[-1].state == "withdrawn" else None
    changes = payload.get("changes") or {}
    number = changes.get("number")
    base = record.path
    return ShownPapers(
        pack=current,
        pack_path=f"{base}pack.pdf" if current else "",
        supplements=[
            one
            for one in packs
            if one.is_supplement and one.state == "published" and payload.get("agenda")
        ],
        packs=packs,
        withdrawn=gone,
        items=[
            _item(one, base, (moments or {}).get(one["key"]), standing=standing)
            for one in agenda["items"]
        ],
        inaccessible=[_inaccessible(one) for one in agenda["untagged"]],
        certificates=[_certificate(one) for one in payload.get("certificates") or ()],
        changes=[shown_change(one) for one in changes.get("changes", ())],
        changes_path=f"{changes['meeting_path']}packs/{number}/changes/" if changes else "",
        changed_by=next((one for one in packs if one.number == number), None),
        online_link=payload.get("online_link", ""),
        webcast_link=payload.get("webcast_link", ""),
        questions_due_on=read_day(payload.get("questions_due_on")),
        questions_due_at=read_time(payload.get("questions_due_at")),
        state_reason=payload.get("state_reason", ""),
        notice_path=f"{base}notice/" if has_notice else "",
    )


def shown_change(one: Mapping[str, Any]) -> ShownChange:
    """One change in words."""
    return ShownChange(
        word=words.CHANGE.get(one["what"], ""),
        number=one["number"],
        item=one["item"],
        title=one["title"] or one["item"],
        title_cy=one["title_cy"] if one["title"] else one["item_cy"],
        reason=one["reason"],
        key=one["key"],
    )


def _item(
    one: Mapping[str, Any], base: str, moment: Moment | None, *, standing: Collection[int]
) -> ShownItem:
    ground = one["ground"] or {}
    return ShownItem(
        key=one["key"],
        number=one["number"],
        title=one["title"],
        title_cy=one["title_cy"],
        purpose=words.PURPOSE.get(one["purpose"], ""),
        lead=one["lead"],
        minutes=one["minutes"],
        text=one["text"],
        function=_FUNCTIONS.get(one["function"], ""),
        status=_ITEM_STATUS.get(one["state"]),
        state_reason=one["state_reason"],
        is_late=one["is_late"],
        urgency_reason=one["urgency_reason"],
        is_withheld=one["is_withheld"],
        ground=sentence(ground.get("words", "")),
        which_part=ground.get("which_part", ""),
        papers=[_paper(paper, base, standing) for paper in one["papers"]],
        background=[
            ShownBackground(
                title=row["title"],
                title_cy=row["title_cy"],
                link=row["link"],
                path=f"{base}background/{row['file_name']}" if row["file_name"] else "",
            )
            for row in one["background"]
        ],
        moment=moment,
    )


def _paper(one: Mapping[str, Any], base: str, standing: Collection[int]) -> ShownPaper:
    ground = one["ground"] or {}
    is_in = one["treatment"] in PUBLIC_TREATMENTS
    return ShownPaper(
        key=one["key"],
        kind=words.PAPER_KIND.get(one["kind"], ""),
        title=one["title"],
        title_cy=one["title_cy"],
        author=one["author"],
        treatment=one["treatment"],
        reason=one["reason"],
        ground=sentence(ground.get("words", "")),
        which_part=ground.get("which_part", ""),
        path=f"{base}papers/{one['file_name']}" if is_in and one["file_name"] else "",
        pages=one["pages"],
        pages_from=one["pages_from"],
        pages_to=one["pages_to"],
        pack=one["pack"],
        size=one["size"],
        is_accessible=one["is_tagged"] and one["has_text"],
        is_scan=is_in and not one["has_text"],
        is_in_pack=one["pack"] in standing,
        text_path=f"{base}papers/{one['text_name']}" if one.get("text_name") else "",
        text_size=one.get("text_size", 0),
    )


def _pack(one: Mapping[str, Any], changes_paths: Collection[str]) -> ShownPack:
    path = one.get("path", "")
    changes = f"{path.removesuffix('.pdf')}/changes/"
    return ShownPack(
        number=one["number"],
        kind=words.PACK_KIND.get(one["kind"], ""),
        is_supplement=one["kind"] == "supplement",
        state=one["state"],
        published_at=datetime.fromisoformat(one["published_at"]),
        reason=one.get("reason", ""),
        path=path,
        changes_path=changes if changes in changes_paths else "",
        pages=one.get("pages", 0),
        first_page=one.get("first_page", 1),
        size=one.get("size", 0),
        sha256=one.get("sha256", ""),
        is_tagged=one.get("is_tagged", False),
        withdrawn_reason=one.get("withdrawn_reason", ""),
    )


def _inaccessible(one: Mapping[str, Any]) -> str:
    """One part that a screen reader cannot follow, as in “Item 4, Annual report: a scan”."""
    why = _("a scan without text") if one["why"] == "scan" else _("without headings and tables")
    facts = {"number": one["number"], "title": one["title"], "why": why}
    return _("Item %(number)s, %(title)s: %(why)s") % facts


def _certificate(one: Mapping[str, Any]) -> ShownCertificate:
    kind = words.PACK_KIND.get(one["kind"], "")
    return ShownCertificate(
        name=f"{kind} {one['number']}",
        lines=paragraphs(one),
        sections=sections(one),
        days=days(one),
    )
