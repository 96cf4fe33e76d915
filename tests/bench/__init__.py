"""What merging and inspecting cost, measured: `make bench`."""
