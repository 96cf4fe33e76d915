"""The third step: what every row would do, and the word to do it all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.operations import Conflict, Refused
from scrutiny.desk.action_logs.scope import OneLog
from scrutiny.desk.action_logs.words import OUTCOMES
from scrutiny.operations.action_import import keep_choices
from scrutiny.operations.action_import_choices import RowChoice
from scrutiny.operations.action_import_plan import Plan, RowPlan, examine
from scrutiny.operations.action_import_writing import import_log, problem_sentence
from scrutiny.operations.action_release import publications_of

PAGE: Final = 50
_WORDS: Final = 40
_SENTENCES: Final = 20
"""So many bad rows are named at the top; the others stand in the list."""


@dataclass(frozen=True)
class PreviewRow:
    """A row as the preview shows it."""

    plan: RowPlan
    state: str | Promise
    family: str
    text: str
    url: str
    is_public: bool


class PreviewView(OneLog):
    """Every row with its outcome. One that cannot be imported stops all."""

    step = "preview"
    template_name = "scrutiny/desk/action_logs/preview.html"
    page_title = gettext_lazy("Preview of the import")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what every row would do."""
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it all, or leave out the rows that cannot be imported."""
        try:
            if "leave_out" in request.POST:
                self.leave_out_bad()
                return HttpResponseRedirect(self.log_address("preview"))
            done = import_log(log=self.log, by=self.user, expected_version=self.expected_version())
        except Conflict as conflict:
            self.log.refresh_from_db()
            return self.page(reasons=self.told(conflict), status=409)
        except Refused as refused:
            return self.page(reasons=refused.reasons[:_SENTENCES], status=422)
        messages.success(request, _told_of(done))
        return HttpResponseRedirect(self.log_address("report"))

    def leave_out_bad(self) -> None:
        """Leave out every row that stops the import. Raises Refused, Conflict."""
        choices = self.choices()
        for plan in examine(self.log, choices).bad:
            chosen = choices.row(plan.number)
            choices.rows[str(plan.number)] = RowChoice(**{**vars(chosen), "out": True})
        keep_choices(
            log=self.log,
            by=self.user,
            choices=choices,
            expected_version=self.expected_version(),
        )

    def page(self, *, reasons: list[str] | None = None, status: int = 200) -> HttpResponse:
        """The page; back to the columns where these are not understood."""
        try:
            plan = examine(self.log)
        except Refused as refused:
            messages.error(self.request, " ".join(refused.reasons))
            return HttpResponseRedirect(self.log_address("columns"))
        shown = str(self.request.GET.get("show", ""))
        rows = [one for one in plan.rows if shown in ("", one.does)]
        page = Paginator(rows, PAGE).get_page(self.request.GET.get("page"))
        return self.show(
            status=status,
            reasons=reasons or [],
            plan=plan,
            page=page,
            rows=self.rows(list(page.object_list)),
            bad=[(one.number, problem_sentence(one)) for one in plan.bad[:_SENTENCES]],
            more_bad=max(0, len(plan.bad) - _SENTENCES),
            shown=shown,
            counts=[(name, words, plan.count(name)) for name, (words, _family) in OUTCOMES.items()],
            nothing=not plan.bad and not plan.count("new") and not plan.count("updated"),
            back_url=self.log_address("people"),
        )

    def rows(self, plans: list[RowPlan]) -> list[PreviewRow]:
        """The rows of one page."""
        public = publications_of([one.known.action for one in plans if one.known])
        return [
            PreviewRow(
                plan=one,
                state=OUTCOMES[one.does][0],
                family=OUTCOMES[one.does][1],
                text=Truncator(one.text).words(_WORDS),
                url=self.log_address("row", number=one.number),
                is_public=one.does == "updated"
                and one.known is not None
                and public.get(one.known.action.pk) == "public",
            )
            for one in plans
        ]


def _told_of(done: Plan) -> str:
    new = ngettext("%(n)d action was entered", "%(n)d actions were entered", done.count("new"))
    return _("%(new)s, %(updated)d updated. New actions are not public.") % {
        "new": new % {"n": done.count("new")},
        "updated": done.count("updated"),
    }
