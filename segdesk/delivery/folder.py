"""Putting a finished folder in its place in one step.

Everything is written into a hidden folder beside the target first. Only when all of it is there does it take the
target's name, so that whoever looks, or pulls the plug, finds the whole new set, or what was there before.
"""

import contextlib
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

from segdesk.errors import OutputError, Where
from segdesk.io.result_folder import SUMMARY, listed_files
from segdesk.io.staging import abandoned, new_staging_file, new_staging_folder, sweep
from segdesk.messages import say

__all__ = [
    "SUMMARY",
    "check_new_file",
    "check_target",
    "listed_files",
    "naming_output",
    "new_file",
    "new_folder",
]

_EARLIER = "-earlier"


def check_target(folder: Path, overwrite: bool) -> None:
    """Refuse a target that would harm what is there; meant to be called before any work is done.

    Raises
    ------
    OutputError
        If it is a file, holds something that may not be overwritten, or its parent cannot be written to.
    """
    if folder.is_dir():
        content = list(folder.iterdir())
        if content and not overwrite:
            raise OutputError(
                say("The folder holds something already."),
                where=Where(file=str(folder)),
                mend=say(
                    "Name another one with --out, or add --overwrite to replace an earlier result of segdesk's."
                ),
            )
        if content and listed_files(folder) is None:
            raise OutputError(
                say("The folder holds something that is no result of segdesk's, so it is left alone."),
                where=Where(file=str(folder)),
                mend=say("Name another one with --out."),
            )
    elif folder.exists():
        raise OutputError(
            say("This is a file, and a folder is needed."),
            where=Where(file=str(folder)),
            mend=say("Name another one with --out."),
        )
    parent = _first_existing(folder.absolute().parent)
    if not os.access(parent, os.W_OK | os.X_OK) or not parent.is_dir():
        raise OutputError(
            say("Nothing can be written there."),
            where=Where(file=str(parent)),
            mend=say("Name a folder that you may write to with --out."),
        )


@contextlib.contextmanager
def new_folder(target: Path, overwrite: bool) -> Iterator[Path]:
    """Give a hidden folder to write into, and put it in the target's place when the block ends well.

    Raises
    ------
    OutputError
        If the disk does not take it; the target is then as it was.
    """
    target = target.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _put_back_earlier(target)
        sweep(target.parent)
        staging = new_staging_folder(target.parent, target.name)
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        yield staging
        # The staging folder is closed to everyone else; a result is an ordinary folder.
        staging.chmod(0o777 & ~_umask())
        with _without_interrupts():
            _take_place(staging, target, overwrite)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _take_place(staging: Path, target: Path, overwrite: bool) -> None:
    """Rename `staging` to `target`, keeping files of the user's own that lie in the target."""
    for file in staging.rglob("*"):
        if file.is_file():
            _to_disk(file)
    if not target.exists():
        staging.rename(target)
    else:
        # Looked at again: something may have come in since the check.
        check_target(target, overwrite)
        _take_along_own_files(target, staging, set(listed_files(target) or []))
        earlier = new_staging_folder(target.parent, target.name + _EARLIER)
        earlier.rmdir()
        target.rename(earlier)
        try:
            staging.rename(target)
        except OSError:
            earlier.rename(target)
            raise
        shutil.rmtree(earlier, ignore_errors=True)
    _to_disk(target.parent)


def _take_along_own_files(target: Path, staging: Path, ours: set[str]) -> None:
    """Give the user's own files a second name in the new folder; as long as it is not in place nothing has changed."""
    for file, place in _own_files(target, staging, ours):
        _link_or_copy(file, place)


def _put_back_earlier(target: Path) -> None:
    """Finish what a run that was killed in the midst of replacing a result left: nothing of the user's is lost."""
    for path, name in abandoned(target.parent):
        if name != target.name + _EARLIER or not path.is_dir():
            continue
        if not target.exists():
            path.rename(target)
        else:
            _return_own_files(path, target, set(listed_files(path) or ()))


