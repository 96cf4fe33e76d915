"""Every place of an office file where words can hide, and the files that hide nothing."""

from __future__ import annotations

from pathlib import Path

from portal.rules.disclosure.codes import CODES
from tests.portal.contents.office_files import CASES, PLAIN, WORDS, open_text, slides, word
from tests.portal.contents.reading import codes, places_of, read


def test_words_are_found_wherever_they_stand(tmp_path: Path) -> None:
    wrong = {}
    for what, (ending, make, place, code) in CASES.items():
        found = read(make(), ending, tmp_path)
        if places_of(WORDS, found) != {place} or code not in codes(found) | {""}:
            wrong[what] = (places_of(WORDS, found), codes(found), found.unread)
        assert not found.unread, (what, found.unread)
        assert codes(found) <= CODES.keys()
    assert not wrong


def test_files_that_hide_nothing_have_nothing_odd(tmp_path: Path) -> None:
    for ending, content in (("docx", word()), ("pptx", slides()), ("odt", open_text())):
        found = read(content, ending, tmp_path)
        assert places_of(PLAIN, found) == {"text"}
        assert not found.oddities
        assert not found.unread


def test_what_is_shown_of_hidden_words_gives_nothing_away(tmp_path: Path) -> None:
    found = read(CASES["Word: hidden"][1](), "docx", tmp_path)
    (odd,) = found.oddities
    assert odd.shown == "M•••••• K••••••"
