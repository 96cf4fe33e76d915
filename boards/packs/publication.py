"""Publishing a checked pack: now, or at a set time as whoever set it. All of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from boards.models import Pack
from boards.operations.permission import MEETING_KEEPERS, refuse_unless_keeper, roles_for
from boards.packs.build import IN_PREPARATION, job_name, start_build
from boards.packs.copies import changes_of
from boards.packs.going_out import bring_out
from boards.packs.locking import locked, refuse_by_table, unmet_of
from boards.packs.preparing import NO_TIME, check_pack
from boards.packs.readiness import standing_of
from boards.packs.republishing import beyond_the_release
from boards.packs.rewritten import Texts, rewritten_texts
from boards.rules.lifecycle import PACK
from portal import audit, clock
from portal.models import Job
from portal.operations import Refused, make_move, save_changed
from portal.publishing import PublishingError
from portal.rules.clocks import ClockError

if TYPE_CHECKING:
    from portal.models import User

#: A set time lies at least so many seconds ahead.
SOONEST: Final = 60


def publish_pack(
    pack: Pack,
    *,
    by: User | None,
    short_notice_reason: str = "",
    expected_version: int | None = None,
) -> Pack:
    """Publish a checked pack: agenda, pack, papers and notice at once, or nothing.

    When the certificate in the built pack lacks a reason that was given since, or names another
    day, the pack is built once more with it and goes out as soon as that is done: the answer is
    then still `checked`, with `publish_at` set to now.

    Raises Refused with every reason, Conflict.
    """
    saved = _with_reason(pack, short_notice_reason, by=by, expected_version=expected_version)
    refuse_by_table(saved, "publish", by=by, unmet=unmet_of(saved))
    standing = standing_of(saved, publish_on=clock.today())
    refusals = [*_short_notice_refusals(saved, is_short=standing.is_short), *standing.refusals]
    if refusals:
        raise Refused(*refusals)
    if not standing.certificate_fits:
        return _build_and_publish(saved, at=clock.now(), by=by)
    texts = rewritten_texts(saved)
    return _bring_out(saved, standing.certificate, texts, by=by)


def set_publication(
    pack: Pack,
    *,
    at: datetime,
    by: User | None,
    short_notice_reason: str = "",
    expected_version: int | None = None,
) -> Pack:
    """Set the instant at which a checked pack goes out by itself, as whoever set it.

    Everything is checked and frozen now; if anything is changed before, it does not go out. Where
    the certificate must name that day, the pack is built once more at once. Raises Refused,
    Conflict.
    """
    if (at - clock.now()).total_seconds() < SOONEST:
        raise Refused(_("That time has passed. Choose a later one, or publish now."))
    saved = _with_reason(pack, short_notice_reason, by=by, expected_version=expected_version)
    day = at.astimezone(clock.CIVIL_ZONE).date()
    if day >= saved.meeting.held_on and saved.meeting.agenda_published_on is None:
        raise Refused(_("The agenda must be published before the day of the meeting."))
    refuse_by_table(saved, "publish", by=by, unmet=unmet_of(saved))
    standing = standing_of(saved, publish_on=day)
    refusals = [*_short_notice_refusals(saved, is_short=standing.is_short), *standing.refusals]
    if refusals:
        raise Refused(*refusals)
    if standing.certificate_fits:
        return _set_time(saved, at=at, by=by)
    return _build_and_publish(saved, at=at, by=by)


@transaction.atomic
def unset_publication(pack: Pack, *, by: User | None, expected_version: int | None = None) -> Pack:
    """Call off the time that was set; the pack stays checked. Raises Refused, Conflict."""
    refuse_unless_keeper(by, pack.meeting.body, MEETING_KEEPERS)
    current = locked(pack, expected_version)
    return save_changed(
        current,
        by=by,
        values=NO_TIME,
        expected_version=current.version,
        sentence=_("The set time of publication was called off."),
    )


def publish_due_packs(now: datetime) -> int:
    """Publish the packs whose set time has come, each as whoever set it; returns how many.

    One that cannot go out stays as it is, wholly: the pack and the log say why, once. One that is
    still being built waits for the next time.
    """
    due = Pack.objects.filter(state__in=IN_PREPARATION, publish_at__lte=now)
    done = 0
    for pack in due.select_related("meeting__body", "publish_set_by").order_by("publish_at", "pk"):
        if not _is_being_built(pack):
            done += _publish_or_say_why(pack)
    return done


def publish_when_built(pack: Pack) -> bool:
    """At the end of its build, publish a pack whose set time has come; returns whether it went out.

    Nobody then waits for the next minute. What fails is said as by `publish_due_packs`.
    """
    due = Pack.objects.filter(pk=pack.pk, state__in=IN_PREPARATION, publish_at__lte=clock.now())
    found = due.select_related("meeting__body", "publish_set_by").first()
    return found is not None and _publish_or_say_why(found)


def _publish_or_say_why(pack: Pack) -> bool:
    try:
        _publish_due(pack)
    except (Refused, ClockError, OSError) as fault:
        _say_failed(pack, fault)
        return False
    return True


def _publish_due(pack: Pack) -> None:
    """Publish one pack at its time: the very files that were frozen, or nothing.

    One that follows a release by the proper officer is checked by that decision, and the portal
    publishes it.
    """
    by = pack.publish_set_by
    if pack.state == Pack.State.ASSEMBLING:
        reasons = unmet_of(pack)
        if reasons:
            raise Refused(*reasons.values())
        if beyond_the_release(pack):
            raise Refused(
                _(
                    "More has changed since the last edition than what was released. Have the pack "
                    "checked, then publish it."
                )
            )
        checked = check_pack(pack, by=by, alone_reason=pack.checked_alone_reason)
        pack, by = _as_stored(checked), None
    refuse_by_table(pack, "publish", by=by, unmet=unmet_of(pack))
    standing = standing_of(pack, publish_on=clock.today())
    reasons_against = list(standing.refusals)
    if not standing.certificate_fits:
        reasons_against.append(
            _("The certificate in the pack names another day. Build the pack again.")
        )
    if reasons_against:
        raise Refused(*reasons_against)
    _bring_out(pack, standing.certificate, rewritten_texts(pack), by=by)


@transaction.atomic
def _bring_out(
    pack: Pack, certificate: Mapping[str, Any], texts: Texts, *, by: User | None
) -> Pack:
    """The act itself: the move of the pack, then everything that goes out with it."""
    current = locked(pack, pack.version)
    changes = changes_of(current)
    published = make_move(
        current,
        table=PACK,
        name="publish",
        by=by,
        roles=roles_for(by, current.meeting.body),
        expected_version=pack.version,
        sentence=_("%(pack)s was published.") % {"pack": current},
        unmet=unmet_of(current),
        values={
            "published_at": clock.now(),
            "certificate": dict(certificate),
            "publish_failed": "",
            **NO_TIME,
        },
    )
    try:
        bring_out(published, changes=changes, texts=texts, by=by)
    except PublishingError as error:
        raise Refused(str(error)) from error
    return published


def _build_and_publish(pack: Pack, *, at: datetime, by: User | None) -> Pack:
    """Build a pack once more, so that its certificate says all; it goes out at its time."""
    with transaction.atomic():
        timed = _set_time(pack, at=at, by=by)
        start_build(timed, by=by)
    built = Pack.objects.select_related("meeting__body", "publish_set_by").get(pk=timed.pk)
    if at <= clock.now() and not _is_being_built(built):  # no worker: it was built at once
        publish_due_packs(clock.now())
        built.refresh_from_db()
        if built.publish_failed:
            raise Refused(built.publish_failed)
    return built


@transaction.atomic
def _set_time(pack: Pack, *, at: datetime, by: User | None) -> Pack:
    day = at.astimezone(clock.CIVIL_ZONE)
    return save_changed(
        pack,
        by=by,
        values={"publish_at": at, "publish_set_by": by, "publish_failed": ""},
        expected_version=pack.version,
        sentence=_("%(pack)s is set to be published on %(day)s at %(time)s.")
        % {"pack": pack, "day": f"{day:%-d %B %Y}", "time": f"{day:%H:%M}"},
    )


@transaction.atomic
def _with_reason(pack: Pack, reason: str, *, by: User | None, expected_version: int | None) -> Pack:
    """The pack as it is stored, with the reason for short notice that was given now."""
    current = locked(pack, expected_version)
    if not reason.strip() or reason.strip() == current.short_notice_reason:
        return current
    refuse_unless_keeper(by, current.meeting.body, MEETING_KEEPERS)
    saved = save_changed(
        current,
        by=by,
        values={"short_notice_reason": reason.strip()},
        expected_version=current.version,
        sentence=_("The reason for short notice was given."),
    )
    saved.meeting = current.meeting
    return saved


def _short_notice_refusals(pack: Pack, *, is_short: bool) -> list[str]:
    """Short notice never blocks; it asks for a reason, once for each day of a meeting."""
    if not is_short or pack.short_notice_reason or pack.meeting.short_notice_reason:
        return []
    return [
        _(
            "The notice of this meeting is short. Give the reason why the meeting is to be held "
            "all the same. It is printed on the certificate."
        )
    ]


def _as_stored(pack: Pack) -> Pack:
    return Pack.objects.select_related("meeting__body").get(pk=pack.pk)


def _is_being_built(pack: Pack) -> bool:
    return Job.objects.unfinished().filter(unique_name=job_name(pack)).exists()


def _say_failed(pack: Pack, fault: Exception) -> None:
    """Keep why nothing went out, where the clerk sees it; the same words only once."""
    sentence = _("The pack could not be published at the time set. %(why)s") % {"why": fault}
    if pack.publish_failed == sentence:
        return
    Pack.objects.filter(pk=pack.pk).update(publish_failed=sentence)
    # After a release nobody has checked the pack: from now on somebody must, as any other.
    unchecked = Pack.objects.filter(pk=pack.pk, state=Pack.State.ASSEMBLING)
    unchecked.update(checked_alone_reason="", **NO_TIME)
    audit.record(pack, act=audit.CHANGE, by=None, sentence=sentence)
