"""Whether the file that a table came from is still what it was."""

from segdesk.engine.data.table import Source
from segdesk.io.fingerprint import sha256_of


def has_changed(source: Source) -> bool:
    """Return whether a file of the source is there, and no more what it was.

    What is not there, such as on another computer, tells nothing; neither does a database or a pasted text.
    """
    files = [(file.path, file.sha256) for file in source.files] or [(source.path, source.sha256)]
    try:
        return any(path.is_file() and sha256_of(path) != sha256 for path, sha256 in files)
    except OSError:
        return False
