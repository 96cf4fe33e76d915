"""The work programme: suggestions, the forward plan, the timetable of a review."""
