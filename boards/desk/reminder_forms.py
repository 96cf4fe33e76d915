"""The form of the rules by which a body reminds, and their section on its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from boards.models import ReminderRules
from boards.operations.reminders import set_rules
from portal.desk import Fact, RecordForm, Row, Section

if TYPE_CHECKING:
    from boards.desk.screen import BodyScreen
    from portal.models import User


class ReminderForm(RecordForm):
    """When reminders go out."""

    class Meta:
        model = ReminderRules
        fields = (
            "is_on",
            "days_before",
            "on_the_day",
            "repeat_every",
            "clerk_after",
            "chair_after",
        )

    def add(self, *, by: User) -> Any:
        """Make rules of the body's own."""
        return set_rules(body=self.owner, by=by, expected_version=None, **self.values())

    def change(self, *, by: User) -> Any:
        """Change them."""
        return set_rules(body=self.owner, by=by, expected_version=self.version, **self.values())


def reminders_section(view: BodyScreen) -> Section:
    """When the body reminds: its own rules, or the defaults with the offer to change them."""
    own = ReminderRules.objects.filter(body=view.owner).first()
    where = {"kind": "reminders"}
    url = view.address("edit", **where, pk=own.pk) if own else view.address("add", **where)
    rules = own or ReminderRules()
    return Section(
        anchor="reminders",
        heading=_("Reminders"),
        note=_("Who owes something is reminded by e-mail, with everything in one letter."),
        rows=[
            Row(
                anchor=f"reminders-{own.pk}" if own else "reminders-default",
                title=_("When reminders go out"),
                state=_("Your own") if own else _("Default"),
                family="done" if own else "open",
                facts=[Fact(label, text) for label, text in _facts(rules)],
                links=[(_("Change"), url)] if view.keeps_meetings else [],
            )
        ],
        empty="",
    )


def _facts(rules: ReminderRules) -> list[tuple[str, str]]:
    if not rules.is_on:
        return [(_("Reminders"), _("None are sent"))]
    never = _("never")
    days = _("after %(n)s days")
    every = _("every %(n)s days")
    clerk, chair = rules.clerk_after, rules.chair_after
    return [
        (_("Days before"), rules.days_before or never),
        (_("On the day"), _("yes") if rules.on_the_day else _("no")),
        (_("While it is late"), every % {"n": rules.repeat_every} if rules.repeat_every else never),
        (_("The clerk is told"), never if clerk is None else days % {"n": clerk}),
        (_("The chair is told"), never if chair is None else days % {"n": chair}),
    ]
