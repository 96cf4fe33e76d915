"""What an editor looks at before it is published is seen by nobody else (case 14)."""

from __future__ import annotations

from typing import Any, Final

import pytest
from django.test import Client

from home.models import HomePage, StandardPage
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.once]

DRAFT: Final = "Words that nobody has published"


def test_a_preview_is_for_the_editor_alone() -> None:
    page = HomePage.objects.get().add_child(
        instance=StandardPage(title="Contact", text="<p>Ask us.</p>")
    )
    editor = Client()
    editor.force_login(builders.administrator())
    public = Client().get(f"/{page.slug}/")
    sent: dict[str, Any] = {
        "title": DRAFT,
        "slug": page.slug,
        "text": "null",
        "seo_title": "",
        "search_description": "",
        "comment_notifications": "",
    }
    address = f"/admin/pages/{page.pk}/edit/preview/"
    assert editor.post(address, sent).json()["is_valid"]
    preview = editor.get(address)
    assert DRAFT in preview.content.decode()
    assert preview["Cache-Control"] == "private, no-store"
    for browser in (Client(), editor):
        after = browser.get(f"/{page.slug}/")
        assert DRAFT not in after.content.decode()
    again = Client().get(f"/{page.slug}/", headers={"if-none-match": public["ETag"]})
    assert again.status_code == 304
    assert Client().get(address).status_code == 302
