"""Rules of reviews and what follows from them: pure functions over values."""
