"""What is past its date, by body and year, and the certificates of what went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from boards.desk.disposal.scope import DisposalMixin
from boards.disposers import Disposer, Standing, disposers
from boards.models import DisposalCertificate, LegalHold, ScrutinyBody
from portal import clock
from portal.viewing import asks

#: How many cases a page shows at most; the rest is a year away.
MOST = 200


@dataclass(frozen=True)
class Listed:
    """One case on the list."""

    title: str
    standing: Standing
    is_past: bool
    is_held: bool
    url: str


@asks(ScrutinyBody)
class DisposalList(DisposalMixin, View):
    """The cases of one body that began in one year; without one, those that are past their date."""

    template_name = "boards/desk/disposal/index.html"
    page_title = _("Disposal")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list."""
        first = self.bodies[0] if self.bodies else None
        asked = request.GET.get("body")
        body = next((one for one in self.bodies if one.slug == asked), first)
        year = request.GET.get("year", "")
        number = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
        rows = _cases(body, year=number) if body else []
        context = self.get_context_data(
            bodies=self.bodies,
            picked=body,
            year=year,
            rows=rows[:MOST],
            is_more=len(rows) > MOST,
            certificates=DisposalCertificate.objects.filter(body=body)[:MOST],
        )
        return self.render_to_response(context)  # type: ignore[no-any-return]


def _cases(body: ScrutinyBody, *, year: int | None) -> Sequence[Listed]:
    held = set(
        LegalHold.objects.filter(body=body, lifted_at__isnull=True).values_list(
            "case_kind", "case_key"
        )
    )
    gone = set(DisposalCertificate.objects.filter(body=body).values_list("case_kind", "case_key"))
    today, found = clock.today(), []
    for disposer in disposers():
        for case in disposer.cases(body):
            name = (disposer.kind, str(case.key))
            if name in gone:
                continue
            one = _listed(case, disposer, body, today=today, is_held=name in held)
            began = one.standing.happened_on
            if one.is_past if year is None else began is not None and began.year == year:
                found.append(one)
            if len(found) > MOST:
                return found
    return found


def _listed(
    case: Any, disposer: Disposer, body: ScrutinyBody, *, today: date, is_held: bool
) -> Listed:
    standing = disposer.standing(case)
    past = standing.is_finished and standing.until is not None and standing.until < today
    url = reverse("disposal:case", args=[body.slug, disposer.kind, case.key])
    return Listed(str(case), standing, is_past=past, is_held=is_held, url=url)
