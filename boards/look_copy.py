"""The look of a body as a part of its public copy."""

from __future__ import annotations

import re
from typing import Any, Final

from boards.models import Look, ScrutinyBody
from portal.public_storage import File

_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")


def look_of(body: ScrutinyBody) -> tuple[dict[str, Any] | None, list[File]]:
    """What is public of a body's look, with the file of its logo; None where it has none.

    `accent` is `#rrggbb` or empty; `logo` has the name of the file and its size in pixels, or is
    None.
    """
    look = Look.objects.filter(body=body).first()
    if look is None:
        return None, []
    accent = look.accent if _COLOUR.fullmatch(look.accent) else ""
    if not look.logo_name:
        return ({"accent": accent, "logo": None} if accent else None), []
    name = f"logo-{look.logo_sha256[:12]}.png"
    logo = {"name": name, "width": look.logo_width, "height": look.logo_height}
    file = File(name, "image/png", stored=look.logo_name, sha256=look.logo_sha256)
    return {"accent": accent, "logo": logo}, [file]
