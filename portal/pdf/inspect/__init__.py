"""What is inside a PDF file: runs in the child, with pikepdf and pypdfium2 and nothing else.

`looking.inspect_path` reads one file; `looking.inspect_open` looks at one that is open already.
Both return plain JSON: facts and findings. The words for people are in `portal.pdf.inspecting`.
"""
