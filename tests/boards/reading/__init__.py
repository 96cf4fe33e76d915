"""Reading what is not for publication."""
