"""Ways in that Wagtail and Django offer and that we do not take (cases 32 and 58)."""

from __future__ import annotations

import re
from typing import Final

from django.conf import settings

from tests.template_database import ROOT

APPS: Final = ("portal", "boards", "scrutiny", "home")
#: A row of a formset is found by a number that the browser sends; our screens name one record.
FORMSETS: Final = re.compile(
    r"\b(inline|model)?formset(_factory)?\b|\bInlinePanel\b", re.IGNORECASE
)
#: Pictures and documents have addresses of our own, which ask who is looking.
OTHER_ADDRESSES: Final = re.compile(r"wagtail\.(images|documents)(\.urls|\.views\.serve)")


def sources() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text()
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
    }


def test_no_form_takes_rows_by_number() -> None:
    assert [name for name, text in sources().items() if FORMSETS.search(text)] == []


def test_no_second_address_of_files_is_mounted() -> None:
    assert [name for name, text in sources().items() if OTHER_ADDRESSES.search(text)] == []
    assert settings.MEDIA_URL in ("", "/")
    assert settings.WAGTAILDOCS_SERVE_METHOD == "serve_view"
    assert not hasattr(settings, "WAGTAILIMAGES_RENDITION_STORAGE")
