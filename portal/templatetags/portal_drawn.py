"""Parts of public pages that are drawn once for the same values."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from portal.addresses import host_body
from portal.drawn import drawn

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn_part(context: Context, name: str, **values: Any) -> SafeString:
    """The template `name` with `values` and nothing else of the page, as `include … only`.

    Of the page it knows the host that was asked, for `body_url`, and whether it is Welsh. Neither
    the person nor the moment may occur in it: `tests/portal/test_drawn.py` reads the templates.
    """
    request = context.get("request")
    page = {"request": request, "is_welsh": context.get("is_welsh")}

    def draw() -> SafeString:
        assert context.template is not None
        part = context.template.engine.get_template(name)
        return part.render(context.new({**values, **page}))

    return drawn(name, (host_body(request), values), draw)
