"""Text that nobody sees and everybody can copy; and text that only looks as if it were such."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from portal.pdf.inspect.bounds import Bounds
from portal.pdf.inspect.looking import inspect_path
from tests.portal.pdf.papers import (
    LINE,
    annotated,
    black_box,
    kept,
    new_paper,
    with_picture,
)

NAME = b"BT /F1 12 Tf 72 600 Td (Jane Example of 4 Elm Row) Tj ET\n"
BOX = b"0 g 70 596 200 16 re f\n"
WHOLE = b"q 595 0 0 842 0 0 cm /P1 Do Q\n"


def over(place: bytes, colour: bytes = b"0 g") -> bytes:
    return colour + b" " + place + b" re f\n"


def in_a_form(inner: bytes, before: bytes = b"", after: bytes = b"", **entries: Any) -> Pdf:
    pdf = new_paper(LINE + before + b"q 1 0 0 1 20 30 cm /X1 Do Q\n" + after)
    resources = pdf.pages[0].obj.Resources
    resources.XObject = Dictionary(
        X1=pdf.make_stream(
            inner,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[-100, -100, 700, 900],
            Resources=Dictionary(Font=resources.Font),
            **entries,
        )
    )
    return pdf


def layer_switched_off() -> Pdf:
    pdf = new_paper(LINE + b"/OC /L1 BDC\n" + NAME + b"EMC\n")
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Names")))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L1=layer)
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer]))
    )
    return pdf


def boxed_by_comment(kind: str) -> Pdf:
    pdf = annotated(kind)
    pdf.pages[0].obj.Annots[0].AP = Dictionary(N=black_box(pdf))
    return pdf


def rotated(content: bytes) -> Pdf:
    pdf = new_paper(content)
    page = pdf.pages[0].obj
    page.Rotate = 90
    page.CropBox = Array([40, 50, 500, 800])
    return pdf


def all_but_transparent() -> Pdf:
    pdf = new_paper(LINE + b"/G1 gs\n" + NAME)
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G1=Dictionary(ca=0, CA=0))
    return pdf


def burned_in() -> Pdf:
    """A scan, dark where the name was, with the recognised words behind it."""
    pdf = new_paper((LINE + NAME).replace(b"BT", b"BT 3 Tr") + WHOLE)
    page = pdf.pages[0].obj
    rows = [
        b"\0" * 60 if 22 <= row <= 26 else (b"\xff\x20\xd0" * 20) for row in range(84)
    ]  # ten points a row, from the top; the name stands 242 points below it
    page.Resources.XObject = Dictionary(
        P1=Stream(
            pdf,
            b"".join(rows),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=60,
            Height=84,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
    )
    return pdf


HIDDEN: dict[str, Callable[[], Pdf]] = {
    "a black box": lambda: new_paper(LINE + NAME + BOX),
    "a white box": lambda: new_paper(LINE + NAME + b"1 g 70 596 200 16 re f"),
    "a coloured box": lambda: new_paper(LINE + NAME + b"0.2 0.3 0.6 rg 70 596 200 16 re f"),
    "a thick line": lambda: new_paper(LINE + NAME + b"0 G 18 w 70 604 m 270 604 l S"),
    "three strips": lambda: new_paper(
        LINE + NAME + b"0 g 70 595 200 6 re f 70 600 200 6 re f 70 605 200 9 re f"
    ),
    "a box with a label": lambda: new_paper(
        LINE + NAME + BOX + b"1 g BT /F1 10 Tf 90 601 Td (REDACTED) Tj ET"
    ),
    "a form with the box": lambda: in_a_form(b"0 g 50 566 200 16 re f", before=NAME),
    "a form with the text": lambda: in_a_form(
        b"BT /F1 12 Tf 52 570 Td (Jane Example of 4 Elm Row) Tj ET", after=BOX
    ),
    "a form with both": lambda: in_a_form(NAME + BOX),
    "a picture in one colour": lambda: with_picture(
        LINE + NAME + b"q 200 0 0 16 70 596 cm /P1 Do Q", colour=b"\0\0\0"
    ),
    "a white picture": lambda: with_picture(
        LINE + NAME + b"q 200 0 0 16 70 596 cm /P1 Do Q", colour=b"\xff\xff\xff"
    ),
    "white on white": lambda: new_paper(LINE + b"1 g\n" + NAME),
    "white by the four-colour scale": lambda: new_paper(LINE + b"0 0 0 0 k\n" + NAME),
    "black on black": lambda: new_paper(LINE + BOX + NAME),
    "mode 3": lambda: new_paper(LINE + b"BT 3 Tr ET\n" + NAME),
    "all but transparent": all_but_transparent,
    "a layer that is off": layer_switched_off,
    "a turned page": lambda: rotated(LINE + NAME + BOX),
    "a box drawn as a comment": lambda: boxed_by_comment("Square"),
    "a stamp": lambda: boxed_by_comment("Stamp"),
    "twice the same, under one box": lambda: new_paper(
        LINE + NAME + NAME.replace(b"72 600", b"72.3 600") + BOX
    ),
    "a box over a scan": lambda: with_picture(LINE + b"BT 3 Tr ET\n" + NAME + WHOLE + BOX),
    "a box over a scan, letters on top": lambda: with_picture(
        WHOLE + BOX + LINE.replace(b"BT", b"BT 3 Tr") + NAME.replace(b"BT", b"BT 3 Tr")
    ),
    "text outside the page": lambda: new_paper(LINE + NAME.replace(b"72 600", b"72 -90")),
    "a box burned into a scan": burned_in,
    "a curve over it": lambda: new_paper(
        LINE + NAME + b"0 g 60 604 m 60 640 290 640 290 604 c 290 570 60 570 60 604 c f"
    ),
}

SEEN: dict[str, Callable[[], Pdf]] = {
    "a plain page": lambda: new_paper(LINE + NAME),
    "underlined": lambda: new_paper(LINE + NAME + b"0 g 72 597 140 0.8 re f"),
    "struck through twice": lambda: new_paper(
        LINE + NAME + b"0 g 72 603 140 0.6 re f 72 605 140 0.6 re f"
    ),
    "framed": lambda: new_paper(LINE + NAME + b"0 G 1 w 70 596 200 16 re S"),
    "white on a dark band": lambda: new_paper(LINE + BOX + b"1 g\n" + NAME),
    "dark on a grey cell": lambda: new_paper(LINE + b"0.9 g 70 596 200 16 re f 0 g\n" + NAME),
    "a white page first": lambda: new_paper(b"1 g 0 0 595 842 re f 0 g\n" + LINE + NAME),
    "a box beside it": lambda: new_paper(LINE + NAME + b"0 g 300 596 200 16 re f"),
    "a box above blanks": lambda: new_paper(
        LINE + b"BT /F1 12 Tf 72 600 Td (          ) Tj ET\n" + BOX
    ),
    "a label alone": lambda: new_paper(LINE + BOX + b"1 g BT /F1 10 Tf 90 601 Td (REDACTED) Tj ET"),
    "a highlight": lambda: annotated(
        "Highlight", C=Array([1, 1, 0]), QuadPoints=Array([60, 720, 400, 720, 60, 690, 400, 690])
    ),
    "a scan with a text layer": lambda: with_picture(
        LINE.replace(b"BT", b"BT 3 Tr") + NAME.replace(b"BT", b"BT 3 Tr") + WHOLE
    ),
    "a scan with visible text below": lambda: with_picture(LINE + NAME + WHOLE),
    "a screenshot over a footer": lambda: with_picture(
        LINE + NAME + b"q 400 0 0 300 70 500 cm /P1 Do Q"
    ),
    "a shadow": lambda: new_paper(
        LINE
        + b"0.6 g\n"
        + NAME
        + b"0.2 0.3 0.6 rg 60 590 300 26 re f 1 g\n"
        + NAME.replace(b"72 600", b"70 602")
    ),
    "text on a picture": lambda: with_picture(
        LINE + b"q 300 0 0 60 60 580 cm /P1 Do Q\n" + NAME, colour=b"\xee\xdd\xcc"
    ),
    "a watermark": lambda: new_paper(LINE + b"0.93 g BT /F1 60 Tf 100 300 Td (DRAFT PAPER) Tj ET"),
}


def looked_at(pdf: Pdf, path: Path, **bounds: Any) -> dict[str, Any]:
    return inspect_path(kept(pdf, path), Bounds(**bounds), allow_restricted=False)


def test_hidden_text_is_found_whatever_hides_it(tmp_path: Path) -> None:
    missed = {}
    for number, (what, make) in enumerate(HIDDEN.items()):
        found = looked_at(make(), tmp_path / f"{number}.pdf")
        if found["verdict"] != "block" or not found["hidden_text"]:
            missed[what] = found
    assert not missed, list(missed)


def test_what_can_be_seen_is_not_called_hidden(tmp_path: Path) -> None:
    wrong = {}
    for number, (what, make) in enumerate(SEEN.items()):
        found = looked_at(make(), tmp_path / f"{number}.pdf")
        if found["hidden_text"] or found["verdict"] == "block":
            wrong[what] = found["hidden_text"]
        assert found["has_text"], what
    assert not wrong


def test_the_words_and_their_place_are_named(tmp_path: Path) -> None:
    pdf = new_paper(LINE, LINE + NAME + b"0 g 142 596 200 16 re f")
    found = looked_at(pdf, tmp_path / "paper.pdf")["hidden_text"]
    assert [(one["page"], one["text"], one["covered"]) for one in found] == [
        (2, "e of 4 Elm Row", True)
    ]
    left, bottom, right, top = found[0]["box"]
    assert 138 < left < 160
    assert 595 < bottom < 603
    assert 200 < right < 225
    assert 606 < top < 615


def test_where_there_is_no_time_to_draw_a_box_counts_as_hiding(tmp_path: Path) -> None:
    found = looked_at(new_paper(LINE + NAME + BOX), tmp_path / "a.pdf", drawing_seconds=-1.0)
    assert found["hidden_text"][0]["text"] == "Jane Example of 4 Elm Row"
    clear = looked_at(new_paper(LINE + NAME), tmp_path / "b.pdf", drawing_seconds=-1.0)
    assert not clear["hidden_text"]


@pytest.mark.parametrize("word", ["Redacted", "EXEMPT - Section 40", "Withheld"])
def test_a_label_under_its_own_box_is_no_leak(tmp_path: Path, word: str) -> None:
    label = b"BT /F1 10 Tf 90 601 Td (%s) Tj ET\n" % word.encode()
    found = looked_at(new_paper(LINE + label + BOX), tmp_path / "paper.pdf")
    assert found["verdict"] == "accept"


def test_an_unapplied_redaction_blocks(tmp_path: Path) -> None:
    found = looked_at(annotated("Redact"), tmp_path / "paper.pdf")
    assert found["verdict"] == "block"
    assert found["findings"][0]["code"] == "unapplied_redaction"
    assert found["findings"][0]["pages"] == [1]
