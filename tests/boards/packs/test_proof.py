"""The proof that nothing leaked: what it finds, and what it lets pass."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from boards.packs.proof import Cleared, Proof, Withheld, prove
from boards.packs.withheld import metadata_of, words_of
from portal.pdf.read import document as place
from portal.pdf.read.document import Passage, ReadDocument
from tests.boards.packs.canaries import canaries, planted
from tests.portal.pdf.hiding_places import (
    HIDING_PLACES,
    PUBLIC,
    append,
    paper,
    plant,
    read,
    saved,
    shown,
)

SECRET = (
    "The deputy chief officer told the investigators that nine detainees had been left "
    "without food or a solicitor for longer than a day."
)
BOILERPLATE = (
    "That the public be excluded from the meeting for the following item because it is likely "
    "that exempt information as defined in paragraph 1 would be disclosed."
)


def document(*passages: tuple[str, int | None, str]) -> ReadDocument:
    return ReadDocument(9, tuple(Passage(*one) for one in passages))


def on_page(text: str) -> ReadDocument:
    return document((place.PAGE, 3, f"{PUBLIC}\n{text}\n{PUBLIC}\n3"))


def kinds(proof: Proof) -> set[tuple[str, str]]:
    return {(hit.kind, hit.place_code) for hit in proof.hits}


def test_canaries_are_found_wherever_they_hide(tmp_path: Path) -> None:
    """Title, file name, words and author, each in every hiding place of a PDF."""
    for index, case in enumerate(HIDING_PLACES):
        secret = planted()
        needle = (secret.title, secret.file_name, secret.text, secret.author)[index % 4]
        kind = ("title", "file_name", "words", "metadata")[index % 4]
        path = plant(case, needle, tmp_path / "a.pdf")
        proof = prove(read(path), [secret.withheld()], [Cleared("public", PUBLIC)])
        # what is drawn and stands on the page too is one hit
        places = {case[1], place.PAGE} if case[1] == place.DRAWN else {case[1]}
        assert kinds(proof) & {(kind, where) for where in places}, case[0]
        assert not proof.holds
        assert {hit.ref for hit in proof.hits} == {"secret"}


def test_a_clean_pack_of_several_papers_has_no_hits(tmp_path: Path) -> None:
    public = [f"Paper {number}.\n{canaries(40)}\n{BOILERPLATE}" for number in range(4)]
    path = saved(paper(*public), tmp_path / "pack.pdf")
    secret = [
        Withheld(
            ref=str(number),
            titles=("Update", f"Enquiry of {canaries(1)}"),
            file_names=("report.pdf", "Item 3.pdf"),
            sha256=(hashlib.sha256(bytes([number])).hexdigest(),),
            text=f"{BOILERPLATE} {SECRET} {canaries(100)}",
            metadata=("Clerk",),
        )
        for number in range(5)
    ]
    proof = prove(read(path), secret, [Cleared(text[:8], text) for text in public])
    assert proof.hits == ()
    assert proof.holds
    assert proof.runs > 500
    assert proof.checked["titles"] == 10
    assert proof.checked["hashes"] == 10
    assert proof.checked["pages"] == 4


@pytest.mark.parametrize(
    "written",
    [
        "Dismissal of Sergeant O’Neill",
        "DISMISSAL OF SERGEANT O'NEILL",
        "Dismissal  of\nSergeant ONeill",
        "Dis\u00admissal of Ser\u00adgeant O'Neill",
        "Dismis-\nsal of Sergeant O'Neill",
        "Dismis\ufffe\r\nsal of Sergeant O'Neill",
        "D i s m i s s a l o f S e r g e a n t O N e i l l",
        "item7DismissalofSergeantO'Neill",
        "Dísmïssal of Sergeant O\u2018Neill",
        "Dismissal%20of%20Sergeant%20O%27Neill",
    ],
)
def test_a_title_is_found_however_it_is_set(written: str) -> None:
    secret = Withheld("7", titles=("Dismissal of Sergeant O'Neill",))
    assert [hit.kind for hit in prove(on_page(written), [secret], []).hits] == ["title"]


def test_ligatures_and_accents_of_the_title_itself_do_not_hide_it() -> None:
    secret = Withheld("7", titles=("Oﬃcer Siân Œuvre",))
    assert prove(on_page("the officer Sian Oeuvre"), [secret], []).hits


def test_a_short_title_is_found_as_whole_words_only() -> None:
    secret = Withheld("7", titles=("Marlow",))
    assert prove(on_page("the case of Marlow, again"), [secret], []).hits
    assert not prove(on_page("Mr Marlowe and Amarlow"), [secret], []).hits
    assert prove(document((place.BOOKMARK, None, "Marlow")), [secret], []).hits
    assert not prove(document((place.FONT, None, "Marlow")), [secret], []).hits


def test_a_title_of_common_words_counts_only_where_it_stands_alone() -> None:
    secret = Withheld("7", titles=("Contract update",))
    assert not prove(on_page("There was no contract update this year."), [secret], []).hits
    for alone in ("Contract update", "Item 7. Contract Update 24", "7a CONTRACT UPDATE"):
        assert prove(on_page(alone), [secret], []).hits, alone
    for where in (place.BOOKMARK, place.PROPERTY, place.STRUCTURE, place.ATTACHMENT):
        assert prove(document((where, None, "Contract update")), [secret], []).hits, where
    assert not prove(document((place.NAME, None, "ContractUpdate")), [secret], []).hits


def test_a_title_that_is_public_elsewhere_is_no_leak() -> None:
    secret = Withheld("7", titles=("Custody at Marlowe Grange",))
    public = Cleared("3", "Custody at Marlowe Grange")
    longer = Cleared("3", "Custody at Marlowe Grange: the public summary")
    assert not prove(on_page("Custody at Marlowe Grange"), [secret], [public]).hits
    bookmark = document((place.BOOKMARK, None, "4 Custody at Marlowe Grange: the public summary"))
    assert not prove(bookmark, [secret], [longer]).hits
    assert prove(on_page("Custody at Marlowe Grange"), [secret], [longer]).hits


def test_words_of_a_title_within_a_cleared_paper_are_no_leak_but_a_bookmark_is() -> None:
    sentence = "In May we looked at custody at Marlowe Grange and found it wanting in every way."
    secret = Withheld("7", titles=("Custody at Marlowe Grange",))
    cleared = [Cleared("3", f"{PUBLIC} {sentence} {PUBLIC}")]
    assert not prove(on_page(sentence), [secret], cleared).hits
    other = "Item 7, which is about custody at Marlowe Grange, is not open to the public today."
    assert prove(on_page(other), [secret], cleared).hits
    bookmark = document((place.BOOKMARK, None, "Custody at Marlowe Grange"))
    assert prove(bookmark, [secret], cleared).hits


def test_eight_words_are_found_and_seven_are_not() -> None:
    secret = Withheld("7", text=SECRET)
    own = SECRET.split()
    assert not prove(on_page(" ".join(own[3:10])), [secret], []).hits
    (hit,) = prove(on_page(" ".join(own[3:11])), [secret], []).hits
    assert hit.kind == "words"
    assert hit.page == 3
    assert hit.place == "page 3"
    assert hit.shown == " ".join(own[3:11])
    (hit,) = prove(on_page(SECRET), [secret], []).hits
    assert hit.shown == SECRET.rstrip(".")


def test_words_are_found_over_a_page_break() -> None:
    half = len(SECRET) // 2
    pages = document((place.PAGE, 1, SECRET[:half]), (place.PAGE, 2, SECRET[half:]))
    parts = [" ".join(SECRET.split()[start : start + 8]) for start in range(16)]
    for part in parts:
        assert prove(pages, [Withheld("7", text=part)], []).hits, part


def test_words_that_are_public_elsewhere_are_no_leak() -> None:
    secret = Withheld("7", text=f"{BOILERPLATE}\n{SECRET}")
    cleared = [Cleared("sheet", BOILERPLATE.replace(" the ", "\nthe "))]
    assert not prove(on_page(BOILERPLATE), [secret], cleared).hits
    assert prove(on_page(BOILERPLATE), [secret], []).hits
    assert prove(on_page(SECRET), [secret], cleared).hits


def test_a_text_of_fewer_than_eight_words_is_looked_for_whole() -> None:
    secret = Withheld("7", text="Dismiss Sergeant O'Neill")
    assert prove(on_page("we decided to dismiss Sergeant O'Neill today"), [secret], []).hits
    plain = Withheld("7", text="to note the report")
    assert not prove(on_page("Members are asked to note the report"), [plain], []).hits


def test_a_public_sentence_with_a_common_word_after_it_is_no_leak() -> None:
    """In both papers the next sentence begins with "The", by chance."""
    ending = "as defined in paragraph 1 would be disclosed."
    secret = Withheld("7", text=f"{BOILERPLATE} The officer was dismissed and left in May.")
    cleared = [Cleared("sheet", BOILERPLATE)]
    assert not prove(on_page(f"{ending} The board meets in May."), [secret], cleared).hits
    assert prove(on_page(f"{ending} The officer was not there."), [secret], cleared).hits


def test_runs_of_very_short_words_are_compared_word_by_word() -> None:
    secret = Withheld("7", text="c u r r e n c y is it so")
    assert not prove(on_page("currency"), [secret], []).hits
    assert prove(on_page("C u r r e n c y"), [secret], []).hits


def test_names_of_files_are_found_with_and_without_extension() -> None:
    secret = Withheld("7", file_names=("C:\\drafts\\O'Neill dismissal v2.docx",))
    for written in (
        "O'Neill dismissal v2.docx",
        "O%27Neill%20dismissal%20v2",
        "oneill-dismissal_v2.pdf",
    ):
        link = document((place.ANNOTATION, 1, f"https://x.test/files/{written}"))
        assert [hit.kind for hit in prove(link, [secret], []).hits] == ["file_name"], written
    common = Withheld("7", file_names=("report.pdf",))
    assert not prove(on_page("The report of the year"), [common], []).hits
    assert prove(on_page("see report.pdf for more"), [common], []).hits


def test_hashes_are_found_in_every_spelling() -> None:
    digest = hashlib.sha256(b"secret").hexdigest()
    secret = Withheld("7", sha256=(digest.upper(),))
    spellings = [digest, digest.upper(), digest[:20]]
    spellings.append(base64.b64encode(bytes.fromhex(digest)).decode())
    for written in spellings:
        found = prove(on_page(f"fingerprint {written}"), [secret], []).hits
        assert [hit.kind for hit in found] == ["hash"], written
    assert not prove(on_page(hashlib.sha256(b"other").hexdigest()), [secret], []).hits


def test_a_withheld_file_that_is_attached_is_found_by_its_content(tmp_path: Path) -> None:
    case = next(case for case in HIDING_PLACES if case[0] == "an attached text")
    path = plant(case, "1", tmp_path / "a.pdf")
    secret = Withheld("7", sha256=(hashlib.sha256(b"1").hexdigest(),))
    assert ("attachment", place.ATTACHMENT) in kinds(prove(read(path), [secret], []))


def test_a_scan_is_found_by_its_images() -> None:
    scanned, logo = "a" * 64, "b" * 64
    pack = ReadDocument(1, (), images=(scanned, logo))
    secret = Withheld("7", images=(scanned, logo))
    cleared = [Cleared("3", "", images=(logo,))]
    assert [hit.shown for hit in prove(pack, [secret], cleared).hits] == [scanned]


def test_a_hit_that_was_cleared_stays_cleared_in_the_next_build() -> None:
    secret = Withheld("7", titles=("Custody at Marlowe Grange",), text=SECRET)
    first = prove(on_page(f"Custody at Marlowe Grange\n{SECRET}"), [secret], [])
    assert len(first.hits) == 2
    rebuilt = document((place.PAGE, 12, f"Custody at\nMarlowe Grange {SECRET}"))
    again = prove(rebuilt, [secret], [], {hit.digest for hit in first.hits})
    assert again.hits == ()
    assert again.holds
    assert [hit.page for hit in again.cleared_hits] == [12, 12]
    moved = document((place.BOOKMARK, None, "Custody at Marlowe Grange"))
    assert prove(moved, [secret], [], {hit.digest for hit in first.hits}).hits


def test_one_leak_on_a_page_is_one_hit_though_it_is_read_twice(tmp_path: Path) -> None:
    pdf = paper(PUBLIC)
    append(pdf, shown(SECRET[:100]))
    proof = prove(read(saved(pdf, tmp_path / "a.pdf")), [Withheld("7", text=SECRET)], [])
    assert len(proof.hits) == 1


def test_what_could_not_be_read_or_looked_for_is_said() -> None:
    unread = ReadDocument(1, (), unread=("The stream 4 of the file could not be unpacked.",))
    proof = prove(unread, [Withheld("7", text=SECRET)], [])
    assert proof.hits == ()
    assert not proof.holds
    scan = Withheld("8", file_names=("scan.pdf",), text=" ")
    assert prove(on_page(""), [scan], []).unsearchable == ("8",)


def test_particulars_of_a_file_leave_out_programs_and_markup(tmp_path: Path) -> None:
    pdf = paper(PUBLIC)
    with pdf.open_metadata() as described:
        described["dc:creator"] = ["Gwen Marlowe"]
        described["xmp:CreatorTool"] = "Microsoft Word 2016"
    pdf.docinfo["/Author"] = "Gwen Marlowe"
    pdf.docinfo["/Producer"] = "LibreOffice 24.2"
    found = metadata_of(read(saved(pdf, tmp_path / "a.pdf")))
    assert found == ("Gwen Marlowe",)


def test_the_public_version_of_a_paper_clears_what_it_shows(tmp_path: Path) -> None:
    """A part-exempt paper: the whole is withheld, another file with less in it is cleared."""
    whole = read(saved(paper(f"{PUBLIC}\n{SECRET[:75]}\n{SECRET[75:]}"), tmp_path / "whole.pdf"))
    part = read(saved(paper(PUBLIC), tmp_path / "part.pdf"))
    secret = Withheld("7", text=words_of(whole))
    cleared = [Cleared("7", words_of(part))]
    assert prove(part, [secret], cleared).hits == ()
    assert prove(whole, [secret], cleared).hits
