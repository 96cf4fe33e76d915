"""Something that is done again and again beside the worker's jobs: its beat and its tick."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from django.db import close_old_connections, connections

logger = logging.getLogger(__name__)

PATIENCE: Final = 5.0
"""How long to wait, in seconds, for the action at hand when the worker stops."""


class Repeating(threading.Thread):
    """Calls `action` every `seconds`, beginning at once, for as long as the `with` block runs.

    A failing action is logged and called again next time; a connection that the database has
    cut is replaced before each call.
    """

    def __init__(self, action: Callable[[], object], *, seconds: float) -> None:
        super().__init__(name=getattr(action, "__name__", "repeating"), daemon=True)
        self._action = action
        self._seconds = seconds
        self._stopping = threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self.join(PATIENCE)

    def run(self) -> None:
        """Repeat until told to stop; then give the connection back."""
        try:
            self._once()
            while not self._stopping.wait(self._seconds):
                self._once()
        finally:
            connections.close_all()

    def _once(self) -> None:
        close_old_connections()
        try:
            self._action()
        except Exception:
            logger.exception("The worker's %s failed; it is tried again", self.name)
        finally:
            close_old_connections()
