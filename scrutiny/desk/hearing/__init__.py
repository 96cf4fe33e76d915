"""Planned questions, hearings and information requests on the desk of a review."""
