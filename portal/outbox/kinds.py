"""The kinds of letter, and which of them one may do without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from portal.models import OutboxLetter

__all__ = ["LetterKind", "WriteLate", "Written", "kind_named", "register_kind"]


@dataclass(frozen=True)
class Written:
    """A letter that is put into words when it goes: whose name it bears (`body`), how it is
    stopped by one click, and where its reader chooses; the last two are addresses in full."""

    subject: str
    text: str
    body: str
    stop: str
    choose: str


#: Puts a posted letter into words at the moment of sending; None when nothing is left to say.
WriteLate = Callable[["OutboxLetter"], Written | None]


@dataclass(frozen=True)
class LetterKind:
    """What people call a kind, whether one may unsubscribe from it, and whether its text opens a
    door: the text of a letter with a secret link is removed as soon as the letter has gone.

    With `write_late` the posted text only names what the letter is about: it is put into words
    with each attempt to send it, so that nothing goes out that was withdrawn meanwhile."""

    name: str
    label: str | _StrPromise
    may_unsubscribe: bool
    is_secret: bool = False
    write_late: WriteLate | None = None


_kinds: dict[str, LetterKind] = {}


def register_kind(
    name: str,
    *,
    label: str | _StrPromise,
    may_unsubscribe: bool,
    is_secret: bool = False,
    write_late: WriteLate | None = None,
) -> LetterKind:
    """Add a kind of letter; an app does so when it starts. Raises ValueError for a taken name."""
    kind = LetterKind(name, label, may_unsubscribe, is_secret, write_late)
    taken = _kinds.setdefault(name, kind)
    if (taken.may_unsubscribe, taken.is_secret) != (may_unsubscribe, is_secret):
        raise ValueError(f"There is another kind of letter '{name}' already.")
    return taken


def kind_named(name: str) -> LetterKind:
    """The kind of this name; raises ValueError for one that nobody registered."""
    try:
        return _kinds[name]
    except KeyError:
        raise ValueError(f"'{name}' is no registered kind of letter.") from None


register_kind(
    "invitation", label=_("invitations to sign in"), may_unsubscribe=False, is_secret=True
)
register_kind("security", label=_("the safety of your account"), may_unsubscribe=False)
register_kind("password", label=_("a new password"), may_unsubscribe=False, is_secret=True)
register_kind(
    "link", label=_("links to answer without an account"), may_unsubscribe=False, is_secret=True
)
register_kind("alone", label=_("things for one person alone"), may_unsubscribe=False)
register_kind("reminder", label=_("reminders of what is due"), may_unsubscribe=True)
register_kind("notice", label=_("news of your work"), may_unsubscribe=True)
