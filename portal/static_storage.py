"""Static files of production: names with a hash, compressed once."""

from __future__ import annotations

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for ever-lasting caches, compressed with gzip only.

    Brotli at its highest level takes ten times as long for Wagtail's scripts (about a minute)
    and saves an eighth; whoever wants it lets the web server in front do it.
    """

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Return WhiteNoise's compressor without brotli."""
        return Compressor(use_brotli=False, **kwargs)
