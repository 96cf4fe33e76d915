"""The list of public addresses for search engines: an index, and sections of fixed size."""
