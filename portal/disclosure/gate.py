"""May this go out? Everything in it is looked at, again before every release.

The gate answers with concerns; those that nobody has cleared hold everything back, so that nothing
of a release goes out while one stands in any part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import public_storage
from portal.disclosure.found import Found, only_open, stored_form, with_clearings
from portal.disclosure.held import forget_held, held_in, remember_held
from portal.disclosure.known import contact_texts, known_of
from portal.disclosure.matters import Matter, MatterFile
from portal.disclosure.scanning import Eyes, FileToScan, eyes_of, scan
from portal.disclosure.texts import passages_of_copy, words_of_address
from portal.operations import Refused
from portal.public_storage import Measured
from portal.publishing_values import Copy
from portal.rules.disclosure.codes import CODES
from portal.rules.disclosure.facts import Contents, Level, Passage, Place

#: How many places are named in one refusal; the page of concerns shows all.
NAMED = 4


class Withheld(Refused):
    """Something in a release may identify a child or a private person; nothing went out."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = list(found)
        super().__init__(*refusals_of(found))


def refuse_unless_clear(
    copies: Sequence[Copy],
    *,
    matter: str,
    body: str,
    measured: Mapping[int, Mapping[str, Measured]] | None = None,
) -> None:
    """Raise Withheld unless every concern in these copies and their files has been cleared.

    `measured` are the hashes of the files of each copy, by `id(copy)` and name, where they have
    been taken already.
    """
    if not copies:
        return
    found = only_open(concerns_of_copies(copies, matter=matter, body=body, measured=measured or {}))
    if found:
        remember_held(matter, found)
        raise Withheld(found)
    forget_held(matter)


def may_stand(words: str, *, body: str) -> bool:
    """Whether nothing in these words is a concern, so that they may stand where something was."""
    return not words or bool(_eyes_at_hand(body).harmless(words))


def refuse_reason(reason: str, *, body: str) -> None:
    """Raise Refused when a reason that the public reads would itself give somebody away.

    Taking back is never held up, but for its reason, which can be written anew in a moment.
    """
    contents = Contents(passages=(Passage(reason, Place.RECORD),))
    stops = [one for one in _eyes_at_hand(body).look(contents) if one.level == Level.STOP]
    if stops:
        raise Refused(
            _(
                "The reason itself may identify a child or a private person (%(what)s). Write it "
                "without: everybody reads it at the address."
            )
            % {"what": CODES[stops[0].code].title}
        )


def _eyes_at_hand(body: str) -> Eyes:
    """What to look with even where the watch list cannot be read."""
    try:
        return eyes_of(body)
    except Refused:
        return Eyes(known=known_of(contact_texts(body)), watch=(), mark="")


def concerns_of_copies(
    copies: Sequence[Copy],
    *,
    matter: str,
    body: str,
    measured: Mapping[int, Mapping[str, Measured]],
) -> list[Found]:
    """Every concern in public copies and their files, with who cleared it.

    Raises Refused when the body's watch list cannot be read.
    """
    eyes = eyes_of(body)
    found: list[Found] = []
    files: list[tuple[str, FileToScan]] = []
    for copy in copies:
        named = eyes.harmless(copy.title) or copy.kind.replace("_", " ")
        found += _of_texts(passages_of_copy(copy), source=named, matter=matter, eyes=eyes)
        for file in copy.files:
            known = measured.get(id(copy), {}).get(file.name)
            sha256 = (known or public_storage.measure(file)).sha256
            to_scan = FileToScan(sha256, _ending(file.name), file.stored, file.content)
            files.append((eyes.harmless(file.name) or _("a file"), to_scan))
    scans = scan([one for _label, one in files], matter=matter, body=body, eyes=eyes)
    for label, one in files:
        found += [_of_scan(facts, label, one) for facts in scans.get(one, ())]
    return with_clearings(matter, found)


