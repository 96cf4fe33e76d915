"""Atom feeds (RFC 4287) of what was published: nothing is asked but released records."""
