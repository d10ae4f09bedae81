"""One module per family of file formats; adding a format is adding a module here."""
