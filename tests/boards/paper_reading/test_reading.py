"""A published paper as a web page: what it shows, what it refuses to show, when it is gone."""

from __future__ import annotations

from datetime import date

import lxml.html  # type: ignore[import-untyped]
import pytest
from django.test import Client

from boards.paper_reading.outline import shown_nodes
from portal.models import ReleasedFile, ReleasedText
from portal.public_storage import File
from portal.publishing import Target, withdraw_all
from portal.released_texts import Block, read_missing
from portal.released_texts.store import keep
from tests import builders_public
from tests.builders_public import _release, key_of
from tests.portal.released_texts import files

BODY = "northmere-board"


@pytest.mark.once
def test_the_outline_leaves_no_level_out_and_each_page_has_its_mark() -> None:
    blocks = [
        Block(1, "h1", "The title."),
        Block(1, "h3", "Deep at once"),
        Block(1, "item", "a) one", level=3),
        Block(1, "item", "deeper", level=5),
        Block(1, "p", "It goes"),
        Block(2, "p", "on here", goes_on=True),
        Block(4, "h6", "Deepest"),
        Block(4, "h2", "Up again"),
        Block(4, "p", "Words", lang="cy-GB"),
    ]
    nodes, headings = shown_nodes(blocks, title="The title", first=1, last=5)
    assert [(one.text, one.level) for one in headings] == [
        ("Deep at once", 2),
        ("Deepest", 3),
        ("Up again", 2),
    ]
    assert [(one.what, one.page) for one in nodes if "page" in one.what] == [
        ("page", 1),
        ("empty_page", 3),
        ("page", 4),
        ("empty_page", 5),
    ]
    (text, welsh) = (one for one in nodes if one.what == "text")
    assert [(part.text, part.page) for part in text.parts] == [("It goes", 0), ("on here", 2)]
    assert welsh.lang == "cy-GB"
    (listing,) = (one.listing for one in nodes if one.listing)
    assert listing.is_labelled
    assert listing.entries[0].below is not None


def release_paper(content: bytes, stem: str = "custody") -> str:
    builders_public.release_board(BODY)
    meeting = builders_public.release_meeting(BODY, date(2026, 9, 24), "ordinary")
    _release(
        "paper",
        BODY,
        f"{meeting.path}papers/{stem}.pdf",
        "Custody of children",
        {
            "title": "Custody of children",
            "title_cy": "",
            "meeting": meeting.key,
            "pages": 2,
            "is_tagged": True,
        },
        key=key_of(stem),
        happened_on=date(2026, 9, 24),
        files=(File(f"{stem}.pdf", "application/pdf", content=content),),
    )
    return f"/{BODY}/{meeting.path}papers/{stem}/"


@pytest.mark.django_db
@pytest.mark.usefixtures("files_say_nothing")
def test_a_paper_reads_as_a_page_until_it_is_withdrawn(
    client: Client, django_assert_max_num_queries: object
) -> None:
    address = release_paper(files.tagged())
    before = client.get(address).content.decode()
    assert "still being read" in before
    assert "Ask for another format" in before
    assert read_missing() == 1

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
    page = lxml.html.fromstring(text)
    main = page.get_element_by_id("main-content")
    words = " ".join(main.text_content().split())
    assert "This version was made automatically from the PDF. The PDF is the paper." in words
    assert "come from the structure of the PDF" in words
    levels = [
        (one.tag, " ".join(one.text_content().split())) for one in main.iter("h1", "h2", "h3", "h4")
    ]
    assert levels == [
        ("h1", "Custody of children"),
        ("h2", "What we found"),
        ("h2", "Over the page"),
    ]
    assert main.get_element_by_id("page-2") is not None
    assert [one.text for one in main.iter("caption")] == ["Nights in cells"]
    assert [one.get("scope") for one in main.iter("th")] == ["col", "col", "row", "row"]
    assert [one.get("lang") for one in main.iter("p") if one.get("lang")] == ["cy"]
    assert "A curve that falls" in words
    assert len(main.xpath(".//li/ul/li")) == 1
    pdf = "meetings/2026-09-24-ordinary/papers/custody.pdf"
    hrefs = [one.get("href") for one in main.iter("a")]
    assert f"/{BODY}/{pdf}" in hrefs
    assert any(one.startswith(f"/{BODY}/formats/?paper=meetings") for one in hrefs)
    assert client.get(f"{address}?part=2").status_code == 404
    assert client.get(address.replace("custody", "other")).status_code == 404

    file = ReleasedFile.objects.get(name="custody.pdf")
    withdraw_all(
        targets=[Target("paper", file.record.key)],
        body=BODY,
        by=None,
        reason="Published by mistake.",
        subject="A paper",
    )
    gone = client.get(address)
    assert gone.status_code == 410
    assert "marmalade" not in gone.content.decode()
    assert not ReleasedText.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("files_say_nothing")
def test_a_scan_says_why_and_a_long_paper_comes_in_parts(client: Client) -> None:
    address = release_paper(files.scanned())
    assert read_missing() == 1
    words = client.get(address).content.decode()
    assert "The PDF is a scan" in words
    assert "Ask for another format" in words
    assert "made automatically" not in words

    sha256 = ReleasedFile.objects.get().sha256
    blocks = [{"page": n, "role": "p", "text": f"Word{n}."} for n in range(1, 401)]
    found = {"source": "layer", "reason": "", "pages": 400, "is_cut": False, "blocks": blocks}
    assert keep(sha256, found)
    first = client.get(address).content.decode()
    assert "Word150." in first
    assert "Word151." not in first
    assert "order may be wrong" in first
    assert "Pages 301 to 400" in first
    last = client.get(f"{address}?part=3").content.decode()
    assert "Word400." in last
    assert 'id="page-301"' in last
    for wrong in ("4", "0", "-1", "x", "²", "9" * 30, "9" * 5_000):
        assert client.get(address, {"part": wrong}).status_code == 404
