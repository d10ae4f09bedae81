"""One window for the files of the file manager: a program that starts hands its files to the window that is there.

They meet at a socket (a pipe on Windows) that only this user can reach, on this computer alone. Qt is not needed for
it, so a second start that hands over is done at once.
"""

import contextlib
import hashlib
import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from threading import Thread

import platformdirs

if sys.platform == "win32":
    import ctypes
    import getpass
    from multiprocessing.connection import PipeConnection

    _Caller = Connection | PipeConnection
else:
    import fcntl

    _Caller = Connection

_TAKEN = b"taken"
_MOST_BYTES = 1 << 20
# The first window may still be starting, on a slow disk.
_PATIENCE_S = 15.0
_AGAIN_S = 0.05
# Whoever knocks and then says nothing must not keep others waiting.
_LISTENING_S = 2.0

Take = Callable[[list[Path]], None]


class SingleInstance:
    """The right to be given files, held by the first window as long as it runs.

    Parameters
    ----------
    listener : Listener
    address : str
    lock : int or None
        Descriptor of the locked file. The system frees it when the program ends, however it ends.
    """

    def __init__(self, listener: Listener, address: str, lock: int | None) -> None:
        self._listener, self._address, self._lock = listener, address, lock
        self._thread: Thread | None = None
        self._closing = False

    def answer(self, take: Take) -> None:
        """Call `take` with the files of each program that hands some over, in a thread, until closed."""
        self._thread = Thread(target=self._answer_all, args=(take,), name="single-instance", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop answering, and leave the place to others."""
        self._closing = True
        if self._thread is not None:
            with contextlib.suppress(OSError):
                # It sleeps until somebody knocks.
                _client(self._address).close()
            self._thread.join(_LISTENING_S)
        self._listener.close()
        if self._lock is not None:
            os.close(self._lock)

    def _answer_all(self, take: Take) -> None:
        while True:
            try:
                caller = self._listener.accept()
            except OSError:
                if self._closing:
                    return
                time.sleep(_AGAIN_S)
                continue
            with caller:
                if self._closing:
                    return
                # A caller that has gone or talks nonsense is none.
                with contextlib.suppress(OSError, EOFError, ValueError):
                    self._answer_one(caller, take)

    def _answer_one(self, caller: _Caller, take: Take) -> None:
        if not caller.poll(_LISTENING_S):
            return
        words = json.loads(caller.recv_bytes(_MOST_BYTES))
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ValueError("not a list of files")
        take([Path(word) for word in words])
        caller.send_bytes(_TAKEN)


def claim_single_instance() -> SingleInstance | None:
    """Return the right to be given files; None if a window has it already, or there is no place to meet."""
    address = _address()
    return None if address is None else _take_place(address)


def hand_over(files: Sequence[Path]) -> bool:
    """Give files to the window that has the right to them, and return whether it has taken them."""
    address = _address()
    if address is None:
        return False
    # The other program has a working folder of its own.
    words = json.dumps([str(file.absolute()) for file in files]).encode("ascii")
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            with _client(address) as there:
                _let_it_come_forward()
                there.send_bytes(words)
                if not there.poll(max(0.0, end - time.monotonic())):
                    return False
                return there.recv_bytes(_MOST_BYTES) == _TAKEN
        except (OSError, EOFError):
            # Between its lock and its socket there is a moment.
            if time.monotonic() > end:
                return False
            time.sleep(_AGAIN_S)


def _screen() -> str:
    """Return a short name of the screen that windows show on: what is opened there belongs there."""
    names = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM", "SESSIONNAME")
    words = "\n".join(os.environ.get(name, "") for name in names)
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:12]


if sys.platform == "win32":

    def _address() -> str | None:
        """Return the name of the pipe where the windows of this user meet."""
        user = hashlib.sha256(getpass.getuser().encode(errors="replace")).hexdigest()[:12]
        return rf"\\.\pipe\segdesk-{user}-{_screen()}"

    def _take_place(address: str) -> SingleInstance | None:
        try:
            # The system makes a pipe of a name only once.
            return SingleInstance(Listener(address, "AF_PIPE"), address, None)
        except OSError:
            return None

    def _client(address: str) -> _Caller:
        return Client(address, "AF_PIPE")

    def _let_it_come_forward() -> None:
        """Let another program take the foreground; Windows allows that only to the one that was just started."""
        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)

else:

    def _address() -> str | None:
        """Return the path of the socket where the windows of this user meet; None if no place is private."""
        folder = _folder()
        return None if folder is None else str(folder / f"window-{_screen()}.socket")

    def _take_place(address: str) -> SingleInstance | None:
        path = Path(address)
        lock = None
        try:
            lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # One left behind by a program that was killed: nobody else holds the lock.
            path.unlink(missing_ok=True)
            return SingleInstance(Listener(address, "AF_UNIX"), address, lock)
        except OSError:
            if lock is not None:
                os.close(lock)
            return None

    def _client(address: str) -> _Caller:
        return Client(address, "AF_UNIX")

    def _let_it_come_forward() -> None:
        """Nothing is needed: the window manager lets it, or marks its entry in the task bar."""

    def _folder() -> Path | None:
        """Return a folder that belongs to this user and that nobody else can look into; None if there is none."""
        with warnings.catch_warnings():
            # Where the system names none, the one used in its place is looked at below; users need no word on it.
            warnings.simplefilter("ignore")
            folder = Path(platformdirs.user_runtime_dir("segdesk", appauthor=False))
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = folder.lstat()
        except OSError:
            return None
        # Where it lies in the folder for temporary files, somebody else may have been there before.
        private = folder.is_dir() and not folder.is_symlink() and not found.st_mode & 0o077
        return folder if private and found.st_uid == os.getuid() else None
