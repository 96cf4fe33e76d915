"""The sentences on the sheets of a pack, made from the frozen values of its manifest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.templatetags.portal_text import clock_time, day

JSON = Mapping[str, Any]


def sentence(words: str) -> str:
    """Words as a sentence: a capital letter first and one full stop at the end."""
    words = words.strip()
    if not words:
        return ""
    return f"{words[0].upper()}{words[1:]}{'' if words[-1] in '.!?' else '.'}"


def when(meeting: JSON) -> str:
    """Day and time, as in “Friday 12 September 2025, 10:30am”."""
    held_on = day(date.fromisoformat(meeting["held_on"]))
    at = meeting["starts_at"]
    return f"{held_on}, {clock_time(time.fromisoformat(at))}" if at else held_on


def questions_due(meeting: JSON) -> str:
    """Until when questions may be sent; empty where no day is set."""
    if not meeting["questions_due_on"]:
        return ""
    on = day(date.fromisoformat(meeting["questions_due_on"]))
    at = meeting["questions_due_at"]
    if at:
        words = _("Questions must arrive by %(time)s on %(day)s.")
        return words % {"time": clock_time(time.fromisoformat(at)), "day": on}
    return _("Questions must arrive by %(day)s.") % {"day": on}


def ground_line(ground: JSON | None) -> str:
    """Why something is withheld, as a sentence; empty for what is open."""
    return sentence(ground["words"]) if ground else ""


def which_part(ground: JSON | None) -> str:
    """Which part is withheld, as a sentence; empty where the whole is."""
    if not ground or not ground["which_part"]:
        return ""
    return _("The part withheld: %(part)s") % {"part": sentence(ground["which_part"])}


def pages(first: int, last: int) -> str:
    """“page 4” or “pages 4 to 9”."""
    if first == last:
        return _("page %(first)d") % {"first": first}
    return _("pages %(first)d to %(last)d") % {"first": first, "last": last}


def item_state(item: JSON) -> str:
    """What the reader must know first: deferred or withdrawn, with the reason."""
    said = {
        "deferred": _("Deferred to a later meeting."),
        "withdrawn": _("Withdrawn."),
    }.get(item["state"], "")
    return f"{said} {sentence(item['state_reason'])}".strip()


def item_late(item: JSON) -> str:
    """Why an item that came late is taken: the chair's reason."""
    if not item["is_late"]:
        return ""
    words = _("Added after the agenda was published. The chair's reason for urgency: %(reason)s")
    return words % {"reason": sentence(item["urgency_reason"])}


def item_facts(item: JSON, purpose: str, function: str) -> str:
    """Purpose, function, lead and time planned, in one line."""
    minutes = item["minutes"]
    parts = [purpose, function if item["function"] else ""]
    if item["lead"]:
        parts.append(_("Lead: %(name)s") % {"name": item["lead"]})
    if minutes:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes})
    return ". ".join(part for part in parts if part)


def paper_note(paper: JSON, *, of_item: JSON | None = None) -> str:
    """What stands under the title of a paper: its pages, or why there are none.

    A ground that is that of the whole item (`of_item`) stands there once and is not repeated.
    """
    treatment = paper["treatment"]
    if treatment == "to_follow":
        return _("To follow.")
    if treatment == "withdrawn":
        return f"{_('Withdrawn.')} {sentence(paper['reason'])}".strip()
    where = sentence(pages(paper["pages_from"], paper["pages_to"]))
    if of_item and paper["ground"] == of_item:
        return where
    if treatment == "notice":
        words = _("Not for publication: %(ground)s")
        withheld = words % {"ground": ground_line(paper["ground"])} if paper["ground"] else ""
        return f"{where} {withheld or _('Not for publication.')}"
    if treatment == "public_version":
        parts = [where, ground_line(paper["ground"]), which_part(paper["ground"])]
        return " ".join(part for part in parts if part)
    if paper["ground"]:
        return f"{where} {_('Not for publication:')} {ground_line(paper['ground'])}"
    return where


def untagged_line(entry: JSON) -> str:
    """One part that a screen reader cannot follow."""
    values = {
        "number": entry["number"],
        "title": entry["title"],
        "pages": pages(entry["pages_from"], entry["pages_to"]),
    }
    if entry["why"] == "scan":
        words = _("Item %(number)d, %(title)s (%(pages)s), is a scan: a picture of its pages.")
    else:
        words = _("Item %(number)d, %(title)s (%(pages)s), has no tags for screen readers.")
    return words % values


def skipped_day(why: str) -> str:
    """Why a day is not counted."""
    return _("No: %(why)s") % {"why": why}
