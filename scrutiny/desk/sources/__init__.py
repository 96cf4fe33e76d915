"""The desk of what others found: sources, judgements, findings, and their import."""
