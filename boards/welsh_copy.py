"""The Welsh of a body as a part of its public copy."""

from __future__ import annotations

from typing import Any

from boards.models import ScrutinyBody, WelshCheck


def welsh_of(body: ScrutinyBody) -> dict[str, Any] | None:
    """Who checked the Welsh words, when, and which words; None for a body without Welsh pages.

    `checked` is None until somebody has signed. Whether these are the words of today is for the
    page to say.
    """
    if not body.has_welsh:
        return None
    check = WelshCheck.objects.filter(body=body).first()
    if check is None:
        return {"checked": None}
    facts = {"name": check.name, "post": check.post, "on": check.checked_on.isoformat()}
    return {"checked": {**facts, "words": check.words}}
