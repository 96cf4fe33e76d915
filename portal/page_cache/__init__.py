"""Whole public pages, kept for every reader: docs/page-cache.md."""

from __future__ import annotations

from portal.page_cache.listed import Listed, listed, register_cached

__all__ = ["Listed", "listed", "register_cached"]
