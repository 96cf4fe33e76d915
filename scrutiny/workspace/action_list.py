"""The list of actions in the workspace, and the same as tables and on paper."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portal.access import bodies_of
from portal.viewing import asks
from scrutiny.models import Action, SavedView
from scrutiny.workspace.action_list_filters import ActionFilters, as_listed
from scrutiny.workspace.action_list_rows import (
    CLERKS,
    action_cells,
    action_columns,
    paper_cells,
    paper_columns,
    shown_actions,
)
from scrutiny.workspace.list_files import list_csv, list_pdf, list_xlsx
from scrutiny.workspace.list_page import ListKind, default_of, list_page


def _counted(total: int) -> str:
    return ngettext("%(total)d action", "%(total)d actions", total) % {"total": total}


ACTIONS: Final = ListKind(
    kind=SavedView.Kind.ACTIONS,
    model=Action,
    filters=ActionFilters,
    address_name="workspace_actions",
    name=_("Actions"),
    counted=_counted,
    empty=_(
        "There is no action that you may see. Actions of your panels and boards, and those that "
        "are yours, appear here once a clerk has entered them."
    ),
    template="scrutiny/workspace/list_actions.html",
    as_listed=as_listed,
    shown=shown_actions,
    columns=action_columns,
    cells=action_cells,
    paper_columns=paper_columns,
    paper_cells=paper_cells,
)


@login_required
@require_safe
@asks(Action, SavedView)
def actions(request: HttpRequest) -> HttpResponse:
    """The actions that somebody may see, filtered as the address asks."""
    by_itself = default_of(request, ACTIONS)
    return by_itself or list_page(
        request, ACTIONS, may_change=bool(bodies_of(request.user, CLERKS))
    )


@login_required
@require_safe
@asks(Action)
def actions_csv(request: HttpRequest) -> HttpResponse:
    """The same rows, all of them, as CSV."""
    return list_csv(request, ACTIONS)


@login_required
@require_safe
@asks(Action)
def actions_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    return list_xlsx(request, ACTIONS)


@login_required
@require_safe
@asks(Action)
def actions_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    return list_pdf(request, ACTIONS)
