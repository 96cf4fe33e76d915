"""The commands of the boards."""
