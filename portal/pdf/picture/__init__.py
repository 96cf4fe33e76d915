"""Draws one page of a PDF. Runs in the child process and imports no Django."""
