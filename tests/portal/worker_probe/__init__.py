"""A small app whose jobs leave traces in a folder, for tests with real worker processes."""
