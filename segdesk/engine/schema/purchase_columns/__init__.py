"""Which columns of a purchases table say who bought what, when and for how much: by heading and by content."""
