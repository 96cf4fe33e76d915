"""What a released payload says in words: pure, from payload to text.

A field is searched if its name is listed here as one that holds words for people. What a field of
another name holds, codes, dates, keys and hashes, is not searched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

#: Names of fields whose text is read by people, in either language.
WORDS_FOR_PEOPLE: Final = frozenset(
    {
        "action",
        "address_words",
        "area",
        "author",
        "background",
        "certificate_text",
        "closing_note",
        "conclusion",
        "conclusion_cy",
        "concern_contact",
        "contact",
        "date_words",
        "description",
        "edition_reason",
        "figure_words",
        "filled_by",
        "foreword",
        "host",
        "in_scope",
        "introduction",
        "label",
        "lead",
        "measure",
        "method",
        "name",
        "name_cy",
        "next_steps",
        "not_answered_reason",
        "note",
        "objective",
        "office",
        "organisation",
        "out_of_scope",
        "outcome",
        "outcome_words",
        "owner",
        "party",
        "period",
        "place",
        "post",
        "proof",
        "provider",
        "purpose",
        "purpose_cy",
        "question",
        "question_cy",
        "rationale",
        "reason",
        "reason_cy",
        "reference",
        "restriction_reason",
        "short_label",
        "short_name",
        "source",
        "state_reason",
        "subject",
        "success",
        "summary",
        "summary_cy",
        "text",
        "text_cy",
        "title",
        "title_cy",
        "transcript",
        "urgency_reason",
        "verdict_reason",
        "what_changed",
        "what_changed_cy",
        "words",
    }
)
#: Parts of a payload that are not searched: they say again what another record says, or belong to
#: a list that is a page of its own.
LEFT_OUT: Final = frozenset({"certificates", "changes", "editions", "glossary", "look", "packs"})


def texts_in(payload: Mapping[str, Any]) -> list[str]:
    """The texts for people in a payload, each once, in the order of the names of their fields.

    A database may hand the fields over in an order of its own.
    """
    return list(dict.fromkeys(one for one in _texts(payload) if one.strip()))


def themes_in(payload: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The themes that a payload names, or its lines of enquiry: slug and name, each once."""
    named = [payload.get("theme"), *(payload.get("themes") or [])]
    named += [one.get("theme") for one in payload.get("lines") or [] if isinstance(one, Mapping)]
    found = {
        str(one["slug"])[:90]: str(one.get("name", ""))[:300]
        for one in named
        if isinstance(one, Mapping) and one.get("slug")
    }
    return list(found.items())


def _texts(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if name in WORDS_FOR_PEOPLE:
            yield value
    elif isinstance(value, Mapping):
        for inner, one in sorted(value.items()):
            if inner not in LEFT_OUT:
                yield from _texts(one, inner)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one, name)
