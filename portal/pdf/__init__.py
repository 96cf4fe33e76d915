"""Making and reading PDF files. Nothing outside this package imports a PDF library."""
