"""Pages of the workspace about meetings and their papers."""
