"""Sets the name of its reader on every page of a PDF, and leaves all else as it is.

These modules run in the child process (`portal.pdf.apart`): the standard library and pikepdf, and
nothing else. `portal.pdf.marking` is what the rest of the portal calls.
"""
