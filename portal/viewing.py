"""Who may see what: one rule for each kind of thing, asked by everything that shows one.

A rule is a queryset: the rows that somebody may see. `visible` returns them, `may_see` and `find`
look for one row among them; so a list, a page and a download can never disagree, and looking for
what is not there costs the same as looking for what is not for you. A kind without a rule is shown
to nobody. The floor does not know the kinds: the apps register them (`register_viewing`).

A view says with `asks` what it shows. It is then marked for the test that walks every address; it
fails rather than answer without having asked; and what it found by `find` is logged where the rule
calls it restricted, so that no view can forget that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from portal import audit, clock
from portal.access import AnyModel, Visitor, note_question, questions, rows_for, scoped_models
from portal.models import LogEntry

if TYPE_CHECKING:
    from portal.models import User

ViewT = TypeVar("ViewT", bound=Callable[..., Any])
#: The mark that `asks` leaves on a view.
MARK: Final = "asks_about"
_FOUND: Final = "_found_private"


class NeverAskedError(AssertionError):
    """A view answered without asking who may see what it shows."""


@dataclass(frozen=True)
class ViewingRule:
    """Who sees the rows of one kind, which of them are restricted, and how seeing them is logged.

    `rows` gives the rows that a person may see, who is signed in and switched on. `subject` is the
    record under which an opening is logged, `sentence` its words; with `once_a_day` one opening a
    day is logged for each person and subject, for things that a screen shows by the dozen.
    """

    rows: Callable[[User], QuerySet[Any]]
    is_restricted: Callable[[Any], bool]
    sentence: Callable[[Any], str]
    subject: Callable[[Any], Model]
    act: str
    once_a_day: bool


_rules: dict[type[Model], ViewingRule] = {}


def register_viewing(
    model: type[AnyModel],
    rows: Callable[[User], QuerySet[AnyModel]],
    *,
    is_restricted: Callable[[AnyModel], bool] = lambda _row: False,
    sentence: Callable[[AnyModel], str] = str,
    subject: Callable[[AnyModel], Model] = lambda row: row,
    act: str = audit.VIEW,
    once_a_day: bool = False,
) -> None:
    """Say who may see the rows of a kind; an app does so at start-up, once for each kind."""
    _rules[model] = ViewingRule(rows, is_restricted, sentence, subject, act, once_a_day)


def _plain(rows: Callable[[User], QuerySet[Any]]) -> ViewingRule:
    return ViewingRule(rows, lambda _row: False, str, lambda row: row, audit.VIEW, False)


def rule_of(model: type[Model]) -> ViewingRule | None:
    """The rule of a kind, or of what it inherits from; None for a kind that nobody may see.

    A record that belongs to a body (`register_scope`) and has no rule of its own is for the
    officers of that body.
    """
    found = next((_rules[one] for one in model.__mro__ if one in _rules), None)
    if found is None and model in scoped_models():
        return _plain(officers_see(model))
    return found


def visible(visitor: Visitor, model: type[AnyModel]) -> QuerySet[AnyModel]:
    """The rows of a kind that somebody may see; none without a rule, none for strangers."""
    note_question(model)
    rule = rule_of(model)
    if rule is None or not visitor.is_authenticated or not visitor.is_active:
        nothing: QuerySet[AnyModel] = model._base_manager.none()
        return nothing
    return rule.rows(visitor)


def may_see(visitor: Visitor, thing: Model) -> bool:
    """Whether somebody may see one thing. What is not stored yet is nobody's to see."""
    if thing.pk is None:
        return False
    return visible(visitor, type(thing)).filter(pk=thing.pk).exists()


def find(request: HttpRequest, model: type[AnyModel], **where: Any) -> AnyModel:
    """The one row that the address names, among those that the person may see.

    Raises Http404 for what is not there and for what is not for them alike, after the same work. A
    view under `asks` logs the refusal, or the opening of what was found.
    """
    row = visible(request.user, model).filter(**where).first()
    if row is None:
        raise Http404
    note_found(request, row)
    return row


def note_found(request: HttpRequest, *things: Model) -> None:
    """Say what a view under `asks` is about to show, so that its opening is logged."""
    request.__dict__.setdefault(_FOUND, []).extend(things)


def officers_see(model: type[AnyModel]) -> Callable[[User], QuerySet[AnyModel]]:
    """The plain rule of a record: those see it who hold an office in its body."""
    return lambda user: rows_for(user, model)


def _log_refusal(request: HttpRequest) -> None:
    """The same line and row for what is not there and for what is not for the person."""
    match = request.resolver_match
    audit.refused(
        by=request.user if request.user.is_authenticated else None,
        address=(match.view_name if match else "") or "",
        method=request.method or "",
        parameters=match.kwargs if match else {},
    )


def opened(visitor: Visitor, thing: Model) -> None:
    """Log that somebody opened a thing, where the rule of its kind calls it restricted."""
    rule = rule_of(type(thing))
    if rule is None or not visitor.is_authenticated or not rule.is_restricted(thing):
        return
    subject = rule.subject(thing)
    if rule.once_a_day:
        midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        seen = LogEntry.objects.for_instance(subject).filter(
            action=rule.act, user=visitor, timestamp__gte=midnight
        )
        if seen.exists():
            return
    audit.record(subject, act=rule.act, by=visitor, sentence=rule.sentence(thing))


def asks(*models: type[Any]) -> Callable[[ViewT], ViewT]:
    """Mark a view, or a class of views, with the kinds that it shows.

    What the view answers with 404 or 403 is logged as a refusal. An answer (status 200) that was
    made without `visible`, `may_see`, `find` or `rows_for` for each of the kinds is not sent: the
    view raises NeverAskedError instead. A screen that shows no rows of one kind, and goes by the
    roles in a body, asks about `access.BodyRoles`.
    """

    def mark(view: ViewT) -> ViewT:
        if not isinstance(view, type):
            return cast("ViewT", guarded(view, *models))
        plain: Any = view.as_view.__func__  # type: ignore[attr-defined]

        def as_view(cls: Any, /, **initial: Any) -> Callable[..., HttpResponseBase]:
            return guarded(plain(cls, **initial), *getattr(cls, MARK))

        setattr(view, MARK, models)
        setattr(view, "as_view", classmethod(as_view))  # noqa: B010
        return cast("ViewT", view)

    return mark


def guarded(
    view: Callable[..., HttpResponseBase], *models: type[Any]
) -> Callable[..., HttpResponseBase]:
    """What `asks` does to a view; for classes that know their kinds only when they are mounted."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with questions() as asked:
            try:
                response = view(request, *args, **kwargs)
            except (Http404, PermissionDenied):
                _log_refusal(request)
                raise
        if response.status_code == 200 and not asked.issuperset(models):
            response.close()
            raise NeverAskedError(f"{request.path} shows {models} and asked about {asked}.")
        if response.status_code == 200 and request.method == "GET":
            for thing in request.__dict__.pop(_FOUND, []):
                opened(request.user, thing)
        return response

    setattr(inner, MARK, models)
    return inner
