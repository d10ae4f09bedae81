"""Faults put into the disk: the n-th time that something is written, made safe, renamed or linked, it fails."""

import builtins
import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CALLS = ("fsync", "rename", "replace", "link", "unlink", "mkdir", "chmod")


class Disk:
    """A disk whose n-th call fails; those before and after it go well."""

    def __init__(self, fails_at: int, folder: Path) -> None:
        self.calls = 0
        self._fails_at, self._folder = fails_at, str(folder.resolve())

    @property
    def failed(self) -> bool:
        return self.calls >= self._fails_at

    def call(self) -> None:
        self.calls += 1
        if self.calls == self._fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def concerns(self, file: Any) -> bool:
        return isinstance(file, str | Path) and str(Path(file).resolve()).startswith(self._folder)


@contextmanager
def failing_disk(monkeypatch: pytest.MonkeyPatch, fails_at: int, folder: Path) -> Iterator[Disk]:
    """Let the n-th call that changes something below a folder fail."""
    disk = Disk(fails_at, folder)

    class File(io.FileIO):
        def write(self, data: Any) -> int:
            disk.call()
            return super().write(data)

    original = io.open

    def opened(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not disk.concerns(file) or not set(mode) & set("wax+"):
            return original(file, mode, *args, **kwargs)
        raw = File(file, mode.replace("b", "").replace("t", ""))
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        text = {name: kwargs[name] for name in ("encoding", "errors", "newline") if name in kwargs}
        for name, value in zip(("buffering", "encoding", "errors", "newline"), args, strict=False):
            if name != "buffering":
                text[name] = value
        return io.TextIOWrapper(buffered, **text)

    with monkeypatch.context() as patch:
        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)
        for name in CALLS:
            if name in ("unlink", "chmod"):
                continue
            patch.setattr(os, name, _failing(disk, getattr(os, name)))
        yield disk


def _failing(disk: Disk, original: Any) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        if isinstance(args[0], int) or disk.concerns(args[0]):
            disk.call()
        return original(*args, **kwargs)

    return call
