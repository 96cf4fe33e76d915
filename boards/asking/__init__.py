"""Asking for a published paper in another format: the public form (docs/other-formats.md)."""
