"""Links that somebody without an account answers by, in the floor."""
