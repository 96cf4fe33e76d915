"""The proper officer's screens of disposal: what is past its date, what would go, certificates."""
