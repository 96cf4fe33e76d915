"""The report: drafted, agreed, published as an edition, corrected by another, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from portal import audit, clock
from portal.calendar import calendar_for
from portal.operations import Refused, fresh, make_move, save_changed, save_new
from portal.publishing import Copy, File
from portal.rules.calendars import Nation
from scrutiny import kinds
from scrutiny.models import DeadlineRule, Recommendation, Report, Review
from scrutiny.operations.leaks import leak_reasons
from scrutiny.operations.people import minute_refusal, require_clerk, roles_for
from scrutiny.operations.recommendations import issue_recommendation
from scrutiny.operations.release import release_edition, withdraw_edition
from scrutiny.operations.responses import request_response
from scrutiny.operations.reviews import move_review
from scrutiny.public import review_path
from scrutiny.queries import thread_of
from scrutiny.report import render
from scrutiny.report.build import build_document
from scrutiny.report.document import ReportDocument
from scrutiny.rules import lifecycle
from scrutiny.rules.editing import editing_refusals
from scrutiny.rules.publication import agreement_refusals, publication_refusals

if TYPE_CHECKING:
    from boards.models import Minute
    from portal.models import User

#: Moves that only their own operation makes.
MADE_ELSEWHERE = frozenset({"publish", "correct", "withdraw", "embargo"})
CARRIED_OVER = (
    "foreword",
    "summary",
    "summary_cy",
    "next_steps",
    "response_days",
    "response_rule",
)


def start_report(*, review: Review, by: User) -> Report:
    """Begin the first edition; the period for the response starts from the body's usual one."""
    require_clerk(by, review.body)
    if review.reports.exists():
        raise Refused(_("The review has a report already. Start a new edition of it instead."))
    with transaction.atomic():
        return save_new(
            Report(review=review, response_days=review.body.response_days),
            by=by,
            sentence=_("The report was begun."),
        )


def start_edition(*, review: Review, by: User, reason: str) -> Report:
    """Begin a new edition of a published report. The reason is printed in it.

    Everything that was written in the last edition is carried over. The published one stays as it
    is until the new one takes its place.
    """
    require_clerk(by, review.body)
    last = review.reports.order_by("-edition").first()
    if last is None or last.state not in {Report.State.PUBLISHED, Report.State.WITHDRAWN}:
        raise Refused(_("A new edition follows a published one. There is none yet."))
    if not reason.strip():
        raise Refused(_("Say why there is a new edition. The reason is printed in it."))
    with transaction.atomic():
        return save_new(
            Report(
                review=review,
                edition=last.edition + 1,
                edition_reason=reason.strip(),
                **{name: getattr(last, name) for name in CARRIED_OVER},
            ),
            by=by,
            sentence=_("Edition %s of the report was begun.") % (last.edition + 1),
        )


def update_report(
    *, report: Report, by: User, values: Mapping[str, Any], expected_version: int
) -> Report:
    """Change the words of an edition that has not been agreed yet."""
    report = fresh(report)
    require_clerk(by, report.review.body)
    changed = frozenset(name for name, value in values.items() if getattr(report, name) != value)
    reasons = editing_refusals("report", str(report.state), changed)
    if reasons:
        raise Refused(*reasons)
    if values.get("response_rule") == DeadlineRule.EXECUTIVE and (
        report.review.body.nation != "england"
    ):
        raise Refused(_("The two months for the executive of a council hold in England alone."))
    with transaction.atomic():
        return save_changed(
            report,
            by=by,
            values=values,
            expected_version=expected_version,
            sentence=_("The text of the report was changed."),
        )


def move_report(
    *,
    report: Report,
    move: str,
    by: User,
    expected_version: int | None,
    reason: str = "",
    minute: Minute | None = None,
) -> Report:
    """Send an edition to members, take it back, or record that it was agreed."""
    sentence = {
        "send_to_members": _("The report was sent to the members."),
        "revise": _("The report was taken back for revision."),
        "agree": _("The report was agreed."),
    }.get(move, _("The report moved on."))
    if minute:
        sentence = f"{sentence} ({minute})"
    reasons = _agreement_refusals(report) if move == "agree" else []
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        return make_move(
            report,
            table=lifecycle.REPORT,
            name=move if move not in MADE_ELSEWHERE else "",
            by=by,
            roles=roles_for(by, report.review),
            expected_version=expected_version,
            sentence=sentence,
            unmet=minute_refusal(minute, report.review.body),
            reason=reason,
            values={"agreed_minute": minute} if move == "agree" else {},
        )


def _agreement_refusals(report: Report) -> list[str]:
    """What must be written before the text is frozen."""
    current = fresh(report)
    asking = current.review.recommendations.exclude(
        state__in=[Recommendation.State.WITHDRAWN, Recommendation.State.SUPERSEDED]
    )
    return agreement_refusals(
        has_summary=bool(current.summary.strip()),
        has_period=current.has_period,
        asks=asking.exists(),
    )


def embargo_report(
    *, report: Report, by: User, expected_version: int | None, publish_at: datetime | None
) -> Report:
    """Set the time at which an agreed edition is published by itself, as whoever set it.

    `publish_at` is an instant in the future. All that publishing needs is checked now and then.
    """
    unmet = {}
    if publish_at is None:
        unmet["time"] = _("Say when it is to be published: day and time.")
    elif publish_at <= clock.now():
        unmet["time"] = _("That time has passed. Choose a later one, or publish now.")
    refusals = report_refusals(report)
    if refusals:
        raise Refused(*refusals)
    with transaction.atomic():
        return make_move(
            report,
            table=lifecycle.REPORT,
            name="embargo",
            by=by,
            roles=roles_for(by, report.review),
            expected_version=expected_version,
            sentence=_("The report was set to be published at a fixed time."),
            unmet=unmet,
            values={"publish_at": publish_at, "publish_by": by},
        )


