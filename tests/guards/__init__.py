"""Every guard is taken away in turn, and the test that names it must go red."""
