"""Evidence on a line of enquiry, out of its public copy: words, not codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.shown import read_day
from portal.templatetags.portal_text import day as in_full
from scrutiny.words import records as words


def shown_evidence(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each item in words; restricted ones by their reference alone."""
    return [_item(one) for one in rows]


def _item(one: Mapping[str, Any]) -> str:
    reference = one.get("reference", "")
    if one.get("is_restricted"):
        return _("%(reference)s (restricted)") % {"reference": reference}
    kind = str(words.EVIDENCE_KIND.get(one.get("kind", ""), ""))
    said = ", ".join(filter(None, (f"{reference}: {one.get('title', '')}", kind)))
    heard_on = read_day(one.get("heard_on"))
    if heard_on is None:
        return said
    return _("%(evidence)s, heard on %(day)s") % {"evidence": said, "day": in_full(heard_on)}
