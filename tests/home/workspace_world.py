"""One body with a record of every kind that the workspace shows, somebody in each role, and others.

Everything that has a key belongs to the first body. What an office is asked for is asked of the
office of the responder; what is set apart is for the scrutineer alone; the action is the lead
member's.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from boards.models import FormatRequest, Organisation, Pack, PackFile
from portal.models import User
from portal.models.signed_links import ReceivedAnswer
from portal.signed_links.making import make_link
from scrutiny.by_link.subjects import kind_of
from scrutiny.models import CallForEvidence, ProgressAttachment, ProgressUpdate, Submission
from tests import builders, builders_scrutiny

NOW: Final = datetime(2025, 9, 1, 9, tzinfo=UTC)
TODAY: Final = date(2025, 9, 1)
ROLES: Final = (
    *("member", "chair", "lead_member", "clerk", "proper_officer"),
    *("responder", "partner", "scrutineer", "admin"),
)


class WorkspaceWorld:
    """The people by column of the table, and how each address is filled."""

    def __init__(self) -> None:
        self.body, other = builders.body("Northmere panel"), builders.body("Southmere panel")
        self.people: dict[str, User | None] = {"nobody": None}
        self.people |= {role: builders.with_role(self.body, role) for role in ROLES}
        self.people["portal"] = builders.administrator()
        self.people["clerk_2"] = builders.clerk_of(other)
        self.people["member_2"] = builders.with_role(other, "member")
        self.clerk = self._person("clerk")
        self._records()
        self._meeting()

    def _person(self, column: str) -> User:
        found = self.people[column]
        assert found is not None
        return found

    def _records(self) -> None:
        office = builders.organisation("The office", Organisation.Kind.POLICING_BODY)
        asked = builders.person(self.body, "Carol Commissioner", organisation=office)
        builders.person(self.body, "Rae", organisation=office, user=self._person("responder"))
        owner = builders.person(self.body, "Lee Lead", user=self._person("lead_member"))
        review = builders_scrutiny.review(self.body, state="tracking")
        self.response = builders_scrutiny.response(review, asked)
        self.recommendation = builders_scrutiny.recommendation(
            review, addressee=asked, state="in_progress"
        )
        self.action = builders_scrutiny.action(review, owner=owner)
        self.request = builders_scrutiny.information_request(review, addressee=asked)
        update = ProgressUpdate.objects.create(action=self.action, text="Begun.", made_at=NOW)
        stored = default_storage.save("progress/proof.pdf", ContentFile(b"%PDF-1.7 proof"))
        self.file = ProgressAttachment.objects.create(
            update=update, name="proof.pdf", storage_name=stored, size=14, sha256="0" * 64
        )
        purpose = kind_of(self.action).name
        link, _token = make_link(
            purpose=purpose,
            subject=self.action,
            holder=owner,
            body=self.body.slug,
            by=self.clerk,
        )
        self.answer = ReceivedAnswer.objects.create(link=link, text="Done.", received_at=NOW)
        self.token = make_link(
            purpose=kind_of(self.request).name,
            subject=self.request,
            holder=asked,
            body=self.body.slug,
            by=self.clerk,
        )[1]
        self.format = FormatRequest.objects.create(
            body=self.body,
            paper_title="A paper",
            format="braille",
            email="reader@example.org",
            asked_at=NOW,
            due_on=TODAY,
        )
        call = CallForEvidence.objects.create(
            review=review,
            words="Write.",
            opens_on=TODAY,
            closes_on=date(2025, 9, 30),
            named_person=self._person("scrutineer"),
        )
        self.apart = Submission.objects.create(
            call=call,
            text="What I saw.",
            state="set_apart",
            for_person=call.named_person,
            received_at=NOW,
        )

    def _meeting(self) -> None:
        sitting = builders_scrutiny.review(self.body, state="evidence")
        self.line = builders_scrutiny.line(sitting, state="in_enquiry")
        self.hearing = builders_scrutiny.hearing(sitting)
        self.entry = builders_scrutiny.hearing_entry(self.hearing, self.line)
        self.meeting = builders.meeting_with_agenda(self.body)
        self.issued = self._pack(number=1, state="published")
        self.to_check = self._pack(number=2, state="assembling")

    def _pack(self, **values: Any) -> Pack:
        pack = Pack.objects.create(meeting=self.meeting, published_at=NOW, **values)
        for audience in ("public", "restricted"):
            name = default_storage.save(f"packs/{pack.key}/{audience}", ContentFile(b"%PDF-1.7"))
            PackFile.objects.create(
                pack=pack,
                audience=audience,
                storage_name=name,
                sha256="0" * 64,
                size=8,
                pages=1,
                manifest={"number": pack.number, "items": [], "parts": [], "audience": audience},
                built_at=NOW,
            )
        return pack

    def values(self, name: str) -> dict[str, Any]:
        """What an address is filled with; most are of one record by its key."""
        keyed: dict[str, Any] = {
            "workspace_check_pack": self.to_check,
            "workspace_pack_copy": self.issued,
            "workspace_meeting": self.meeting,
            "workspace_hearing": self.hearing,
            "workspace_hearing_state": self.hearing,
            "workspace_hearing_close": self.hearing,
            "workspace_hearing_evidence": self.hearing,
            "workspace_response": self.response,
            "workspace_letter": self.response,
            "workspace_progress_recommendation": self.recommendation,
            "workspace_action": self.action,
            "workspace_action_link": self.action,
            "workspace_request": self.request,
            "workspace_request_link": self.request,
            "workspace_link_answer": self.answer,
            "workspace_set_apart_one": self.apart,
            "workspace_format": self.format,
        }
        if name in keyed:
            return {"key": keyed[name].key}
        others: dict[str, dict[str, Any]] = {
            "workspace_hearing_correct": {"key": self.hearing.key, "entry": self.entry.key},
            "workspace_action_file": {"key": self.action.key, "pk": self.file.pk},
            "workspace_action_act": {"key": self.action.key, "name": "redate"},
            "workspace_views": {"kind": "actions"},
            "account_remove_factor": {"number": 1},
            "account_new_password_set": {"uidb64": "MQ", "token": "a-b"},
            "account_invitation": {"token": "A" * 43},
            "account_council": {"provider": "council"},
            "account_council_back": {"provider": "council"},
            "answer": {"token": self.token},
            "own-calendar": {"secret": "A" * 43},
            "stop_letters": {"token": "A" * 43},
        }
        return others.get(name, {})
