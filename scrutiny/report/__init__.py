"""From the records of a review to a report: document, page, PDF, JSON and CSV."""
