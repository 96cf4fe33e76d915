"""Answers, verdicts, progress and impact: what follows a report."""
