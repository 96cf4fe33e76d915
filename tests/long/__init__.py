"""What takes minutes or needs a tool of its own: make test-long. Mark each test ``long``."""
