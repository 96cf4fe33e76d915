"""The public front and the signed-in workspace."""