def _return_own_files(earlier: Path, target: Path, ours: set[str]) -> None:
    """Move what the summary did not list back into the new folder, then drop the old set."""
    for file, place in _own_files(earlier, target, ours):
        file.replace(place)
    shutil.rmtree(earlier, ignore_errors=True)


def _own_files(folder: Path, other: Path, ours: set[str]) -> Iterator[tuple[Path, Path]]:
    """Yield the files of the user's in a folder, each with its place in another one, whose folder is made."""
    for file in sorted(folder.rglob("*")):
        relative = file.relative_to(folder)
        is_folder = file.is_dir() and not file.is_symlink()
        if is_folder or relative.as_posix() in ours or (other / relative).exists():
            continue
        (other / relative).parent.mkdir(parents=True, exist_ok=True)
        yield file, other / relative


def _to_disk(path: Path) -> None:
    """Ask the system to have a file's or folder's content on the disk before it is renamed."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        # Some network drives know no fsync; the rename is still in one step.
        pass
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Hold Ctrl-C and SIGTERM back for the moment in which folders are renamed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[int] = []
    stops = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda number, frame: waiting.append(number)) for each in stops]
    try:
        yield
    finally:
        for each, handler in zip(stops, before, strict=True):
            signal.signal(each, handler)


def check_new_file(target: Path, replace: bool = False) -> None:
    """Refuse a file that may not be written; meant to be called before any work is done.

    Parameters
    ----------
    target : Path
    replace : bool
        A file that is there may be replaced.

    Raises
    ------
    OutputError
        If it exists, or its folder does not.
    """
    target = target.absolute()
    if target.exists() and not replace:
        raise OutputError(
            say("The file exists already."),
            where=Where(file=str(target)),
            mend=say("Name another one with --out."),
        )
    if not target.parent.is_dir():
        raise OutputError(
            say("There is no such folder."),
            where=Where(file=str(target.parent)),
            mend=say("Check the name in --out."),
        )


@contextlib.contextmanager
def new_file(target: Path, replace: bool = False, backup: Path | None = None) -> Iterator[Path]:
    """Give a hidden file name to write to, and put the file in the target's place when the block ends well.

    Parameters
    ----------
    target : Path
    replace : bool
        A file that is there may be replaced.
    backup : Path, optional
        What was there is kept under this name.

    Raises
    ------
    OutputError
        If the target exists or the disk does not take it.
    """
    target = target.absolute()
    check_new_file(target, replace)
    try:
        sweep(target.parent)
        staging = new_staging_file(target.parent, target)
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        yield staging
        staging.chmod(0o666 & ~_umask())
        _to_disk(staging)
        with _without_interrupts():
            if backup is not None and target.exists():
                _keep(target, backup)
            staging.replace(target)
            _to_disk(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        staging.unlink(missing_ok=True)


@contextlib.contextmanager
def naming_output(target: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence.

    Raises
    ------
    OutputError
        If it refuses.
    """
    try:
        yield
    except OSError as error:
        raise _unwritable(target, error) from error


def _keep(file: Path, backup: Path) -> None:
    """Give a file a second name; under its own it stays where it is all the time."""
    copy = new_staging_file(backup.parent, backup)
    try:
        copy.unlink()
        _link_or_copy(file, copy)
        copy.replace(backup)
    finally:
        copy.unlink(missing_ok=True)


def _link_or_copy(file: Path, other: Path) -> None:
    """Give a file a second name, or a copy where sticks and network drives know no such thing."""
    if file.is_symlink():
        other.symlink_to(file.readlink())
        return
    try:
        os.link(file, other)
    except OSError:
        shutil.copy2(file, other)
        _to_disk(other)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _first_existing(folder: Path) -> Path:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _unwritable(target: Path, error: OSError) -> OutputError:
    return OutputError(
        say("The result cannot be written: {error}.", error=error.strerror or str(error)),
        where=Where(file=str(target)),
        mend=say("Check the space and your rights there, or name another place with --out."),
    )
