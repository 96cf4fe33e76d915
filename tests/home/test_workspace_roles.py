"""Every address of the workspace against every role, and against two people of another body.

The table is written by hand, after what docs/access.md and docs/workspace.md promise.
The addresses are read from the URL configuration, so a new one that is missing here fails by name.
The columns are the people of `WorkspaceWorld`; `nobody` has not signed in, `portal` administers the
portal without a role in a body, and the last two belong to another body.

200 shows it, 302 leads on (`nobody` to the door), 401 asks a script to sign in again, 404 is what
is not there and what is not for one alike, 405 is not that method, 409 and 422 are answers to a
form without content, which only they are given who may send it. What is the same for everybody who
has signed in is tried with a few of them; - is not tried.
"""

from __future__ import annotations

from typing import Any, Final

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.admin_addresses import registered
from tests.home.workspace_world import NOW, WorkspaceWorld

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

COLUMNS: Final = (
    *("nobody", "member", "chair", "lead_member", "clerk", "proper_officer", "responder"),
    *("partner", "scrutineer", "admin", "portal", "clerk_2", "member_2"),
)
#: Addresses of people: below these, and by a secret that stands for an account.
BELOW: Final = ("workspace/", "answer/", "calendar/<", "letters/")

#                                  nobody   chair   clerk   responder    admin   clerk_2
#                                      member    lead   officer partner      portal  member_2
#                                                                   scrutineer
GET: Final = """
account                            302 200   -   - 200   -   -   -   -   - 200 200   -
account_codes                      302 200   -   - 200   -   -   -   -   - 200 200   -
account_council                    404 404   -   - 404   -   -   -   -   - 404 404   -
account_council_back               404 404   -   - 404   -   -   -   -   - 404 404   -
account_invitation                 404 404   -   - 404   -   -   -   -   - 404 404   -
account_login                      200 302   -   - 302   -   -   -   -   - 302 302   -
account_new_password               200 200   -   - 200   -   -   -   -   - 200 200   -
account_new_password_sent          200 200   -   - 200   -   -   -   -   - 200 200   -
account_new_password_set           200 200   -   - 200   -   -   -   -   - 200 200   -
account_passkey                    302 200   -   - 200   -   -   -   -   - 200 200   -
account_password                   302 200   -   - 200   -   -   -   -   - 200 200   -
account_remove_factor              302 404   -   - 404   -   -   -   -   - 404 404   -
account_sessions                   302 200   -   - 200   -   -   -   -   - 200 200   -
account_set_up                     302 200   -   - 200   -   -   -   -   - 200 200   -
answer                             200 200   -   - 200   -   -   -   -   - 200 200   -
mfa_authenticate                   302 302   -   - 302   -   -   -   -   - 302 302   -
own-calendar                       404 404   -   - 404   -   -   -   -   - 404 404   -
stop_letters                       404 404   -   - 404   -   -   -   -   - 404 404   -
workspace                          302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_action                   302 200 200 200 200 200 404 404 200 200 404 404 404
workspace_action_act               302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_action_file              302 404 404 200 200 200 404 404 404 200 404 404 404
workspace_action_link              302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_actions                  302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_actions_change           302 302   -   - 302   -   -   -   -   - 302 302   -
workspace_actions_csv              302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_actions_pdf              302   -   -   - 200   -   -   -   -   -   -   -   -
workspace_actions_xlsx             302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_calendar                 302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_check_pack               302 404 200 404 200 200 404 404 404 404 404 404 404
workspace_dates                    302 404 404 404 200 200 404 404 404 200 404 200 404
workspace_dates_csv                302 404 404 404 200 200 404 404 404 200 404 200 404
workspace_hearing                  302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_hearing_close            302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_hearing_correct          302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_hearing_evidence         302 405   -   - 405   -   -   -   -   - 405 405   -
workspace_hearing_state            302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_invitations              302 404 404 404 404 404 404 404 404 200 200 404 404
workspace_leaving                  302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_letter                   302 404 404 404 404 404 200 404 404 404 404 404 404
workspace_letters                  302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_format                   302 404 404 404 200 200 404 404 404 200 404 404 404
workspace_formats                  302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_link_answer              302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_links                    302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_meeting                  302 200 200 200 200 200 404 404 200 200 404 404 404
workspace_pack_copy                302 200 200 200 200 200 404 404 200 200 404 404 404
workspace_papers                   302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_progress                 302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_progress_recommendation  302 404 404 404 404 404 200 404 404 404 404 404 404
workspace_request                  302 200 200 200 200 200 200 404 200 200 404 404 404
workspace_request_link             302 404 404 404 200 404 404 404 404 404 404 404 404
workspace_requests                 302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_requests_csv             302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_requests_pdf             302   -   -   - 200   -   -   -   -   -   -   -   -
workspace_requests_xlsx            302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_response                 302 404 404 404 404 404 200 404 404 404 404 404 404
workspace_responses                302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_set_apart                302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_set_apart_one            302 404 404 404 404 404 404 404 200 404 404 404 404
workspace_sign_in                  200 302   -   - 302   -   -   -   -   - 302 302   -
workspace_sign_out                 405 405   -   - 405   -   -   -   -   - 405 405   -
workspace_undelivered              302 404 404 404 200 200 404 404 404 200 200 200 404
workspace_views                    302 200   -   - 200   -   -   -   -   - 200 200   -
"""

