"""Whose import it is: one of the body's own, for its clerks alone."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from boards.models import ScrutinyBody
from portal import viewing
from portal.desk import DeskMixin
from portal.operations import Conflict
from scrutiny.models import ActionImport
from scrutiny.operations.action_import_choices import Choices

#: The steps of an import, in order, with the words for them.
STEPS: Final = (
    ("columns", gettext_lazy("Columns")),
    ("people", gettext_lazy("Owners and dates")),
    ("preview", gettext_lazy("Preview")),
)


class LogDesk(DeskMixin):
    """The imports of a body. An import is the clerks' own; no other officer opens it."""

    owner_model = ScrutinyBody
    owner_kwarg = "body"
    owner_field = "slug"
    namespace = "action_logs"
    roles: ClassVar[frozenset[str]] = frozenset({"clerk"})
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the imports of the body, and this page below them."""
        here = {"url": self.address("desk"), "label": _("Action logs of %s") % self.owner}
        title = self.get_page_title()
        return [*self.breadcrumbs_items, here, {"url": "", "label": title}]


class OneLog(LogDesk, View):
    """A step of one import that is under way, or its report."""

    step: ClassVar[str] = ""
    of_state: ClassVar[str] = ActionImport.State.UNDER_WAY
    template_name: ClassVar[str]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the import among those of the body."""
        super().setup(request, *args, **kwargs)
        rows = viewing.visible(self.user, ActionImport).filter(body=self.owner)
        found = rows.filter(pk=kwargs["log_pk"]).first()
        if found is None:
            raise Http404
        self.log: ActionImport = found
        viewing.note_found(request, found)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """What is done has a report alone, and what is under way has none yet."""
        if self.log.state != self.of_state:
            done = self.log.state == ActionImport.State.DONE
            return HttpResponseRedirect(self.log_address("report" if done else "columns"))
        return super().dispatch(request, *args, **kwargs)

    def log_address(self, page: str, /, **more: Any) -> str:
        """An address of this import."""
        return self.address(page, log_pk=self.log.pk, **more)

    def expected_version(self) -> int:
        """The version that the form was made from."""
        typed = str(self.request.POST.get("version", ""))
        return int(typed) if typed.isdecimal() and len(typed) < 10 else self.log.version

    def choices(self) -> Choices:
        """What is chosen so far."""
        return Choices.of(self.log)

    def told(self, conflict: Conflict) -> list[str]:
        """What to say to the second of two clerks: the form holds what they typed."""
        return [
            _(
                "Another clerk changed this import while you were at it. What you typed is below; "
                "save again to keep it."
            )
        ]

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page."""
        return self.render_to_response(  # type: ignore[no-any-return]
            self.get_context_data(
                log=self.log,
                steps=[
                    {"label": label, "url": self.log_address(name), "is_here": name == self.step}
                    for name, label in STEPS
                ],
                discard_url=self.log_address("discard"),
                **context,
            ),
            status=status,
        )
