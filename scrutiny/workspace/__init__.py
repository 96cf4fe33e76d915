"""Pages of the workspace: what people do for a review outside the admin, signed in."""
