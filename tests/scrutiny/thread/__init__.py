"""The thread page and the permanent pages of what stands on it."""
