"""Reads a finished PDF from end to end: every place in it where words can hide.

These modules run in the child process (`portal.pdf.apart`): the standard library, pikepdf and
pypdfium2, and nothing else. `portal.pdf.reading` is what the rest of the portal calls.
"""
