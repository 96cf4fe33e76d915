"""Answers, progress and impact on the desk of a review, and the letter that asks."""
