"""Management commands of scrutiny."""
