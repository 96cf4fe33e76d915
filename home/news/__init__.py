"""News that editors write: their pages, their list, and the newest of them elsewhere."""
