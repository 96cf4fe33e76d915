"""The screens of the disclosure gate: what was found, its place, and clearing it with a reason."""
