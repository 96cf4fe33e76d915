"""Rules of bodies and meetings: pure functions over values."""
