"""What of a public copy is read as somebody's text, and what is not."""

from __future__ import annotations

import pytest

from portal.disclosure.texts import passages_of_copy
from portal.publishing_values import Copy

#: A key drawn by lot whose digits make a valid NHS number, once with its hyphens and once without.
KEYS = ("94347659-1900-4000-8000-943476591900", "abcdef01-0943-4765-9190-abcdef012345")


@pytest.mark.parametrize("key", KEYS)
def test_a_permanent_key_is_no_number_of_a_person(key: str) -> None:
    copy = Copy(
        kind="finding",
        key=key,
        body="x",
        path=f"findings/{key}/",
        title="Late.",
        payload={"key": key, "report": f"findings/{key}/", "links": [f"recommendations/{key}/"]},
    )
    texts = [one.text for one in passages_of_copy(copy)]
    assert not any("943" in text for text in texts), texts
    assert any("findings" in text for text in texts)
