"""The sentences that tell a clerk what was found in a file, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

NAMED: Final = 5
"""So many pages are named one by one."""


@dataclass(frozen=True)
class Reason:
    """One finding: a code of `inspect_pdf`, a plain sentence, and the first page it concerns."""

    code: str
    message: str
    page: int | None


def reason_for(finding: Mapping[str, Any]) -> Reason:
    """The sentence for a finding of `portal.pdf.inspect`.

    Args:
        finding: `code`; `pages`, from 1; `facts`, which the sentences below name.
    """
    code = str(finding["code"])
    facts: Mapping[str, Any] = finding.get("facts") or {}
    pages: Sequence[int] = finding.get("pages") or ()
    sentence = _SENTENCES[code](facts)
    message = f"{_place(pages)}: {sentence}" if pages and code in _BY_PAGE else sentence
    return Reason(code, message, min(pages) if pages else None)


def reason(code: str, **facts: Any) -> Reason:
    """The sentence for a code that concerns the whole file."""
    return reason_for({"code": code, "facts": facts})


def _place(pages: Sequence[int]) -> str:
    """Name pages as in "Pages 1, 2 and 5"."""
    named = [str(page) for page in sorted(pages)]
    if len(named) == 1:
        return _("Page %(page)s") % {"page": named[0]}
    if len(named) > NAMED + 1:
        more = len(named) - NAMED
        return _("Pages %(pages)s and %(more)s more") % {
            "pages": ", ".join(named[:NAMED]),
            "more": more,
        }
    return _("Pages %(pages)s and %(last)s") % {
        "pages": ", ".join(named[:-1]),
        "last": named[-1],
    }


def _damaged(facts: Mapping[str, Any]) -> str:
    what = facts.get("what")
    again = _("Make the PDF again from the original and upload it again.")
    if what == "lost":
        said = _("The file is damaged: it should have %(said)s pages, but only %(pages)s are left.")
        return f"{said % {'said': facts.get('said'), 'pages': facts.get('pages')}} {again}"
    if what == "cut":
        said = _("The file is damaged: a part of it is missing, as after an interrupted upload.")
    elif what in ("content", "page", "stream") and facts.get("page"):
        said = _("The file is damaged: page %(page)s cannot be read.") % {"page": facts["page"]}
    elif what == "pages":
        said = _("The file is damaged: its pages cannot be found.")
    elif what == "crash":
        said = _("The file is damaged: the program that reads PDF files broke down over it.")
    else:
        said = _("The file is damaged and cannot be read.")
    return f"{said} {again}"


def _over_limits(facts: Mapping[str, Any]) -> str:
    what = facts.get("what")
    if what == "pages":
        return _(
            "The file has %(pages)s pages; %(most)s are the most. Divide it into several files."
        ) % {"pages": facts.get("pages"), "most": facts.get("most")}
    if what == "bytes":
        return _(
            "The file is larger than %(megabytes)s MB. Save its pictures at a lower resolution, or "
            "divide it into several files."
        ) % {"megabytes": facts.get("megabytes")}
    if what == "time":
        said = _("Reading the file takes longer than it may.")
    elif what == "memory":
        said = _("Reading the file needs more memory than it may have.")
    else:
        said = _("The file unfolds to far more than a paper of its size holds.")
    return f"{said} " + _("Make the PDF again from the original, if you can, in smaller parts.")


def _empty(facts: Mapping[str, Any]) -> str:
    if facts.get("what") == "pages":
        return _("This PDF has no pages. Make it again from the original and upload it again.")
    return _("The file is empty (0 bytes). Upload it again.")


def _assembly_forbidden(facts: Mapping[str, Any]) -> str:
    if facts.get("says"):
        return _(
            "The owner of this file has forbidden joining it with others. Ask for a copy without "
            "that restriction, or save the original as PDF again."
        )
    return _(
        "The owner has protected this file with a password, and that protection would end in a "
        "pack. Ask for a copy without it, or save the original as PDF again."
    )


def _attachment_removed(facts: Mapping[str, Any]) -> str:
    if facts.get("portfolio"):
        return _(
            "This is a collection of files in one PDF. Only its cover can go into the pack: upload "
            "the files in it as papers of their own."
        )
    return _(
        "Files or media are attached inside this PDF. They are left out of the pack: if they are "
        "to be published, upload them as papers of their own."
    )


def _always(sentence: Callable[[], str]) -> Callable[[Mapping[str, Any]], str]:
    def said(facts: Mapping[str, Any]) -> str:
        return sentence()

    return said


_BY_PAGE: Final = frozenset(
    {"hidden_text", "unapplied_redaction", "image_only", "oversized_image", "comments_removed"}
)
_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "password_needed": _always(
        lambda: _(
            "This file opens only with a password. Save it again without a password and upload it "
            "again."
        )
    ),
    "not_a_pdf": _always(
        lambda: _(
            "This is not a PDF, whatever its name says. Open it in the program it was made with, "
            "save it as PDF and upload that."
        )
    ),
    "empty": _empty,
    "damaged": _damaged,
    "over_limits": _over_limits,
    "hidden_text": _always(
        lambda: _(
            "text that cannot be seen, under a box or a picture or in the colour of the paper, can "
            "still be copied from the file and read. If it is confidential, take the words out of "
            "the original and make the PDF again."
        )
    ),
    "unapplied_redaction": _always(
        lambda: _(
            "marked for redaction, but the redaction was never carried out: the words are still in "
            "the file. Apply the redactions in the program that marked them and upload the result."
        )
    ),
    "form_flattened": _always(
        lambda: _(
            "This file has form fields. In the pack they become fixed text, as they look now: "
            "check that they are filled in."
        )
    ),
    "attachment_removed": _attachment_removed,
    "script_removed": _always(
        lambda: _("This file holds scripts or actions. They are left out of the pack.")
    ),
    "comments_removed": _always(
        lambda: _(
            "comments or marks were added to the pages. They are left out of the pack, with "
            "whatever they say or cover."
        )
    ),
    "links_removed": _always(
        lambda: _(
            "Links that lead to a file, to another program or to nowhere do not work in the pack."
        )
    ),
    "hidden_layers": _always(
        lambda: _("Some layers of this file are switched off. They stay off in the pack.")
    ),
    "signature_ends": _always(
        lambda: _(
            "This file is signed electronically. The signature does not hold in the pack; the "
            "original stays as it is."
        )
    ),
    "image_only": _always(
        lambda: _(
            "a picture without text, such as a scan. A screen reader cannot read it and a search "
            "cannot find it: upload a version with text, or one with text recognition."
        )
    ),
    "repaired": _always(
        lambda: _(
            "This file had faults that were mended. Nothing seems to be missing, but look through "
            "it before you publish."
        )
    ),
    "assembly_forbidden": _assembly_forbidden,
    "oversized_image": _always(
        lambda: _(
            "a picture is so large that many readers cannot show it. Save it at a lower resolution "
            "and upload the file again."
        )
    ),
    "untagged": _always(
        lambda: _(
            "The file has no tags, so a screen reader can only guess at headings, lists and "
            "tables. Save it from the original as an accessible (tagged) PDF."
        )
    ),
    "no_language": _always(
        lambda: _("The file does not say which language it is in. Set it in the original.")
    ),
    "no_title": _always(
        lambda: _("The file has no title of its own. Set one in the properties of the original.")
    ),
}
