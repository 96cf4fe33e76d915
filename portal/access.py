"""Who may act for which body, and which body a row belongs to. The one place that decides.

The floor does not know bodies. Higher apps say, when they start, how a row's body is found
(`register_scope`) and which roles a person holds in which body (`register_role_source`). A row
whose model nobody registered belongs to no body and is shown to no one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from django.db.models import Model, Q, QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.models.users import User


#: Whoever is looking, signed in or not.
Visitor: TypeAlias = "User | AnonymousUser"

AnyModel = TypeVar("AnyModel", bound=Model)

#: Roles that work in the admin for their body.
OFFICE_ROLES: frozenset[str] = frozenset({"clerk", "proper_officer", "admin"})


class RoleSource(Protocol):
    """Answers which roles a person holds today, by the permanent slug of the body."""

    def __call__(self, user: User) -> dict[str, frozenset[str]]: ...


class BodyRoles:
    """Stands for the question which roles somebody holds, where a screen goes by these alone."""


@dataclass(frozen=True)
class Scope:
    """How the body of a row is found: in Python, and as lookups for the database."""

    body_of: Callable[[Model], str]
    lookups: tuple[str, ...]
    #: Rows that no role opens, whatever the body: they are for somebody alone.
    apart: Q | None = None


_scopes: dict[type[Model], Scope] = {}
_role_sources: list[RoleSource] = []
_body_names: list[Callable[[], dict[str, str]]] = []
_questions: ContextVar[set[type[Any]] | None] = ContextVar("questions", default=None)


def register_scope(model: type[Model], lookup: str, *others: str, apart: Q | None = None) -> None:
    """Say which body a row of `model` belongs to.

    `lookup` is the path from the row to the body's permanent slug, such as `review__body__slug`;
    the same path serves the database and Python. A row that hangs from one of several records has
    one lookup for each: the first that leads anywhere counts. `apart` names rows that `rows_for`
    gives to nobody: they are for one person, by a rule of their own (`portal.viewing`).
    """
    lookups = (lookup, *others)

    def body_of_row(row: Model) -> str:
        return next(filter(None, (_follow(row, path) for path in lookups)), "")

    _scopes[model] = Scope(body_of=body_of_row, lookups=lookups, apart=apart)


def _follow(row: Model, path: str) -> str:
    """The text at the end of a path; empty when a link on the way is."""
    value: object = row
    for part in path.split("__"):
        value = getattr(value, part, None)
        if value is None:
            return ""
    return str(value)


def scoped_models() -> dict[type[Model], Scope]:
    """All models whose rows belong to a body."""
    return dict(_scopes)


def register_role_source(source: RoleSource) -> None:
    """Say where roles are kept."""
    if source not in _role_sources:
        _role_sources.append(source)


def register_body_names(source: Callable[[], dict[str, str]]) -> None:
    """Say where the names of all bodies are found, by permanent slug."""
    if source not in _body_names:
        _body_names.append(source)


def body_names() -> dict[str, str]:
    """The names of all bodies by permanent slug, in the order of the alphabet."""
    names = {slug: name for source in _body_names for slug, name in source().items()}
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold()))


def body_of(row: Model) -> str:
    """The permanent slug of the body that a row belongs to; empty when it belongs to none."""
    for model in type(row).__mro__:
        scope = _scopes.get(model)
        if scope is not None:
            return scope.body_of(row)
    return ""


def roles_of(user: Visitor) -> dict[str, frozenset[str]]:
    """Roles of a person today, by body. Nobody signed in, or switched off: none at all."""
    note_question(BodyRoles)
    if not user.is_authenticated or not user.is_active:
        return {}
    found: dict[str, frozenset[str]] = {}
    for source in _role_sources:
        for body, roles in source(user).items():
            found[body] = found.get(body, frozenset()) | roles
    return found


def roles_in(user: Visitor, body: str) -> frozenset[str]:
    """Roles of a person in one body today."""
    return roles_of(user).get(body, frozenset())


def bodies_of(user: Visitor, roles: frozenset[str] = OFFICE_ROLES) -> frozenset[str]:
    """Slugs of the bodies in which a person holds one of `roles`. None found means none."""
    return frozenset(body for body, held in roles_of(user).items() if held & roles)


def rows_for(
    user: Visitor, model: type[AnyModel], roles: frozenset[str] = OFFICE_ROLES
) -> QuerySet[AnyModel]:
    """The rows of a model that a person may work with: those of their own bodies, or none.

    Administrators of the portal are no clerks: they too see the records of a body only through a
    role in it. An unregistered model gives no rows.
    """
    note_question(model)
    scope = _scopes.get(model)
    rows: QuerySet[AnyModel] = model._base_manager.all()
    if scope is None:
        return rows.none()
    bodies = bodies_of(user, roles)
    own = Q()
    for path in scope.lookups:
        own |= Q(**{f"{path}__in": bodies})
    found = rows.filter(own)
    return found if scope.apart is None else found.exclude(scope.apart)


@contextmanager
def questions() -> Iterator[set[type[Any]]]:
    """The kinds of row that are asked about while something is at work."""
    asked: set[type[Any]] = set()
    token = _questions.set(asked)
    try:
        yield asked
    finally:
        _questions.reset(token)


def note_question(model: type[Any]) -> None:
    """Note that somebody asked whose the rows of a kind are, or which roles somebody holds."""
    asked = _questions.get()
    if asked is not None:
        asked.add(model)
