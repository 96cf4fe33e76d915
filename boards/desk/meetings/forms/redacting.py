"""Forms for marking what the public may not read, and for approving the version without it."""

from __future__ import annotations

import json
import math
import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.models import Redaction
from boards.operations.redaction_marks import NewMark, reasons_of
from portal.pdf.redacting import Box, Frame

MOST_WORDS: Final = 50
MOST_BOXES: Final = 500
EDGES: Final = 4
#: What is found may stand beyond the edge of its page, but not further than a page may be long, in
#: points (ISO 32000-1, annex C.2).
FURTHEST: Final = 14_400
_RANGE: Final = re.compile(r"(\d{1,5})\s*(?:[-–]|to)\s*(\d{1,5})|(\d{1,5})")


class VersionedForm(forms.Form):
    """Carries the version of the redaction from which the person began."""

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, redaction: Redaction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.redaction = redaction
        self.initial["expected_version"] = redaction.version

    @property
    def version(self) -> int:
        """The version that the person began from; 0 (never right) when the form lost it."""
        return int(self.cleaned_data.get("expected_version") or 0)


class DiscardForm(VersionedForm):
    """Asks before everything that was marked is thrown away."""

    sure = forms.BooleanField(
        label=gettext_lazy("Throw away all marks, and the version made of them"),
        error_messages={
            "required": gettext_lazy("Tick the box if all marks may go. They cannot be had back.")
        },
    )


