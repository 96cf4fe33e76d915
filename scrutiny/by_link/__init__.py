"""Answering without an account: what a link may be about, and the page that it opens."""
