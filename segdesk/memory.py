"""How much memory this process may still take, as the system tells it."""

import os
import sys
from pathlib import Path

# What threads and libraries reserve of an address space without ever filling it.
_RESERVED = 192 << 20
_CGROUP = Path("/sys/fs/cgroup")


if sys.platform == "win32":

    def available_memory() -> int:
        """Return the bytes that can still be taken: what may be committed, memory and page file together."""
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
        return min(int(status.free_page), int(status.free_virtual))

else:
    import resource

    def available_memory() -> int:
        """Return the bytes that can still be taken: free memory, and what limits on this process leave."""
        return max(0, min(_free(), _group_left(), _address_space_left()))

    def _free() -> int:
        """Return free memory and swap; where the system tells only what is built in, that."""
        try:
            lines = Path("/proc/meminfo").read_text().splitlines()
            sizes = {line.split(":")[0]: int(line.split()[1]) << 10 for line in lines}
            return sizes["MemAvailable"] + sizes.get("SwapFree", 0)
        except (OSError, KeyError, ValueError, IndexError):
            return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")

    def _group_left() -> int:
        """Return what the control group that a container is leaves."""
        try:
            most = int((_CGROUP / "memory.max").read_text())
            used = int((_CGROUP / "memory.current").read_text())
            stat = dict(line.split() for line in (_CGROUP / "memory.stat").read_text().splitlines())
            # Pages of files are given back when memory is wanted.
            return most - used + int(stat.get("inactive_file", 0))
        except (OSError, ValueError):
            return sys.maxsize  # no group, or `max`: no limit

    def _address_space_left() -> int:
        soft, _ = resource.getrlimit(resource.RLIMIT_AS)
        if soft == resource.RLIM_INFINITY:
            return sys.maxsize
        try:
            pages = int(Path("/proc/self/statm").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return soft
        return soft - pages * os.sysconf("SC_PAGE_SIZE") - _RESERVED
