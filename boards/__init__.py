"""Bodies, people, roles, meetings and papers."""
