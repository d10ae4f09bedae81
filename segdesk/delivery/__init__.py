"""Writing a result: the whole folder or nothing."""
