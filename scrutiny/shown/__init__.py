"""Public copies as pages show them: words, not codes."""
