"""Packs as a section: what was built, what the proof found, what can be done next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.desk.meetings import kinds
from boards.desk.meetings.reading import OPEN_PACK
from boards.desk.words import moment
from boards.models import Meeting, Pack, PackFile
from portal.desk import Button, Fact, Row, Section, row_of
from portal.pdf.reasons import reason

if TYPE_CHECKING:
    from boards.desk.meetings.screen import MeetingScreen

#: States of a meeting in which its papers may still go out.
MAY_PUBLISH = frozenset(
    {
        Meeting.State.SCHEDULED,
        Meeting.State.AGENDA_PUBLISHED,
        Meeting.State.IN_PROGRESS,
        Meeting.State.CONCLUDED,
        Meeting.State.MINUTES_DRAFT,
    }
)


class PackRows:
    """Makes the section from what was read once."""

    def __init__(self, view: MeetingScreen) -> None:
        self.view = view
        self.contents = view.contents

    def section(self) -> Section:
        """The packs, newest first, and the button that begins the next one."""
        view = self.view
        may_add = (
            view.keeps
            and self.contents.open_pack is None
            and view.owner.state in MAY_PUBLISH
            and bool(self.contents.items)
        )
        return Section(
            anchor=kinds.PACKS.name,
            heading=_("Packs"),
            rows=[self._row(pack) for pack in self.contents.packs],
            empty=_(
                "Put the pack together once the agenda stands. You see it before anybody else does."
            ),
            add_url=view.address("add", kind=kinds.PACKS.name) if may_add else "",
            add_label=_("Supplement or new edition")
            if self.contents.packs
            else _("Put the pack together"),
        )

    def _row(self, pack: Pack) -> Row:
        view = self.view
        title = _("%(kind)s %(number)d") % {
            "kind": pack.get_kind_display(),
            "number": pack.number,
        }
        row = row_of(view, kinds.PACKS, pack, title=title)
        files = list(pack.files.all())
        serious = [one for one in row.buttons if one.url.endswith(("/withdraw/", "/reopen/"))]
        onward = [one for one in row.buttons if one not in serious]
        may_go_on = bool(files) and not self._open_hits(pack)
        return replace(
            row,
            facts=[Fact(label, text) for label, text in _facts(pack, files) if text],
            notes=_notes(files),
            buttons=[*(onward if may_go_on else []), *self._build(pack, files)],
            links=_links(pack, files),
            children=[
                *self._hits(pack),
                *(self._cleared() if pack.state in OPEN_PACK else []),
            ],
            history_url="",
            more=[*serious, *self._discard(pack), _link(_("History"), row.history_url, pack)],
        )

    def _build(self, pack: Pack, files: list[PackFile]) -> list[Button]:
        if not self.view.keeps or pack.state != Pack.State.ASSEMBLING:
            return []
        button = Button(
            label=_("Build it again") if files else _("Build it"),
            url=self.view.address("build", pk=pack.pk),
            asks=False,
            version=pack.version,
            about=str(pack),
        )
        return [button]

    def _discard(self, pack: Pack) -> list[Button]:
        if not self.view.keeps or pack.state != Pack.State.ASSEMBLING or pack.published_at:
            return []
        url = self.view.address("remove", kind=kinds.PACKS.name, pk=pack.pk)
        return [_link(_("Throw it away"), url, pack)]

    def _hits(self, pack: Pack) -> list[Row]:
        return [self._hit(pack, hit) for hit in self._open_hits(pack)]

    def _open_hits(self, pack: Pack) -> list[dict[str, Any]]:
        if pack.state not in OPEN_PACK:
            return []
        return hits_of(pack, self.contents.cleared_digests)

    def _hit(self, pack: Pack, hit: dict[str, Any]) -> Row:
        place = str(hit.get("place", ""))
        facts = [Fact(_("Words"), str(hit.get("shown", "")))]
        links = []
        if self.view.decides:
            url = self.view.address("hit", pk=pack.pk, digest=str(hit["digest"]))
            links.append((_("Clear it with a reason"), url))
        else:
            facts.append(Fact(_("Who can clear it"), _("the proper officer of the body")))
        return Row(
            anchor=f"hit-{hit['digest'][:12]}",
            title=_("Found in the public pack, %(place)s") % {"place": place},
            state=_("To be looked at"),
            family="problem",
            facts=facts,
            links=links,
        )

    def _cleared(self) -> list[Row]:
        return [
            Row(
                anchor=f"cleared-{one.pk}",
                title=_("Cleared: %(place)s") % {"place": one.place},
                facts=[
                    Fact(_("Words"), one.shown),
                    Fact(_("Reason"), one.reason),
                    Fact(_("By"), f"{one.cleared_by or ''}, {moment(one.cleared_at)}"),
                ],
            )
            for one in self.contents.clearings
        ]


def hits_of(pack: Pack, cleared: Collection[str]) -> list[dict[str, Any]]:
    """What the proof found in the public file, without the digests that are cleared."""
    return [
        hit
        for file in pack.files.all()
        if file.audience == PackFile.Audience.PUBLIC
        for hit in file.proof.get("hits", [])
        if hit["digest"] not in cleared
    ]


def _facts(pack: Pack, files: list[PackFile]) -> list[tuple[str, str]]:
    facts = [(str(file.get_audience_display()), _file(file)) for file in files]
    if files and pack.state in OPEN_PACK:
        facts.append((_("Put together"), moment(files[0].built_at)))
    return [
        *facts,
        (_("Why there is a new edition"), pack.reason),
        (_("Checked"), _checked(pack)),
        (_("Checked alone because"), pack.checked_alone_reason),
        (_("To be published"), moment(pack.publish_at) if pack.publish_at else ""),
        (_("Published"), moment(pack.published_at) if pack.published_at else ""),
        (_("Reason for short notice"), pack.short_notice_reason),
        (_("Why it was withdrawn"), pack.withdrawn_reason),
    ]


def _checked(pack: Pack) -> str:
    if pack.checked_at is None:
        return ""
    words = {"who": pack.checked_by or "", "when": moment(pack.checked_at)}
    return _("by %(who)s, %(when)s") % words


def _file(file: PackFile) -> str:
    pages = ngettext("%(n)d page", "%(n)d pages", file.pages) % {"n": file.pages}
    tagged = _("accessible throughout") if file.is_tagged else _("accessible in part")
    return f"{pages}, {filesizeformat(file.size)}, {tagged}"


def _notes(files: list[PackFile]) -> list[str]:
    """The parts of the public file that not everybody can read, and what was taken out."""
    found = []
    for file in files:
        if file.audience != PackFile.Audience.PUBLIC:
            continue
        for one in file.manifest.get("untagged", []):
            words = {
                "title": one.get("title", ""),
                "from": one.get("pages_from", ""),
                "to": one.get("pages_to", ""),
            }
            sentence = (
                _("“%(title)s” (pages %(from)s to %(to)s) is a scan: ask its author for another.")
                if one.get("why") == "scan"
                else _("“%(title)s” (pages %(from)s to %(to)s) is not accessible.")
            )
            found.append(sentence % words)
        found += _left_out(file)
    return found


def _left_out(file: PackFile) -> list[str]:
    """What the pack does not take over from papers, by paper and in sentences."""
    titles = {
        paper["key"]: paper["title"]
        for item in file.manifest.get("items", [])
        for paper in item["papers"]
    }
    return [
        _("“%(title)s”: %(what)s")
        % {"title": titles.get(note["key"], ""), "what": reason(code).message}
        for note in file.manifest.get("notes", [])
        for code in note["codes"]
    ]


def _links(pack: Pack, files: list[PackFile]) -> list[tuple[str, str]]:
    words = {
        PackFile.Audience.PUBLIC: _("Open the pack for the public"),
        PackFile.Audience.RESTRICTED: _("Open the pack with everything"),
    }
    return [
        (
            words[PackFile.Audience(file.audience)],
            reverse("boards_pack_file", kwargs={"key": pack.key, "audience": file.audience}),
        )
        for file in files
    ]


def _link(label: str, url: str, pack: Pack) -> Button:
    return Button(label=label, url=url, asks=True, version=None, about=str(pack))
