"""What a body kept from the public, what it corrected, and its years: from released records."""
