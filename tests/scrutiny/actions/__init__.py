"""Actions of a body: entered, reported on, carried forward, closed, released."""
