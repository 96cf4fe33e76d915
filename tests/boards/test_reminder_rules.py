"""The rules of reminders on the screen of a body: for its clerk, checked, nobody's change lost."""

from __future__ import annotations

import pytest
from django.test import Client

from boards.models import ReminderRules
from boards.rules.reminding import Schedule
from portal.outbox.bouncing import note_bounce
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_clerk_changes_when_reminders_go_out() -> None:
    body = builders.body()
    clerk = Client()
    clerk.force_login(builders.clerk_of(body))
    desk = f"/admin/bodies/{body.slug}/"
    text = clerk.get(desk).content.decode()
    assert "When reminders go out" in text
    assert "every 7 days" in text
    given = {
        "is_on": "on",
        "days_before": "3; 21,3",
        "repeat_every": "14",
        "clerk_after": "5",
        "chair_after": "",
    }
    for wrong in ({"days_before": "soon"}, {"clerk_after": "9", "chair_after": "4"}):
        refused = clerk.post(f"{desk}reminders/add/", {**given, **wrong})
        assert refused.status_code in (200, 422)
        assert not ReminderRules.objects.exists()
    assert clerk.post(f"{desk}reminders/add/", given).status_code == 302
    rules = ReminderRules.objects.get()
    assert rules.schedule == Schedule(
        before=(21, 3), on_the_day=False, repeat_every=14, clerk_after=5, chair_after=None
    )
    edit = f"{desk}reminders/{rules.pk}/edit/"
    assert edit in clerk.get(desk).content.decode()
    changed = {**given, "is_on": "", "expected_version": rules.version}
    assert clerk.post(edit, changed).status_code == 302
    conflict = clerk.post(edit, changed | {"repeat_every": "2"})
    assert conflict.status_code != 302
    assert "None are sent" in clerk.get(desk).content.decode()
    other = Client()
    other.force_login(builders.clerk_of(builders.body()))
    assert other.post(edit, given).status_code == 404
    member = Client()
    member.force_login(builders.with_role(body, "member"))
    assert member.post(f"{desk}reminders/add/", given).status_code in (302, 403, 404)
    assert ReminderRules.objects.count() == 1


def test_the_clerk_sees_to_whom_mail_comes_back() -> None:
    body = builders.body()
    member = builders.with_role(body, "member")
    builders.person(body, user=member)
    builders.person(body, email="outside@firm.example")
    clerk = Client()
    clerk.force_login(builders.clerk_of(body))
    desk = f"/admin/bodies/{body.slug}/"
    assert "comes back" not in clerk.get(desk).content.decode()
    for address in (member.email, "OUTSIDE@firm.example"):
        note_bounce(address, "The mail server refuses this address (550 no).")
    assert clerk.get(desk).content.decode().count("Mail to this person comes back") == 2
