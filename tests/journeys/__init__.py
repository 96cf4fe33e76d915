"""Journeys in a real browser: what a person sets out to do, from the first page to the last."""
