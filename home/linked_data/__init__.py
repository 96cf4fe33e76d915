"""What pages say of themselves to programs: JSON-LD in the words of schema.org."""
