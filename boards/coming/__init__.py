"""The dates of bodies and meetings that the list of every coming date is made of."""