def concerns_of_files(files: Iterable[MatterFile], *, matter: str, body: str) -> list[Found]:
    """Every concern in files that wait to go out, their names included.

    Raises Refused when the body's watch list cannot be read. A file that is missing from storage
    gives none: it cannot go out either.
    """
    eyes = eyes_of(body)
    wanted = {file: FileToScan(file.sha256, _ending(file.name), file.stored) for file in files}
    scans = scan(wanted.values(), matter=matter, body=body, eyes=eyes)
    found: list[Found] = []
    for file, one in wanted.items():
        if one in scans:
            found += _of_file(file, one, scans[one], matter=matter, eyes=eyes)
    return with_clearings(matter, found)


def concerns_of_matter(matter: Matter) -> list[Found]:
    """Everything that has to be looked at before a matter goes out. Raises Refused."""
    found = concerns_of_files(matter.files, matter=matter.key, body=matter.body)
    found += concerns_of_copies(matter.copies(), matter=matter.key, body=matter.body, measured={})
    known = {one.digest for one in found}
    found += [one for one in held_in(matter.key) if one.digest not in known]
    return with_clearings(matter.key, found)


def refusals_of(found: Sequence[Found]) -> list[str]:
    """Why something may not go out: how many concerns, which first, and what to do.

    The sentences name places and kinds and never the words themselves.
    """
    if not found:
        return []
    stops = {one.digest for one in found if one.level == Level.STOP}
    looks = {one.digest for one in found if one.level == Level.LOOK}
    reasons = []
    if stops:
        sentence = ngettext(
            "%(n)d thing here may identify a child or a private person: %(which)s. Take it out, "
            "or ask the proper officer to clear it with a reason.",
            "%(n)d things here may identify a child or a private person: %(which)s. Take them "
            "out, or ask the proper officer to clear each with a reason.",
            len(stops),
        )
        reasons.append(sentence % {"n": len(stops), "which": _which(found, Level.STOP)})
    if looks:
        sentence = ngettext(
            "%(n)d thing should be looked at before this goes out: %(which)s. Clear it under "
            "“Before it goes out”, with a reason.",
            "%(n)d things should be looked at before this goes out: %(which)s. Clear them under "
            "“Before it goes out”, with a reason.",
            len(looks),
        )
        reasons.append(sentence % {"n": len(looks), "which": _which(found, Level.LOOK)})
    return reasons


def _which(found: Sequence[Found], level: Level) -> str:
    named = list(dict.fromkeys(_place(one) for one in found if one.level == level))
    shown = named[:NAMED]
    if len(named) > NAMED:
        shown.append(_("%(n)d more") % {"n": len(named) - NAMED})
    return "; ".join(shown)


def _place(one: Found) -> str:
    parts = [one.source]
    if one.facts["where"] and one.facts["where"] != one.source:
        parts.append(str(one.facts["where"]))
    if one.facts["page"]:
        parts.append(_("page %(n)d") % {"n": one.facts["page"]})
    return f"{one.title} ({', '.join(parts)})"


def _of_file(
    file: MatterFile,
    scanned: FileToScan,
    concerns: Iterable[Mapping[str, Any]],
    *,
    matter: str,
    eyes: Eyes,
) -> Iterator[Found]:
    label = eyes.harmless(file.label) or _("a paper")
    for facts in concerns:
        yield _of_scan(_lessened(facts) if facts["code"] in file.cleaned else facts, label, scanned)
    # What is uploaded goes out under a name that the portal makes: its own is worth a note.
    name = Passage(words_of_address(file.name), Place.FILE_NAME, where=_("name of the file"))
    for told in _of_texts([name], source=label, matter=matter, eyes=eyes):
        yield replace(told, facts=_lessened(told.facts))


def _of_scan(facts: Mapping[str, Any], label: str, file: FileToScan) -> Found:
    return Found(facts["digest"], label, facts, sha256=file.sha256, stored=file.stored)


def _lessened(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same as a note: it does not go out."""
    return {**facts, "level": str(Level.NOTE)}


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _of_texts(
    passages: Iterable[Passage], *, source: str, matter: str, eyes: Eyes
) -> Iterator[Found]:
    concerns = eyes.look(Contents(passages=tuple(passages)))
    for one in stored_form(matter, concerns):
        yield Found(one["digest"], source, one)
