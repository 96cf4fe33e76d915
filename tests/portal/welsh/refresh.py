"""Bring the Welsh message file up to date with the public pages: `make messages`.

What is new gets an empty entry, what no page says any more goes; Welsh that is there stays. It
prints what lacks Welsh.
"""

from __future__ import annotations

from tests.portal.welsh import po_file
from tests.portal.welsh.po_file import Entry
from tests.portal.welsh.public_words import public_words


def refreshed(text: str) -> tuple[str, list[Entry]]:
    """The text of the message file brought up to date, and its entries without Welsh."""
    head, known = po_file.read(text)
    entries = []
    for one in public_words():
        old = known.get((one.context, one.words))
        is_same = old is not None and old.plural == one.plural
        entry = old if old is not None and is_same else Entry(one.context, one.words, one.plural)
        entry.files = one.file
        entries.append(entry)
    lacking = [one for one in entries if not one.welsh or not all(one.welsh)]
    return po_file.write(head, entries), lacking


def main() -> None:
    """Rewrite the file in its place."""
    text, lacking = refreshed(po_file.FILE.read_text())
    po_file.FILE.write_text(text)
    for one in lacking:
        print(f"{one.files}: {one.words}")  # noqa: T201
    print(f"{len(lacking)} strings lack their Welsh.")  # noqa: T201


if __name__ == "__main__":
    main()
