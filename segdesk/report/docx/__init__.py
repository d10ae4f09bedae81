"""A report as a text document: styles, the parts of a page, and the whole."""
