"""The project package and the floor that the other three apps stand on."""
