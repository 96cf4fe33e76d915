"""Random worlds: bodies, meetings, reviews and people, and who meets which word of them."""
