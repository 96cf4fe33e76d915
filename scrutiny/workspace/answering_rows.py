"""One recommendation on the page of an answer: its form, what was said of it, what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shown import Status
from scrutiny.models import AnswerDraft, Recommendation, RecommendationResponse, Response
from scrutiny.operations import answering
from scrutiny.rules.answers import missing_in_answer
from scrutiny.workspace.answering_forms import AnswerForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_Verdict = RecommendationResponse.Verdict
_DECISION: Final = dict(RecommendationResponse.Decision.choices)
_MISSING: Final = {
    "decision": gettext_lazy("R%s: choose your decision"),
    "reason": gettext_lazy("R%s: give the reason"),
    "action": gettext_lazy("R%s: say what you have done or will do"),
    "owner": gettext_lazy("R%s: say who will do it"),
    "due_on": gettext_lazy("R%s: say by when"),
}


@dataclass(frozen=True)
class BothTexts:
    """One part of an answer that two people of the office have written differently."""

    label: str
    saved: str
    typed: str


@dataclass
class AnswerRow:
    """A recommendation with the answer to it. Without a form it can no longer be answered here."""

    recommendation: Recommendation
    form: AnswerForm | None
    status: Status
    is_whole: bool
    missing: tuple[str, ...]
    decision: RecommendationResponse | None
    draft: AnswerDraft | None
    in_welsh: bool
    both: list[BothTexts] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Its number in the review."""
        return self.recommendation.number

    @property
    def came_back(self) -> bool:
        """Whether the body found that the answer which was sent does not answer."""
        return self.decision is not None and self.decision.verdict == _Verdict.DOES_NOT_ANSWER

    def place_of(self, name: str) -> str:
        """The place of a part of the answer on the page."""
        first = "_0" if name == "decision" else ""
        return f"id_r{self.number}-{name}{first}"

    def show_both(self, saved: AnswerDraft) -> None:
        """Show what somebody else saved beside what was typed; saving again keeps the latter."""
        assert self.form is not None
        typed = self.form.texts
        mine = self.form.mine
        for name, value in typed.items():
            kept = getattr(saved, name)
            if name in mine and kept != value:
                label = str(self.form.fields[name].label)
                self.both.append(BothTexts(label, _shown(kept), _shown(value)))
        initial = {name: getattr(saved, name) for name in typed} | mine
        self.form = AnswerForm(
            initial={**initial, "expected_version": saved.version},
            prefix=f"r{self.number}",
            in_welsh=self.in_welsh,
        )
        for name in mine:
            # Compared with what was saved, so that saving again writes it.
            self.form.fields[name].show_hidden_initial = False
        self.draft = saved


def row_of(response: Response, one: Recommendation, data: Any = None) -> AnswerRow:
    """A recommendation as the page shows it; with `data` the form is bound."""
    draft: AnswerDraft | None = getattr(one, "answer_draft", None)
    decision: RecommendationResponse | None = getattr(one, "decision", None)
    written = answering.written(one)
    in_welsh = bool(one.text_cy)
    form = None
    if response.state in answering.OPEN_STATES and one.state in answering.ANSWERABLE:
        form = AnswerForm(
            data,
            initial={**written, "expected_version": draft.version if draft else 0},
            prefix=f"r{one.number}",
            in_welsh=in_welsh,
        )
    is_whole = answering.is_whole(one)
    missing = missing_in_answer(**{name: written[name] for name in _MISSING})
    return AnswerRow(
        recommendation=one,
        form=form,
        status=_status(
            written["decision"], is_open=form is not None, is_whole=is_whole, is_back=not missing
        ),
        is_whole=is_whole,
        missing=missing,
        decision=decision,
        draft=draft,
        in_welsh=in_welsh,
    )


def missing_places(rows: list[AnswerRow]) -> list[tuple[str, str]]:
    """What is missing before the answer can be sent, each with its place on the page."""
    found: list[tuple[str, str]] = []
    for row in rows:
        if row.form is None:
            continue
        found += [(row.place_of(name), str(_MISSING[name]) % row.number) for name in row.missing]
        if row.came_back and not row.missing and not row.is_whole:
            told = _("R%s: this answer came back and has not been changed")
            found.append((row.place_of("reason"), told % row.number))
    return found


def _status(decision: str, *, is_open: bool, is_whole: bool, is_back: bool) -> Status:
    word: StrOrPromise = _DECISION.get(decision, "")
    if not is_open:
        return Status(word or _("Not answered"), "done" if word else "problem")
    if is_whole:
        return Status(_("Ready to be sent: %s") % str(word).lower(), "done")
    if is_back:
        return Status(_("Came back: to be changed"), "problem")
    return Status(_("Begun") if decision else _("Not written yet"), "waiting")


def _shown(value: Any) -> str:
    if value in (None, ""):
        return _("(empty)")
    if hasattr(value, "year"):
        return str(date_format(value, "l j F Y"))
    return str(_DECISION.get(value, value))
