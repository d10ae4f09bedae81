"""What a disk refuses a database, as an error of the system like that of any other file."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

_KNOWN = (errno.ENOSPC, errno.EFBIG, errno.EACCES, errno.EROFS)


@contextmanager
def disk_errors() -> Iterator[None]:
    """Raise what DuckDB says of the disk as `OSError`.

    Raises
    ------
    OSError
        With the number that the system has for it, as far as that can be told.
    """
    import duckdb  # noqa: PLC0415 - large, and needed where files of its kind are written only

    try:
        yield
    except duckdb.IOException as error:
        told = str(error).casefold()
        for code in _KNOWN:
            if os.strerror(code).casefold() in told:
                raise OSError(code, os.strerror(code)) from error
        raise OSError(errno.EIO, str(error)) from error