#: With an empty form, except where FIELDS says what is sent.
POST: Final = """
account_codes                      302 422   -   - 422   -   -   -   -   - 422 422   -
account_invitation                 404 404   -   - 404   -   -   -   -   - 404 404   -
account_login                      200 302   -   - 302   -   -   -   -   - 302 302   -
account_new_password               422 422   -   - 422   -   -   -   -   - 422 422   -
account_new_password_sent          200 200   -   - 200   -   -   -   -   - 200 200   -
account_new_password_set           200 200   -   - 200   -   -   -   -   - 200 200   -
account_passkey                    302 422   -   - 422   -   -   -   -   - 422 422   -
account_password                   302 422   -   - 422   -   -   -   -   - 422 422   -
account_remove_factor              302 404   -   - 404   -   -   -   -   - 404 404   -
account_sessions                   302 302   -   - 302   -   -   -   -   - 302 302   -
account_set_up                     302 422   -   - 422   -   -   -   -   - 422 422   -
answer                             403 403   -   - 403   -   -   -   -   - 403 403   -
mfa_authenticate                   302 302   -   - 302   -   -   -   -   - 302 302   -
stop_letters                       404 404   -   - 404   -   -   -   -   - 404 404   -
workspace                          302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_action                   302 422 422 302 302 422 404 404 422 422 404 404 404
workspace_action_act               302 404 404 404 422 404 404 404 404 404 404 404 404
workspace_action_link              302 404 404 404 422 404 404 404 404 404 404 404 404
workspace_actions_change           302 422   -   - 422   -   -   -   -   - 422 422   -
workspace_calendar                 302 200   -   - 200   -   -   -   -   - 200 200   -
workspace_check_pack               302 404 422 404 422 422 404 404 404 404 404 404 404
workspace_format                   302 404 404 404 422 422 404 404 404 422 404 404 404
workspace_hearing                  401 404   -   - 404   -   -   -   -   - 404 404   -
workspace_hearing_close            401 404 404 404 422 404 404 404 404 404 404 404 404
workspace_hearing_correct          401 404 404 404 422 404 404 404 404 404 404 404 404
workspace_hearing_evidence         401 404   -   - 404   -   -   -   -   - 404 404   -
workspace_invitations              302 404 404 404 404 404 404 404 404 422 422 404 404
workspace_letters                  302 422   -   - 422   -   -   -   -   - 422 422   -
workspace_link_answer              302 404 404 404 302 404 404 404 404 404 404 404 404
workspace_meeting                  302 302 302 302 302 302 404 404 302 302 404 404 404
workspace_pack_copy                302 302 302 302 302 302 404 404 302 302 404 404 404
workspace_progress_recommendation  302 404 404 404 404 404 200 404 404 404 404 404 404
workspace_request                  302 422 422 422 302 422 302 404 422 422 404 404 404
workspace_request_link             302 404 404 404 422 404 404 404 404 404 404 404 404
workspace_response                 302 404 404 404 404 404 302 404 404 404 404 404 404
workspace_set_apart_one            302 404 404 404 404 404 404 404 302 404 404 404 404
workspace_sign_in                  200 302   -   - 302   -   -   -   -   - 302 302   -
workspace_views                    302 422   -   - 422   -   -   -   -   - 422 422   -
"""

FIELDS: Final[dict[str, dict[str, str]]] = {
    "workspace_action": {"text": "It goes on.", "expected_version": "1"},
    "workspace_request": {"do": "answer", "answer": "Thirty.", "expected_version": "1"},
}


def rows_of(table: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split() for line in table.strip().splitlines())
    return {name: tuple(row) for name, *row in rows}


def addresses() -> set[str]:
    return {one.name for one in registered() if one.route.startswith(BELOW)}


@pytest.mark.parametrize("table", [GET, POST])
def test_the_table_has_a_column_for_everybody(table: str) -> None:
    assert {len(row) for row in rows_of(table).values()} == {len(COLUMNS)}


def test_every_address_is_in_the_table() -> None:
    assert addresses() == set(rows_of(GET))


def test_every_role_gets_what_the_table_says() -> None:
    with time_machine.travel(NOW, tick=True):
        world = WorkspaceWorld()
        assert tuple(world.people) == COLUMNS
        browsers = {column: signed_in(user) for column, user in world.people.items()}
        wrong = [
            *differences("get", GET, world, browsers),
            *differences("post", POST, world, browsers),
        ]
    assert wrong == []


def signed_in(user: Any) -> Client:
    browser = Client(raise_request_exception=False)
    if user is not None:
        browser.force_login(user)
    return browser


def differences(
    method: str, table: str, world: WorkspaceWorld, browsers: dict[str, Client]
) -> list[str]:
    """What is answered otherwise than the table says; nothing that is sent is kept."""
    found = []
    for name, row in rows_of(table).items():
        address = reverse(name, kwargs=world.values(name))
        sent = FIELDS.get(name, {}) if method == "post" else {}
        for column, wanted in zip(COLUMNS, row, strict=True):
            if wanted == "-":
                continue
            before = transaction.savepoint()
            status = answered(getattr(browsers[column], method)(address, sent))
            transaction.savepoint_rollback(before)
            if status != wanted:
                found.append(f"{method} {name} as {column}: {status}, not {wanted}")
    return found


def answered(response: Any) -> str:
    """The status; a stream is read to its end."""
    if response.streaming:
        assert b"".join(response.streaming_content)
    return str(response.status_code)
