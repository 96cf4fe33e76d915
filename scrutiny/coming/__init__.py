"""The dates of scrutiny that the list of every coming date is made of."""
