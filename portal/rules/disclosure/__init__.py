"""The disclosure gate's rules: what identifies a child or a private person, and how grave it is.

What reads files apart needs `facts` alone, and starts for each of them: so the recognisers, with
the tables of telephone numbers behind them, are loaded when they are first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from portal.rules.disclosure.known import Known
    from portal.rules.disclosure.recognise import concerns
    from portal.rules.disclosure.watch import WatchList
    from portal.rules.disclosure.word_forms import (
        can_be_watched,
        cleaned_entry,
        forms_of,
        main_form,
    )

_MODULES: Final = {
    "Known": "known",
    "WatchList": "watch",
    "can_be_watched": "word_forms",
    "cleaned_entry": "word_forms",
    "concerns": "recognise",
    "forms_of": "word_forms",
    "main_form": "word_forms",
}

__all__ = [
    "Known",
    "WatchList",
    "can_be_watched",
    "cleaned_entry",
    "concerns",
    "forms_of",
    "main_form",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for; AttributeError where there is no such name."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
