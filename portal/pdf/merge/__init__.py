"""Merges PDF files into one that is as accessible as they are. Runs in the child only.

What is read here was written by strangers. The package knows the standard library, pikepdf and
PDFium, and neither Django nor WeasyPrint; it is started by `portal.pdf.merging` through
`portal.pdf.child`, with limits of time, memory and output. ISO numbers in these modules are those
of ISO 32000-1 (PDF 1.7).
"""
