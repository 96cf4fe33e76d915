"""A cache that may fail without anybody noticing more than that pages are slower.

Nothing in a cache is the only copy of anything. So a cache that is down, was flushed or holds
rubbish must never make a page fail: what cannot be read is missing, what cannot be written is
let go, and the log says so.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.utils.module_loading import import_string

_log = logging.getLogger("portal.cache")


class ForgivingCache(BaseCache):
    """Puts every call through to the back end named by `INNER`, and survives its faults."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = dict(params.get("OPTIONS", {}))
        inner: Callable[[str, dict[str, Any]], BaseCache] = import_string(options.pop("INNER"))
        self._inner = inner(location, {**params, "OPTIONS": options})

    def _tried(self, fallback: Any, name: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(self._inner, name)(*args, **kwargs)
        except Exception as fault:  # noqa: BLE001  # a back end, a network, a damaged file: anything
            _log.warning("The cache failed at “%s”: %s", name, type(fault).__name__)
            return fallback

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or `default` when there is none that can be read."""
        return self._tried(default, "get", key, default, version=version)

    def set(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Keep a value if that is possible."""
        self._tried(None, "set", key, value, timeout, version=version)

    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep a value that is not there yet; False when it was not kept."""
        return bool(self._tried(False, "add", key, value, timeout, version=version))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep a value longer; False when it was not there."""
        return bool(self._tried(False, "touch", key, timeout, version=version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Let a value go; False when it was not there."""
        return bool(self._tried(False, "delete", key, version=version))

    def clear(self) -> None:
        """Let everything go."""
        self._tried(None, "clear")

    def close(self, **kwargs: Any) -> None:
        """End the connection to a service, if there is one."""
        self._tried(None, "close", **kwargs)
