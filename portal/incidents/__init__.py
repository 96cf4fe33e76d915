"""When personal data went out: the record of it, who got it, and the note that is due.

docs/incidents.md says how the parts hang together.
"""
