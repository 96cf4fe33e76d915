"""Parts of pages that this process has drawn before: docs/page-cache.md.

A page that is made anew after a release is mostly made of parts that did not change: the items of
an agenda, the rows of a tracker, the text of a report. What such a part looks like follows from
the values that it was given, so the values themselves are the key. Whoever asks for a part has
read these values now; nothing withdrawn and nothing private can come from here to somebody who
does not hold it already.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

__all__ = ["drawn", "forget_drawn"]

_MOST: Final = 2_000
_LARGEST: Final = 512 * 1024
"""Characters of one part: more is drawn each time."""

_known: Final[OrderedDict[bytes, SafeString]] = OrderedDict()
_lock: Final = Lock()


def drawn(name: str, values: object, draw: Callable[[], SafeString]) -> SafeString:
    """The markup of the part `name` with these values, drawn now or before.

    `draw` uses nothing but the language and `values`, which can be pickled. Of many parts those
    asked for longest ago are forgotten.
    """
    if settings.DEBUG:  # a template may have changed
        return draw()
    asked = pickle.dumps((name, get_language(), values), protocol=5)
    key = hashlib.blake2b(asked, digest_size=20).digest()
    with _lock:
        found = _known.get(key)
        if found is not None:
            _known.move_to_end(key)
            return found
    found = draw()
    if len(found) <= _LARGEST:
        with _lock:
            _known[key] = found
            while len(_known) > _MOST:
                _known.popitem(last=False)
    return found


def forget_drawn() -> None:
    """Forget every part; for tests."""
    with _lock:
        _known.clear()
