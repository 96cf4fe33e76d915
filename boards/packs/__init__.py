"""Packs: what may be in one, and the proof that nothing else is."""
