"""The screens of an incident: record it, work on it, read and send the note."""
