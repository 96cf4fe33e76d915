"""The desk: where clerks keep a review, all of it on one screen, and the work programme."""
