"""The desk of a meeting: its agenda, papers, restrictions, packs and minutes on one screen."""
