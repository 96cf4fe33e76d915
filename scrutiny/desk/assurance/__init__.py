"""The assurance of a standing sub-committee on its desk and on its parent's."""
