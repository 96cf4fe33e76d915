"""A published paper as a web page, made from what its PDF says (docs/reading-versions.md)."""
