"""Calendars in RFC 5545: public and of one person."""
