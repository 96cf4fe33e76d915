"""What Northmere withholds is found by nobody who follows links, in no corner of any file.

A table of private words, looked for in every page, PDF, table, address, file name and header that
can be reached: letter for letter but for case and blanks. The same reader finds every one of them
in the files that only officers may read, so it would have found them in the others.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final
from urllib.parse import unquote

import pikepdf
import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from boards.models import AgendaItem, Paper, Restriction
from tests.demonstration.building import Site
from tests.demonstration.crawling import Answer, Crawl
from tests.demonstration.test_reading import kind_of

pytestmark = [pytest.mark.once, pytest.mark.django_db]

SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Words of what is withheld, and whose they are.
PRIVATE: Final[Mapping[str, str]] = {
    "Harcastle": "the complainant",
    "Harcastle of Westerby": "where he lives",
    "belittled": "what he complains of",
    "late wife": "a particular of his family",
    "informal resolution": "the private title of the item",
    "The commissioner has written to": "the outcome that he does not want published",
    "184,500": "the price of the winner",
    "201,900": "a losing price",
    "Harbourside": "a losing bidder",
    "hourly rate": "what that bidder asked to be kept back",
    "Fernhill": "a supplier of a paper that waits for the proper officer",
    "96,400": "its price",
}
#: Names that officers gave their files; what they say is nobody else's business.
FILES: Final = (
    "Harcastle complaint outcome",
    "candidates Ashcombe Prowse",
    "award FULL with prices",
    "DA notices (Verrall) FINAL",
    "panel year FINAL v3",
    "Monitoring report Q4",
    "days to notice corrected",
    "scan0047",
    "reserve draft",
)


def plain(text: str) -> str:
    """A text without case and with all that separates words as one blank."""
    return re.sub(r"[\s_\-\u00ad]+", " ", unquote(text)).casefold()


def marks(name: str) -> str:
    """A file name as storage would write it."""
    return plain(re.sub(r"[()]", "", name))


def texts_of(pdf: bytes) -> Iterator[str]:
    """What a PDF says: its pages, and every string and readable stream of every object of it."""
    document = PdfDocument(pdf)
    yield " ".join(page.get_textpage().get_text_bounded() for page in document)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for one in opened.objects:
            yield " ".join(_strings(one))
            if isinstance(one, pikepdf.Stream) and one.get("/Type") in (
                "/Metadata",
                "/EmbeddedFile",
            ):
                yield one.read_bytes().decode("utf-8", "replace")
        yield " ".join(_strings(opened.trailer))


def _strings(one: Any, depth: int = 0) -> Iterator[str]:
    """The strings and names written inside an object, without following references."""
    if depth > 20 or (depth and getattr(one, "is_indirect", False)):
        return
    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for name, inner in one.items():
            yield str(name)
            yield from _strings(inner, depth + 1)
    elif isinstance(one, pikepdf.Array):
        for inner in one:
            yield from _strings(inner, depth + 1)
    elif isinstance(one, pikepdf.String | pikepdf.Name | str):
        yield str(one)


@cache
def read(pdf: bytes) -> str:
    """Everything that a PDF says, in one text."""
    return plain(" ".join(texts_of(pdf)))


def cells(content: bytes) -> str:
    """Every cell of a spreadsheet."""
    sheets = load_workbook(io.BytesIO(content), read_only=True).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return " ".join(str(cell) for row in rows for cell in row if cell is not None)


def told_by(answer: Answer) -> str:
    """Everything that an answer says, its address and its headers too."""
    if answer.kind == "application/pdf":
        said = read(answer.body)
    else:
        said = plain(cells(answer.body) if answer.kind == SPREADSHEET else answer.text)
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{plain(answer.url)} {plain(headers)} {said}"


def test_nothing_private_is_found_anywhere(pages: Crawl) -> None:
    assert {"pack", "paper", "notice"} <= {kind_of(one.url) for one in pages.documents}
    wanted = [plain(word) for word in PRIVATE] + [marks(name) for name in FILES]
    wanted += [plain(name) for name in FILES]
    found = []
    for url, answer in pages.answers.items():
        said = told_by(answer)
        found += [f"{word} ({url})" for word in wanted if word in said]
    assert found == []


def test_nor_the_reasoning_of_the_proper_officer(demonstration: Site, pages: Crawl) -> None:
    reasons = [one.public_interest for one in Restriction.objects.all() if one.public_interest]
    held = AgendaItem.objects.exclude(access="open").values_list("title", flat=True)
    titles = Paper.objects.filter(access__in=("exempt", "proposed_exempt"))
    wanted = [plain(one) for one in (*reasons, *held, *titles.values_list("title", flat=True))]
    assert len(wanted) > 4
    everything = " ".join(told_by(one) for one in pages.answers.values())
    assert [one for one in wanted if one in everything] == []


def test_the_reader_finds_all_of_it_where_it_is_kept(demonstration: Site) -> None:
    private = list((demonstration.storage / "private").rglob("*.pdf"))
    kept = " ".join(read(path.read_bytes()) for path in private)
    assert [word for word in PRIVATE if plain(word) not in kept] == []
    names = {marks(path.stem) for path in private}
    assert [name for name in FILES if marks(name) not in names] == []


def test_the_reader_looks_into_every_corner() -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Subject"] = "In the properties"
        with made.open_metadata(update_docinfo=False) as metadata:
            metadata["dc:description"] = "In the metadata"
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("In a bookmark", 0))
        made.attachments["In a file name.txt"] = b"In an attachment"
        made.Root.Told = pikepdf.String("In a string")
        file = io.BytesIO()
        made.save(file)
    for words in ("properties", "the metadata", "bookmark", "file name", "attachment", "string"):
        assert words in read(file.getvalue()), words
