"""The words of the desk: verbs on buttons and sentences for gaps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from scrutiny.rules.gaps import Gap

ENTRY_VERBS = {
    "adopt": _("Adopt into the work programme"),
    "schedule": _("Schedule for a meeting"),
    "carry_over": _("Carry over"),
    "complete": _("Mark as completed"),
    "drop": _("Drop"),
}
REVIEW_VERBS = {
    "scope": _("Record that the scope was agreed"),
    "open_evidence": _("Open the gathering of evidence"),
    "start_drafting": _("Start drafting the report"),
    "reopen_evidence": _("Go back to gathering evidence"),
    "consult": _("Send the draft out for consultation"),
    "redraft": _("Go back to drafting"),
    "agree": _("Record that the report was agreed"),
    "record_response": _("Record that the response is complete"),
    "track": _("Start tracking progress"),
    "close": _("Close the review with a minute"),
    "withdraw": _("Withdraw the review"),
}
LINE_VERBS = {
    "agree": _("Record that it was agreed"),
    "open": _("Open the enquiry"),
    "answer": _("Mark as answered"),
    "answer_in_part": _("Mark as partly answered"),
    "leave_unanswered": _("Leave unanswered"),
    "reopen": _("Open again"),
    "revise": _("Make a new version"),
    "drop": _("Drop"),
}
EVIDENCE_VERBS = {
    "receive": _("Mark as received"),
    "verify": _("Mark as verified"),
    "accept": _("Accept"),
    "withdraw": _("Withdraw"),
}
REPORT_VERBS = {
    "send_to_members": _("Send to the members"),
    "revise": _("Take back for revision"),
    "agree": _("Record that this edition was agreed"),
    "embargo": _("Publish at a set time"),
    "publish": _("Publish the report"),
    "withdraw": _("Withdraw this edition"),
}
RECOMMENDATION_VERBS = {
    "agree": _("Record that it was agreed"),
    "discard": _("Discard"),
    "revise_decision": _("Take the decision back"),
    "start": _("Mark as begun"),
    "claim_implemented": _("Report as done"),
    "send_back": _("Send back"),
    "close_implemented": _("Close as done, with a minute"),
    "close_not_implemented": _("Close as not done, with a minute"),
    "close_overtaken": _("Close as overtaken, with a minute"),
    "reopen": _("Open again"),
    "supersede": _("Replace by a new recommendation"),
}
RESPONSE_VERBS = {
    "receive": _("Mark as received"),
    "return": _("Return as incomplete"),
    "accept_complete": _("Accept as complete"),
    "publish": _("Publish the response"),
}
ACTION_VERBS = {
    "start": _("Mark as begun"),
    "claim_complete": _("Report as done"),
    "send_back": _("Send back"),
    "close": _("Close with a minute"),
    "cancel": _("Cancel with a minute"),
    "reopen": _("Open again"),
}

#: Reasons that everybody will read, by kind of record and move. All others stay in the log.
PUBLIC_REASONS = {
    ("line_of_enquiry", "leave_unanswered"): _(
        "It is printed in the report in place of an answer. Name nobody."
    ),
    ("report", "withdraw"): _(
        "It is shown to everybody at the address of this edition. Name nobody."
    ),
    ("recommendation", "close_not_implemented"): _(
        "It is published with the recommendation. Name nobody."
    ),
    ("recommendation", "close_overtaken"): _(
        "It is published with the recommendation. Name nobody."
    ),
}


def gap_sentence(gap: Gap) -> str:
    """What is missing, as a sentence: “Two findings cite no evidence (finding 2, finding 5)”."""
    count = gap.count
    sentence = {
        "line_not_agreed": ngettext(
            "One line of enquiry has not been agreed",
            "%(count)s lines of enquiry have not been agreed",
            count,
        ),
        "line_without_evidence": ngettext(
            "One line of enquiry has no evidence",
            "%(count)s lines of enquiry have no evidence",
            count,
        ),
        "line_without_finding": ngettext(
            "One line of enquiry has no finding",
            "%(count)s lines of enquiry have no finding",
            count,
        ),
        "line_without_conclusion": ngettext(
            "One answered line of enquiry has no conclusion",
            "%(count)s answered lines of enquiry have no conclusion",
            count,
        ),
        "evidence_not_accepted": ngettext(
            "One item of evidence has not been accepted",
            "%(count)s items of evidence have not been accepted",
            count,
        ),
        "evidence_unused": ngettext(
            "One item of evidence is cited by no finding",
            "%(count)s items of evidence are cited by no finding",
            count,
        ),
        "restriction_without_reason": ngettext(
            "One item of evidence is restricted without a reason",
            "%(count)s items of evidence are restricted without a reason",
            count,
        ),
        "finding_without_evidence": ngettext(
            "One finding cites no evidence", "%(count)s findings cite no evidence", count
        ),
        "recommendation_without_finding": ngettext(
            "One recommendation rests on no finding",
            "%(count)s recommendations rest on no finding",
            count,
        ),
        "recommendation_without_addressee": ngettext(
            "One recommendation is addressed to nobody",
            "%(count)s recommendations are addressed to nobody",
            count,
        ),
        "recommendation_without_measure": ngettext(
            "One recommendation does not say what good looks like",
            "%(count)s recommendations do not say what good looks like",
            count,
        ),
    }[gap.code]
    named = ", ".join(gap.labels[:6]) + (" …" if count > 6 else "")
    return f"{sentence % {'count': spelled(count)} if count > 1 else sentence} ({named})"


_NUMBERS = ("", _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"))


def spelled(count: int) -> str:
    """A small number as a word to begin a sentence with."""
    return str(_NUMBERS[count]) if count < len(_NUMBERS) else str(count)
