"""Tests; the folders mirror the source. See CONTRIBUTING.md for what belongs where."""
