"""Tags of the pages of bodies."""
