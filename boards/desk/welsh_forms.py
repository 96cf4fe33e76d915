"""The form by which the Welsh words are signed, and its section on the body's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from boards.models import WelshCheck
from boards.operations.permission import roles_for
from boards.operations.welsh import SIGNERS, sign_welsh
from portal.desk import Fact, RecordForm, Row, Section
from portal.templatetags.portal_text import short_day
from portal.welsh.catalogue import catalogue_hash

if TYPE_CHECKING:
    from boards.desk.screen import BodyScreen
    from portal.models import User


class WelshForm(RecordForm):
    """Who has read the words. Saving signs those of today."""

    class Meta:
        model = WelshCheck
        fields = ("name", "post")

    def add(self, *, by: User) -> Any:
        """Sign."""
        return self._sign(by, None)

    def change(self, *, by: User) -> Any:
        """Sign anew."""
        return self._sign(by, self.version)

    def _sign(self, by: User, version: int | None) -> WelshCheck:
        typed = {name: self.cleaned_data[name] for name in ("name", "post")}
        return sign_welsh(body=self.owner, by=by, expected_version=version, **typed)


def welsh_section(view: BodyScreen) -> Section:
    """Whether the body has Welsh pages, and who has checked the words on them."""
    body = view.owner
    check = WelshCheck.objects.filter(body=body).first()
    holds = check is not None and check.words == catalogue_hash()
    facts = [Fact(_("Welsh pages"), _("Shown below /cy/") if body.has_welsh else _("Not shown"))]
    links = []
    if check is not None:
        day = short_day(check.checked_on)
        facts.append(Fact(_("Checked by"), f"{check.name}, {check.post}, {day}"))
    if check is not None and not holds:
        facts.append(Fact(_("Since then"), _("Words were changed; the pages say so.")))
    if SIGNERS & roles_for(view.user, body):
        where = {"kind": "welsh"}
        if check is None and body.has_welsh:
            links.append((_("Sign that they were checked"), view.address("add", **where)))
        elif check is not None:
            links.append((_("Sign anew"), view.address("edit", **where, pk=check.pk)))
            links.append((_("Take back"), view.address("remove", **where, pk=check.pk)))
    return Section(
        anchor="welsh",
        heading=_("Welsh"),
        note=_(
            "Pages in Welsh are switched on in the details of the body. Until a named person has "
            "signed, each says that its Welsh words have not been checked."
        ),
        rows=[
            Row(
                anchor=f"welsh-{check.pk}" if check else "welsh-none",
                title=_("Welsh words of the portal"),
                state=_("Checked") if holds else _("Not checked"),
                family="done" if holds else "open",
                facts=facts,
                links=links,
            )
        ],
        empty="",
    )
