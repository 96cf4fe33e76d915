"""The actions of a body as its logs may speak of them, and which of them a row of a log means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from scrutiny.models import Action, ImportedAction, ProgressUpdate
from scrutiny.rules.action_log import LogRow
from scrutiny.rules.action_log_match import LIKE, likeness, mark_of, words_of
from scrutiny.rules.actions import OPEN_STATES
from scrutiny.rules.source_rows import same_text

if TYPE_CHECKING:
    from boards.models import ScrutinyBody

__all__ = ["Found", "Known", "KnownActions"]

_BY_REFERENCE: Final = 0.5
"""With the same reference, texts need be no more alike than this."""
_OTHER_TOPIC: Final = 0.85
"""Under another topic, texts have to be as alike as this."""


@dataclass
class Known:
    """One action of the body, with what earlier logs said of it."""

    action: Action
    rows: list[ImportedAction] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    @property
    def last(self) -> ImportedAction | None:
        """The row of the log that was imported last."""
        return self.rows[-1] if self.rows else None

    @property
    def is_open(self) -> bool:
        """Whether it is neither closed nor cancelled."""
        return str(self.action.state) in OPEN_STATES

    @property
    def text(self) -> str:
        """Its words in the last log, or here."""
        return self.last.text if self.last else self.action.text

    @property
    def topic(self) -> str:
        """Its topic in the last log."""
        return self.last.topic if self.last else ""


@dataclass(frozen=True)
class Found:
    """An action that a row means; `is_sure` where it says the same words."""

    known: Known
    is_sure: bool


class KnownActions:
    """All actions of a body. Each is given to one row only."""

    def __init__(self, body: ScrutinyBody) -> None:
        actions = Action.objects.filter(body=body).select_related("owner").order_by("pk")
        self._by_pk = {one.pk: Known(one) for one in actions}
        rows = ImportedAction.objects.filter(action__body=body).select_related("log")
        for row in rows.order_by("log__done_at", "log_id", "number"):
            if row.action_id in self._by_pk:
                self._by_pk[row.action_id].rows.append(row)
        updates = ProgressUpdate.objects.filter(action__body=body)
        for pk, text in updates.values_list("action_id", "text"):
            if pk in self._by_pk:
                self._by_pk[pk].told.add(same_text(text))
        self._by_mark: dict[str, list[Known]] = defaultdict(list)
        self._by_reference: dict[str, list[Known]] = defaultdict(list)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for one in self._by_pk.values():
            self._index(one)
        self._taken: set[int] = set()

    def _index(self, one: Known) -> None:
        marks = {row.mark for row in one.rows} | {mark_of("", one.action.text)}
        for mark in marks:
            self._by_mark[mark].append(one)
        for reference in {same_text(row.reference) for row in one.rows if row.reference}:
            self._by_reference[reference].append(one)
        for word in words_of(one.text):
            self._by_word[word].add(one.action.pk)

    def __getitem__(self, pk: int) -> Known:
        return self._by_pk[pk]

    def __contains__(self, pk: int) -> bool:
        return pk in self._by_pk

    def take(self, pk: int) -> None:
        """Say that a row means this action, so that no other does."""
        self._taken.add(pk)

    def by_words(self, row: LogRow) -> Known | None:
        """The action that has the very words of a row, under the same topic and reference."""
        marks = [mark_of(row["topic"], row["text"]), mark_of("", full_text(row))]
        found = [one for mark in dict.fromkeys(marks) for one in self._by_mark.get(mark, ())]
        free = [one for one in found if one.action.pk not in self._taken]
        same = [one for one in free if _same_reference(one, row)]
        return next(iter(same or [one for one in free if one.is_open]), None)

    def with_reference(self, reference: str) -> list[Known]:
        """The actions that an earlier log gave this reference."""
        return list(self._by_reference.get(same_text(reference), ())) if reference else []

    def alike(self, row: LogRow) -> Known | None:
        """The action that a row probably means: by its reference, or by words much like its own."""
        for one in self.with_reference(row["reference"]):
            if one.action.pk not in self._taken and (
                likeness(words_of(one.text), words_of(row["text"])) >= _BY_REFERENCE
            ):
                return one
        if row.standing == "new":
            return None
        words = words_of(row["text"])
        near = {pk for word in words if len(word) > 3 for pk in self._by_word.get(word, ())}
        best: tuple[float, int] = (0.0, 0)
        for pk in sorted(near - self._taken):
            one = self._by_pk[pk]
            score = likeness(words_of(one.text), words) if one.is_open else 0.0
            if score > best[0] and score >= _least(one, row):
                best = (score, pk)
        return self._by_pk[best[1]] if best[1] else None


def full_text(row: LogRow) -> str:
    """The text that an action gets: the log's, with the topic before it."""
    topic = " ".join(row["topic"].split())
    return f"{topic}: {row['text']}" if topic else row["text"]


def _same_reference(one: Known, row: LogRow) -> bool:
    told = {same_text(known.reference) for known in one.rows if known.reference}
    return not told or not row["reference"] or same_text(row["reference"]) in told


def _least(one: Known, row: LogRow) -> float:
    if not one.topic or not row["topic"]:
        return LIKE
    same = likeness(words_of(one.topic), words_of(row["topic"])) >= _BY_REFERENCE
    return LIKE if same else _OTHER_TOPIC
