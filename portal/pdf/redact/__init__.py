"""Takes words and pictures out of a PDF for good, and keeps it readable for everybody.

These modules run in the child process (`portal.pdf.apart`): the standard library, pikepdf,
pypdfium2 and Pillow, and nothing else. `portal.pdf.redacting` is what the rest of the portal calls.
"""
