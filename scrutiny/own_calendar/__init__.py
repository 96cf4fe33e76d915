"""The calendar of one person: meetings of their bodies, and days on which they owe something."""
