"""The demonstration as it is built: read by tests, and served to journeys in a browser."""
