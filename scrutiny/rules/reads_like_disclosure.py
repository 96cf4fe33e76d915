"""Does a text read like a report of harm to somebody, and not like evidence about a service?

No rule can know. This one listens for the ways in which people tell what happens to them, or to a
child whom they know: “he hits me”, “my daughter is being hurt”, “the boy next door”. What speaks
of children in general, of cases in the past tense of a service, or of what agencies do is left
alone, however grave its words. What it misses is still read by a person before anything else
happens to it (docs/call-for-evidence.md).
"""

from __future__ import annotations

from typing import Final

from scrutiny.rules.harm_ways import WAYS


def ways_of_telling(text: str) -> list[str]:
    """The ways in which a text tells of harm, each once; empty when it tells of none."""
    plain = " ".join(text.translate(_PLAIN).split())
    return list(dict.fromkeys(name for name, pattern in WAYS if pattern.search(plain)))


def reads_like_disclosure(*texts: str) -> bool:
    """Whether any of the texts that somebody sent reads like a report of harm."""
    return any(ways_of_telling(text) for text in texts)


_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " "})
