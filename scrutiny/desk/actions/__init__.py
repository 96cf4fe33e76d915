"""The desk of the actions of a body that are no review's."""
