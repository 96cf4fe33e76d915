"""The public form of a call for evidence, and how much may come from one place."""