class MarkForm(VersionedForm):
    """Asks why something is withheld; subclasses say what."""

    reason = forms.ChoiceField(label=gettext_lazy("Why it is withheld"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regime = self.redaction.paper.item.meeting.body.access_regime
        field = self.fields["reason"]
        field.choices = reasons_of(regime)  # type: ignore[attr-defined]
        restriction = self.redaction.paper.restrictions.filter(released_on__isnull=True).first()
        known = restriction.paragraphs if restriction else []
        self.initial.setdefault("reason", str(known[0]) if known else "personal")

    def marks(self) -> list[NewMark]:
        """What is to be marked."""
        raise NotImplementedError


class WordsForm(VersionedForm):
    """Words of which every place is to be found."""

    words = forms.CharField(
        label=gettext_lazy("Words to find"),
        help_text=gettext_lazy(
            "One name or phrase a line. Capitals, accents and line ends do not matter. The words "
            "are not kept."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_words(self) -> list[str]:
        """The lines, each once."""
        lines = [line.strip() for line in str(self.cleaned_data["words"]).splitlines()]
        found = list(dict.fromkeys(line for line in lines if any(map(str.isalnum, line))))
        if not found:
            raise forms.ValidationError(_("Write the words that are to be found."))
        if len(found) > MOST_WORDS:
            raise forms.ValidationError(_("Search for at most 50 at a time."))
        return found


class TickedForm(MarkForm):
    """Places that were found, to be ticked. Each value names a page and its boxes."""

    places = forms.MultipleChoiceField(
        label=gettext_lazy("Places"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick the places that are to be marked.")},
    )

    def __init__(self, *args: Any, found: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = found  # type: ignore[attr-defined]
        self.initial.setdefault("places", [value for value, _label in found])

    def marks(self) -> list[NewMark]:
        """One mark for each line of each place."""
        reason = self.cleaned_data["reason"]
        found = [place_in(value, self.redaction) for value in self.cleaned_data["places"]]
        return [NewMark(page, box, reason) for page, boxes in filter(None, found) for box in boxes]


class PagesForm(MarkForm):
    """Whole pages."""

    field_order = ("pages", "reason")
    pages = forms.CharField(
        label=gettext_lazy("Pages to withhold whole"),
        help_text=gettext_lazy("Such as 3, 5-7."),
        max_length=500,
    )

    def clean_pages(self) -> list[int]:
        """The numbers of the pages."""
        given = str(self.cleaned_data["pages"])
        count = len(self.redaction.pages)
        found: set[int] = set()
        if _RANGE.sub("", given).strip(" ,;\t"):
            raise forms.ValidationError(_("Write page numbers, such as 3, 5-7."))
        for first, last, alone in _RANGE.findall(given):
            begin, end = (int(alone), int(alone)) if alone else (int(first), int(last))
            if not 1 <= begin <= end <= count:
                raise forms.ValidationError(
                    _("The paper has pages 1 to %(count)s.") % {"count": count}
                )
            found.update(range(begin, end + 1))
        if not found:
            raise forms.ValidationError(_("Write page numbers, such as 3, 5-7."))
        return sorted(found)

    def marks(self) -> list[NewMark]:
        """A mark without a box for each page."""
        reason = self.cleaned_data["reason"]
        return [NewMark(page, None, reason) for page in self.cleaned_data["pages"]]


class BoxesForm(MarkForm):
    """Boxes that were drawn on the picture of a page, in parts of its width and height."""

    boxes = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, page: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_boxes(self) -> list[tuple[float, float, float, float]]:
        """Left, top, width and height of each box."""
        try:
            given = json.loads(self.cleaned_data["boxes"] or "[]")
            found = [tuple(float(edge) for edge in box) for box in given]
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            raise forms.ValidationError(_("The boxes could not be read. Draw them again.")) from (
                error
            )
        if not found:
            raise forms.ValidationError(_("Draw a box on the page first."))
        if len(found) > MOST_BOXES or any(len(box) != EDGES or not _fits(box) for box in found):
            raise forms.ValidationError(_("The boxes could not be read. Draw them again."))
        return [(box[0], box[1], box[2], box[3]) for box in found]

    def marks(self) -> list[NewMark]:
        """The boxes in the coordinates of the page."""
        frame = frame_of(self.redaction, self.page)
        reason = self.cleaned_data["reason"]
        return [
            NewMark(self.page, frame.on_page(box), reason) for box in self.cleaned_data["boxes"]
        ]


class RemoveMarksForm(VersionedForm):
    """Marks that are to go."""

    marks = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Marks"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick the marks that are to go.")},
    )

    def __init__(self, *args: Any, labels: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marks"].choices = labels  # type: ignore[attr-defined]


class ApproveForm(VersionedForm):
    """Somebody has looked at all of it."""

    looked = forms.BooleanField(
        label=gettext_lazy("I have looked at every page of the result and at the text version"),
        error_messages={
            "required": gettext_lazy("Look at every page and at the text version, then tick this.")
        },
    )


def frame_of(redaction: Redaction, page: int) -> Frame:
    """The frame of a page, from 1."""
    left, bottom, right, top, turn = redaction.pages[page - 1]
    return Frame(left, bottom, right, top, turn=int(turn))


def place_in(value: str, redaction: Redaction) -> tuple[int, list[Box]] | None:
    """The page, from 1, and the boxes that a posted place names; None for what names none."""
    try:
        page, boxes = json.loads(value)
        found = [tuple(float(edge) for edge in box) for box in boxes]
    except (TypeError, ValueError, OverflowError, RecursionError):
        return None
    if type(page) is not int or not 1 <= page <= len(redaction.pages):
        return None
    frame = frame_of(redaction, page)
    if not all(len(box) == EDGES and _is_near(box, frame) for box in found):
        return None
    return page, [(box[0], box[1], box[2], box[3]) for box in found]


def _is_near(box: tuple[float, ...], frame: Frame) -> bool:
    left, bottom, right, top = box
    return (
        all(map(math.isfinite, box))
        and frame.left - FURTHEST <= left < right <= frame.right + FURTHEST
        and frame.bottom - FURTHEST <= bottom < top <= frame.top + FURTHEST
    )


def _fits(box: tuple[float, ...]) -> bool:
    left, top, width, height = box
    edges = (left, top, left + width, top + height)
    return width > 0 and height > 0 and all(-0.01 <= edge <= 1.01 for edge in edges)