def report_refusals(report: Report) -> list[str]:
    """Why this edition may not be published yet; an empty list means that it may."""
    review = report.review
    reasons = publication_refusals(thread_of(review).edition(report))
    document = document_of(report)
    return reasons + leak_reasons(review, [_report_copy(review, document, files=())])


def report_copy_now(report: Report) -> Copy:
    """The public copy of an edition as it reads now, without its files."""
    return _report_copy(report.review, document_of(report), files=())


def document_of(report: Report) -> ReportDocument:
    """The document of an edition, counted to today; one not yet published says it is a draft."""
    body = report.review.body
    nation = cast("Nation", body.nation)
    return build_document(
        report,
        on=clock.today(),
        calendar=calendar_for(nation, body.slug),
        draft=report.published_at is None,
    )


def publish_report(*, report: Report, by: User, expected_version: int | None = None) -> Report:
    """Publish an edition: all of it, or nothing.

    In one transaction: agreed recommendations are issued with their references, each addressee is
    asked for a response and its clock starts, the review moves on, the last edition is replaced,
    the document is frozen as web page, PDF, JSON and CSV, and its public copies are released.

    Raises Refused with every reason at once, and Conflict when somebody changed it meanwhile.
    """
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=report.pk)
        review = Review.objects.select_related("body", "lead").get(pk=report.review_id)
        refusals = report_refusals(report)
        if refusals:
            raise Refused(*refusals)
        today = clock.today()
        published = make_move(
            report,
            table=lifecycle.REPORT,
            name="publish",
            by=by,
            roles=roles_for(by, review),
            expected_version=expected_version,
            sentence=_("Edition %s of the report was published.") % report.edition,
            unmet={},
            values={"published_at": clock.now()},
        )
        _replace_last_edition(published, by=by)
        _issue(published, by=by)
        if review.state == Review.State.AGREED:
            review = move_review(
                review=review, move="publish", by=by, expected_version=None, publishing=True
            )
        document = document_of(Report.objects.select_related("review__body").get(pk=report.pk))
        release_edition(
            review=Review.objects.select_related("body").get(pk=review.pk),
            report_copy=_report_copy(review, document, files=_files(document)),
            edition=published.edition,
            published_on=today,
            by=by,
            reason=published.edition_reason,
        )
        return published


def withdraw_report(
    *, report: Report, by: User, reason: str, expected_version: int | None = None
) -> Report:
    """Take a published edition back at once; its address says so, with the reason."""
    with transaction.atomic():
        withdrawn = make_move(
            report,
            table=lifecycle.REPORT,
            name="withdraw",
            by=by,
            roles=roles_for(by, report.review),
            expected_version=expected_version,
            sentence=_("Edition %s of the report was withdrawn.") % report.edition,
            unmet={},
            reason=reason,
        )
        withdraw_edition(review=report.review, edition=report.edition, by=by, reason=reason)
        return withdrawn


def publish_due_reports(now: datetime) -> int:
    """Publish the editions whose embargo has ended, each as whoever set it; returns how many.

    One that is refused stays under embargo, and the log says why, once.
    """
    done = 0
    due = Report.objects.filter(state=Report.State.EMBARGOED, publish_at__lte=now)
    for report in due.select_related("review__body", "publish_by").order_by("publish_at"):
        assert report.publish_by is not None  # set with the embargo
        try:
            publish_report(report=report, by=report.publish_by)
            done += 1
        except Refused as refusal:
            sentence = _("The report could not be published at the time set. %s") % refusal
            last = audit.last_sentence(report)
            if last != sentence:
                audit.record(report, act=audit.CHANGE, by=None, sentence=sentence)
    return done


def _replace_last_edition(report: Report, *, by: User) -> None:
    """The published edition before this one becomes a superseded one."""
    last = report.review.reports.filter(state=Report.State.PUBLISHED).exclude(pk=report.pk).first()
    if last is not None:
        make_move(
            last,
            table=lifecycle.REPORT,
            name="correct",
            by=by,
            roles=roles_for(by, report.review),
            expected_version=None,
            sentence=_("Edition %(old)s was replaced by edition %(new)s.")
            % {"old": last.edition, "new": report.edition},
            unmet={},
            reason=report.edition_reason,
        )


def _issue(report: Report, *, by: User) -> None:
    agreed = report.review.recommendations.filter(state=Recommendation.State.AGREED)
    for recommendation in agreed.select_related("review__body", "addressee").order_by("number"):
        issued = issue_recommendation(
            recommendation=recommendation, by=by, has_period=report.has_period
        )
        if issued.addressee is not None:
            request_response(
                review=report.review,
                addressee=issued.addressee,
                by=by,
                period_days=report.response_days or 0,
                rule=report.response_rule,
            )


def _report_copy(review: Review, document: ReportDocument, *, files: tuple[File, ...]) -> Copy:
    return Copy(
        kind=kinds.REPORT,
        key=str(review.key),
        body=review.body.slug,
        path=f"{review_path(review)}report/",
        title=review.title,
        happened_on=clock.today(),
        payload=document.as_payload(),
        files=files,
    )


def _files(document: ReportDocument) -> tuple[File, ...]:
    return (
        File("report.pdf", "application/pdf", render.pdf(document)),
        File("report.json", "application/json", render.json_bytes(document)),
        File("report.csv", "text/csv", render.csv_bytes(document)),
    )
