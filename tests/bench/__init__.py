"""What merging, inspecting and the trackers cost, measured: `make bench`."""
