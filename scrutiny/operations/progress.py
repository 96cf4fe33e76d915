"""Progress: reported with what shows it, confirmed before it is public, rated by the body alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.access import roles_in
from portal.operations import Refused, refusals_of
from scrutiny.models import Action, ProgressUpdate, Recommendation
from scrutiny.operations.action_release import renew_action
from scrutiny.operations.attachments import attaching
from scrutiny.operations.people import minute_refusal, require_clerk, roles_as_addressee
from scrutiny.operations.release import release_recommendations
from scrutiny.rules.actions import OPEN_STATES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.core.files.base import File

    from boards.models import Minute, ScrutinyBody
    from portal.models import User
    from scrutiny.operations.attachments import Keep

_REPORTED = frozenset({"accepted", "partly_accepted", "in_progress", "implemented_claimed"})
_RATED = _REPORTED | {"issued", "rejected"}


def report_progress(
    *,
    on: Action | Recommendation,
    by: User,
    text: str,
    proof: str = "",
    files: Sequence[File[Any]] = (),
) -> ProgressUpdate:
    """Add an update with what shows it; updates are never changed or removed.

    `files` are kept with it and are never public.

    The owner of an action, or the office that a recommendation is addressed to, reports; a clerk
    may report for them. What a clerk reports is confirmed by that; all else is public only once a
    clerk has confirmed it.
    """
    roles = _roles(by, on)
    if not roles & {"owner", "responder", "clerk"}:
        raise Refused(
            _("Only whoever it is addressed to, or a clerk, can report on it.")
            if isinstance(on, Recommendation)
            else _("Only the owner of the action or a clerk can report on it.")
        )
    if str(_now(on).state) not in (OPEN_STATES if isinstance(on, Action) else _REPORTED):
        raise Refused(_("Nothing can be reported on it in the state that it is in."))
    update = _update(on, by=by, text=text, proof=proof)
    if "clerk" in roles:
        update.confirmed_at, update.confirmed_by = update.made_at, by
    with attaching(files, by=by) as keep:
        sentence = _("Progress was reported on %s.") % _name(on)
        return _save(update, on, by=by, sentence=sentence, keep=keep)


def rate_progress(
    *,
    on: Action | Recommendation,
    by: User,
    rating: str,
    text: str,
    minute: Minute | None,
) -> ProgressUpdate:
    """Record how the body rates the progress: green, amber or red, with the minute that says so.

    A rating is about progress, never about how important something is, and has the date of its
    record; the next one does not replace it. Only a clerk records one.
    """
    body = _body(on)
    require_clerk(by, body)
    reasons = list(minute_refusal(minute, body).values())
    if rating not in ProgressUpdate.Rating.values:
        reasons.append(_("Choose green, amber or red."))
    if str(_now(on).state) not in (OPEN_STATES if isinstance(on, Action) else _RATED):
        reasons.append(_("It is finished, so its progress is not rated any more."))
    if reasons:
        raise Refused(*reasons)
    update = _update(on, by=by, text=text)
    update.rating, update.minute = rating, minute
    update.confirmed_at, update.confirmed_by = update.made_at, by
    sentence = _("The progress of %(thing)s was rated: %(rating)s. (%(minute)s)") % {
        "thing": _name(on),
        "rating": update.get_rating_display(),
        "minute": minute,
    }
    return _save(update, on, by=by, sentence=sentence)


def confirm_update(*, update: ProgressUpdate, by: User) -> ProgressUpdate:
    """Confirm what was reported, so that it becomes public; once, by one UPDATE.

    Raises Refused for everybody but a clerk, and for the second of two people.
    """
    on = _subject(update)
    require_clerk(by, _body(on))
    with transaction.atomic():
        waiting = ProgressUpdate.objects.filter(pk=update.pk, confirmed_at__isnull=True)
        if not waiting.update(confirmed_at=clock.now(), confirmed_by=by):
            raise Refused(_("This update was confirmed already."))
        audit.record(
            on, act=audit.CHANGE, by=by, sentence=_("An update on %s was confirmed.") % _name(on)
        )
        _tell(on, by=by)
        return ProgressUpdate.objects.get(pk=update.pk)


def take_over(*, on: Action, by: User, text: str, made_at: datetime) -> ProgressUpdate:
    """Keep what somebody without an account reported at an instant, confirmed by a clerk."""
    update = ProgressUpdate(action=on, text=text, made_at=made_at, made_by=None)
    update.full_clean(exclude={"made_by"})  # they have no account
    update.save()
    return confirm_update(update=update, by=by)


def note_claim(*, on: Action | Recommendation, by: User, text: str, proof: str) -> ProgressUpdate:
    """Keep the words with which somebody reports a thing as done, beside the move itself."""
    update = _update(on, by=by, text=text, proof=proof)
    if "clerk" in _roles(by, on):
        update.confirmed_at, update.confirmed_by = update.made_at, by
    update.save()
    return update


def _update(on: Action | Recommendation, *, by: User, text: str, proof: str = "") -> ProgressUpdate:
    if not text.strip():
        raise Refused(_("Write what has been done."))
    update = ProgressUpdate(text=text.strip(), proof=proof.strip(), made_at=clock.now(), made_by=by)
    if isinstance(on, Action):
        update.action = on
    else:
        update.recommendation = on
    return update


def _save(
    update: ProgressUpdate,
    on: Action | Recommendation,
    *,
    by: User,
    sentence: str,
    keep: Keep | None = None,
) -> ProgressUpdate:
    try:
        update.full_clean()
    except ValidationError as error:
        raise Refused(*refusals_of(error)) from error
    with transaction.atomic():
        update.save()
        if keep is not None:
            keep(update)
        audit.record(on, act=audit.CHANGE, by=by, sentence=sentence)
        if update.confirmed_at is not None:
            _tell(on, by=by)
        return update


def _tell(on: Action | Recommendation, *, by: User) -> None:
    about = f"Progress of {_name(on)}"
    if isinstance(on, Action):
        renew_action(on, by=by, about=about)
    else:
        release_recommendations(on.review, by=by, subject=f"{about} of {on.review.slug}")


def _subject(update: ProgressUpdate) -> Action | Recommendation:
    found = update.action or update.recommendation
    assert found is not None  # a constraint of the table
    return found


def _now(on: Action | Recommendation) -> Action | Recommendation:
    return type(on)._base_manager.get(pk=on.pk)


def _name(on: Action | Recommendation) -> str:
    if isinstance(on, Action):
        return _("action %s") % on.reference
    return _("recommendation %s") % on.number


def _body(on: Action | Recommendation) -> ScrutinyBody:
    return on.body if isinstance(on, Action) else on.review.body


def _roles(user: User, on: Action | Recommendation) -> frozenset[str]:
    if isinstance(on, Recommendation):
        return roles_as_addressee(user, on.review, on.addressee)
    # The responders of a body answer for recommendations; an action has an owner.
    roles = roles_in(user, on.body.slug) - {"responder"}
    return roles | {"owner"} if on.owner.user_id == user.pk else roles
