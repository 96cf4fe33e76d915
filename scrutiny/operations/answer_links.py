"""Sending somebody without an account a link by which they answer, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal import audit, clock, signed_links
from portal.addresses import main_url
from portal.cases import case_of_record
from portal.models import SignedLink
from portal.operations import Refused, fresh
from portal.outbox import post
from scrutiny.by_link.subjects import Subject, holder_of, is_open, kind_of
from scrutiny.operations.people import require_clerk

if TYPE_CHECKING:
    from boards.models import Person
    from portal.models import User


def send_link(person: Person, subject: Subject, by: User | None = None) -> SignedLink:
    """Send whoever is asked a fresh link by which one answer may be sent without an account.

    A link that was sent before is taken back. `by` is a clerk of the body, or None where the
    portal itself reminds somebody. Raises Refused when somebody else is asked, has an account, or
    has no address; when nothing can be sent any more; and for everybody but a clerk.
    """
    subject, person = fresh(subject), fresh(person)
    if by is not None:
        require_clerk(by, subject.body)
    reasons = why_not(person, subject)
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        link, token = signed_links.make_link(
            purpose=kind_of(subject).name,
            subject=subject,
            holder=person,
            body=subject.body.slug,
            by=by,
        )
        _post(person, subject, link, main_url(f"answer/{token}/"))
        sentence = _("A link to answer without an account was sent to %s.") % person.name
        audit.record(subject, act=audit.CHANGE, by=by, sentence=sentence)
        return link


def why_not(person: Person, subject: Subject) -> list[str]:
    """Why no link can be sent; nothing when it can."""
    reasons = []
    if holder_of(subject).pk != person.pk:
        reasons.append(_("Somebody else is asked. Send the link to them."))
    elif person.user_id is not None:
        reasons.append(_("This person has an account, and answers in the workspace."))
    elif not person.email:
        reasons.append(_("Enter an e-mail address in the register of people first."))
    if not is_open(subject):
        reasons.append(_("Nothing can be reported on it in the state that it is in."))
    return reasons


def take_link_back(*, link: SignedLink, subject: Subject, by: User) -> None:
    """Take a link back, so that it opens nothing from now on. Raises Refused."""
    require_clerk(by, subject.body)
    if link.subject_key != subject.key:
        raise Refused(_("That link is about something else."))
    with transaction.atomic():
        if not signed_links.revoke(link, by=by):
            raise Refused(_("This link was used, or was taken back before."))
        sentence = _("A link to answer without an account was taken back.")
        audit.record(subject, act=audit.CHANGE, by=by, sentence=sentence)


def _post(person: Person, subject: Subject, link: SignedLink, address: str) -> None:
    """Post the letter: neutral words, and nothing of what is asked or of anybody else."""
    body = subject.body.name
    last = date_format(link.expires_at.astimezone(clock.CIVIL_ZONE), "l j F Y")
    paragraphs = [
        _("You have been asked to report on something by %s.") % body,
        _("You need no account. Open this page, read what is asked, and write your answer:"),
        address,
        _("The page works until %s, and takes one answer.") % last,
        _(
            "Do not pass this letter on: whoever has it can answer in your place. If it is not "
            "for you, please tell the office of the body."
        ),
    ]
    post(
        to=person.email,
        name=person.name,
        subject=_("You have been asked to report on something by %s") % body,
        text="\n\n".join(paragraphs),
        kind="link",
        once=f"link:{link.key}",
        body=subject.body.slug,
        matter=case_of_record(subject),
    )
