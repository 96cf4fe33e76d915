"""Joined catalogues say what Django's own say, and are few."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import trans_real

from portal.translations import join_catalogues

pytestmark = pytest.mark.once


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_text_is_found_as_before(language: str) -> None:
    apart: Any = trans_real.DjangoTranslation(language)
    joined: Any = trans_real.translation(language)
    texts = set(apart._catalog.keys())
    assert len(texts) > 200
    for text in texts:
        assert joined._catalog[text] == apart._catalog[text], text
    for text in (one for one in texts if isinstance(one, tuple)):
        for number in (0, 1, 2, 3, 8, 11, 20):
            found = [one.ngettext(text[0], "many", number) for one in (apart, joined)]
            assert found[0] == found[1], (text, number)
    assert joined.gettext("Not translated anywhere") == "Not translated anywhere"
    assert len(joined._catalog._catalogs) <= 4 < len(apart._catalog._catalogs)


def test_joining_twice_changes_nothing() -> None:
    found: Any = trans_real.translation("en-gb")
    before = [dict(one) for one in found._catalog._catalogs]
    join_catalogues()
    assert found._catalog._catalogs == before
