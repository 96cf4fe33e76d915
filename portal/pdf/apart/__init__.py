"""The program that reads untrusted PDF files, in a process of its own.

`python -m portal.pdf.apart` takes one request, one line of JSON, on its standard input and answers
with lines of JSON: any number of `{"progress": …}`, and last `{"result": …}` or `{"error": …}`.
`portal.pdf.child` is its other end. It holds neither Django nor WeasyPrint, so that it starts in
the blink of an eye and has nothing of the portal's in its memory.
"""
