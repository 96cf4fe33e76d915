"""The forms of a meeting's desk: fields, choices of this meeting only, and the operation."""
