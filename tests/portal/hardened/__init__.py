"""A portal under production settings behind a real web server, for tests from outside."""
