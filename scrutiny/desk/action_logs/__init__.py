"""Importing action logs: upload, columns, owners and dates, preview, report."""
