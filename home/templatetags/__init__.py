"""Tags of the front page."""
