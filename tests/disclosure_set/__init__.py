"""A labelled set for the disclosure gate: data of nobody, and what only looks like them."""
