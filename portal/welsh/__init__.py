"""Public pages in Welsh, below the prefix `/cy/`: docs/welsh.md."""

from __future__ import annotations

from portal.welsh.language import LANGUAGE, PREFIX, is_welsh

__all__ = ["LANGUAGE", "PREFIX", "is_welsh"]
