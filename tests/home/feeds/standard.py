"""RFC 4287 as a judge of feeds: its grammar (atom.rng), and the one rule that no grammar holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

ATOM = "{http://www.w3.org/2005/Atom}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@cache
def grammar() -> Any:
    return etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng")), _PARSER))


def mistakes_in(content: bytes) -> list[str]:
    """What a document offends against; nothing for a feed as the standard has it."""
    root = etree.fromstring(content, _PARSER)
    judge = grammar()
    found = [] if judge.validate(root) else [str(one) for one in judge.error_log]
    if root.find(f"{ATOM}author") is None:
        orphans = [one for one in root.iter(f"{ATOM}entry") if one.find(f"{ATOM}author") is None]
        found += ["an entry has no author, and neither has the feed"] * len(orphans)
    return found
