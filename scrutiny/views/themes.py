"""Themes across bodies: who had a finding, what they did, what followed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.addresses import host_body, main_url
from portal.public import bodies_by_slug
from portal.responses import public
from scrutiny import kinds
from scrutiny.shown.sources import shown_external_finding
from scrutiny.shown.themes import shown_action, shown_line, shown_recommendation
from scrutiny.tracking import themes as themes_read

_ON_A_PAGE = 25


@public
def themes(request: HttpRequest) -> HttpResponse:
    """All themes that something public is about, with how much."""
    return render(
        request,
        "scrutiny/themes.html",
        {
            "canonical": main_url("themes/", request=request),
            "themes": themes_read.theme_counts(host_body(request)),
        },
    )


@public
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: who had this finding, what they did, what followed."""
    here = host_body(request)
    rows = themes_read.found_on(slug, here).select_related("record")
    page = Paginator(rows, _ON_A_PAGE).get_page(request.GET.get("page", ""))
    keys = [one.record.key for one in page]
    had = themes_read.in_order(kinds.EXTERNAL_FINDING, keys)
    answers = themes_read.answers_on(slug, here, to=keys)
    lines = themes_read.questions_on(slug, here)
    asked = themes_read.asked_on(slug, here)
    themes = [one.payload["theme"] for one in [*had, *lines, *answers]]
    themes += [each for one in asked for each in one.payload["themes"]]
    named = next((one for one in themes if one and one["slug"] == slug), None)
    if named is None:
        raise Http404
    followed = themes_read.acted_on(lines, asked)
    return render(
        request,
        "scrutiny/theme.html",
        {
            "canonical": main_url(f"themes/{slug}/", request=request),
            "theme": named,
            "page_of": page,
            "had": [shown_external_finding(one) for one in had],
            "answers": [shown_external_finding(one) for one in answers],
            "lines": [shown_line(one) for one in lines],
            "recommendations": [shown_recommendation(one) for one in asked],
            "actions": [shown_action(one) for one in followed],
            "bodies": bodies_by_slug(one.body for one in [*lines, *asked, *followed]),
        },
    )
