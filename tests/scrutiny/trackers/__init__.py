"""The public trackers: their tables, filters and pages."""
