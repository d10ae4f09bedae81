"""How much memory this process may still take, as the system tells it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from segdesk.messages import Message, say

# What libraries, and each thread, reserve of an address space without ever filling it: measured, with a third more.
_RESERVED, _RESERVED_BY_THREAD = 128 << 20, 128 << 20
_GROUPS_OF_PROCESS = Path("/proc/self/cgroup")
_CGROUP = Path("/sys/fs/cgroup")
# With less left, a library that does not load or a thread that does not start has no memory.
_LEAST = 64 << 20


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether an error says, in whatever way, that there is no more memory."""
    if isinstance(error, ImportError | RuntimeError):
        # "failed to map segment", "can't start new thread", or nothing at all.
        return available_memory() < _LEAST
    return isinstance(error, MemoryError)


def size_in_words(n_bytes: float) -> Message:
    """Return a size of memory in MB or GB."""
    if n_bytes < 1_000_000_000:
        return say("{n} MB", n=round(n_bytes / 1_000_000))
    return say("{n} GB", n=round(n_bytes / 1_000_000_000, 1))


if sys.platform == "win32":

    def available_memory() -> int:
        """Return the bytes that can still be taken: free memory, and what may be committed and addressed."""
        import ctypes  # noqa: PLC0415 - for this system only

        class Status(ctypes.Structure):
            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                *((name, ctypes.c_ulonglong) for name in ("total", "free", "total_page", "free_page")),
                *((name, ctypes.c_ulonglong) for name in ("total_virtual", "free_virtual", "extended")),
            )

        status = Status(length=ctypes.sizeof(Status))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return sys.maxsize
        return min(int(status.free), int(status.free_page), int(status.free_virtual))

else:
    import resource

    def available_memory() -> int:
        """Return the bytes that can still be taken: free memory, and what limits on this process leave.

        Swap does not count: work that goes on there stands still, and everything else with it.
        """
        return max(0, min(_free(), _groups_left(), _address_space_left()))

    def _free() -> int:
        """Return free memory; where the system tells only what is built in, that."""
        try:
            lines = Path("/proc/meminfo").read_text().splitlines()
            return next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
        except (OSError, StopIteration, ValueError, IndexError):
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")

    def _groups_left() -> int:
        """Return what the tightest of the control groups leaves that a container or a service is."""
        return min(map(_group_left, _groups()), default=sys.maxsize)

    def _groups() -> Iterator[Path]:
        """Yield the folders of the groups that this process is in, the innermost first."""
        try:
            lines = _GROUPS_OF_PROCESS.read_text().splitlines()
        except OSError:
            lines = []
        # A container sees its own group as the root, whatever it is called outside.
        places = {_CGROUP: _CGROUP}
        for line in lines:
            _, kinds, place = line.split(":", 2)
            if not kinds or "memory" in kinds.split(","):
                root = _CGROUP / "memory" if kinds else _CGROUP
                places |= {root: root / place.lstrip("/")}
        for root, inner in places.items():
            yield from (each for each in (inner, *inner.parents) if each.is_relative_to(root))

    def _group_left(group: Path) -> int:
        """Return what a group leaves, of either version; all there is where it has no limit."""
        for most, used, files in (
            ("memory.max", "memory.current", "inactive_file"),
            ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
        ):
            try:
                left = int((group / most).read_text()) - int((group / used).read_text())
                stat = dict(line.split() for line in (group / "memory.stat").read_text().splitlines())
            except (OSError, ValueError):
                continue  # no such group, or `max`
            # Pages of files are given back when memory is wanted.
            return left + int(stat.get(files, 0))
        return sys.maxsize

    def _address_space_left() -> int:
        soft, _ = resource.getrlimit(resource.RLIMIT_AS)
        if soft == resource.RLIM_INFINITY:
            return sys.maxsize
        try:
            pages = int(Path("/proc/self/statm").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return soft
        # A BLAS that gets no buffer for a thread does not fail: it tries again without an end.
        reserved = _RESERVED + _RESERVED_BY_THREAD * (os.cpu_count() or 1)
        return soft - pages * os.sysconf("SC_PAGE_SIZE") - reserved
