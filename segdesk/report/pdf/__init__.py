"""A report as a PDF file: letters, the parts of a page, and the whole."""
