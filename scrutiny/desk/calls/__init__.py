"""The call for evidence and the answers to it on the desk of a review."""
