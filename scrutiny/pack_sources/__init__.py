"""Papers of a meeting that are made from records of this app."""
