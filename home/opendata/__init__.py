"""What was published as data: one definition of columns for files, interface and schema."""
