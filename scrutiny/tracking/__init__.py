"""The typed public tables of the trackers and of the thread: written, searched, paged."""
