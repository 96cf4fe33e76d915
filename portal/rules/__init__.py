"""Rules shared by all apps: pure functions over values."""
