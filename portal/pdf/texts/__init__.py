"""The words of a PDF in reading order: headings, paragraphs, lists, tables, pictures in words.

Runs in the child process (`portal.pdf.apart`), task "texts". Nothing of Django is imported here.
"""
