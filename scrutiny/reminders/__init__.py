"""Reminders of what is due: one letter for each person and run, of each occasion once.

docs/reminders.md says who is told of what, and when.
"""
