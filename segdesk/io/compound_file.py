"""Compound files, the container of XLS: the bytes of one stream, after a look at whether its chains come to an end.

calamine follows the chains wherever they lead and makes room for whatever the header claims.
"""

import struct

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_HEADER = 512
_IN_HEADER = 109
_MINI = 64


class CompoundFile:
    """A compound file in memory.

    Raises
    ------
    ValueError
        If it is damaged, or claims to hold more than it does.
    """

    def __init__(self, data: bytes) -> None:
        shift = _number(data, 30, 2)
        if shift not in (9, 12):
            raise ValueError("sectors of an unknown size")
        self._data = data
        self._size = 1 << shift
        self._first = max(_HEADER, self._size)
        self._n_sectors = -(-max(0, len(data) - self._first) // self._size)
        n_directory, n_fat, n_mini_fat, n_difat = (_number(data, at, 4) for at in (40, 44, 64, 72))
        if max(n_directory, n_fat, n_mini_fat, n_difat) > self._n_sectors:
            raise ValueError("more sectors than the file has")
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
        self._fat = self._entries(self._all_of_fat(sectors, _number(data, 68, 4)))
        directory = self._chained(_number(data, 48, 4))
        self._mini_fat = self._entries(self._chain(_number(data, 60, 4)))
        self._streams: dict[str, tuple[int, int]] = {}
        for at in range(0, len(directory) - 127, 128):
            name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
            length = _number(directory, at + 120, 4 if shift == 9 else 8)
            if length > len(data):
                raise ValueError("a stream longer than the file")
            self._streams.setdefault(name, (_number(directory, at + 116, 4), length))
            if at == 0:
                self._mini_stream = self._chained(_number(directory, 116, 4))
        if not self._streams:
            raise ValueError("no directory")

    def holds(self, name: str) -> bool:
        """Return whether there is a stream of this name."""
        return name in self._streams

    def stream(self, *names: str) -> bytes:
        """Return the bytes of the first of these streams that there is.

        Raises
        ------
        ValueError
            If there is none, or its chain does not end.
        """
        found = next((self._streams[name] for name in names if name in self._streams), None)
        if found is None:
            raise ValueError(f"no stream {names[0]}")
        start, length = found
        if length >= 4096:
            return self._chained(start)[:length]
        pieces = []
        for sector in _followed(start, self._mini_fat, len(self._mini_stream) // _MINI + 1):
            pieces.append(self._mini_stream[sector * _MINI : (sector + 1) * _MINI])
        return b"".join(pieces)[:length]

    def _all_of_fat(self, sectors: list[int], more: int) -> list[int]:
        """Return the sectors that hold the table of chains; the header names the first, a chain of lists the rest."""
        n_lists = 0
        while more not in (_END, _FREE):
            listed = self._entries([more])
            sectors += listed[:-1]
            more = listed[-1]
            n_lists += 1
            if n_lists > self._n_sectors:
                raise ValueError("a chain without an end")
        sectors = [sector for sector in sectors if sector != _FREE]
        if len(sectors) > self._n_sectors:
            raise ValueError("more sectors than the file has")
        return sectors

    def _chain(self, start: int) -> list[int]:
        return list(_followed(start, self._fat, self._n_sectors))

    def _chained(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start)))

    def _sector(self, number: int) -> bytes:
        if number >= self._n_sectors:
            raise ValueError("a sector outside of the file")
        at = self._first + number * self._size
        return self._data[at : at + self._size]

    def _entries(self, sectors: list[int]) -> list[int]:
        data = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _followed(start: int, table: list[int], most: int) -> list[int]:
    """Return the sectors of a chain."""
    found: list[int] = []
    sector = start
    while sector not in (_END, _FREE):
        if sector >= len(table) or len(found) > most:
            raise ValueError("a chain without an end")
        found.append(sector)
        sector = table[sector]
    return found


def _number(data: bytes, at: int, size: int) -> int:
    if at + size > len(data):
        raise ValueError("the file is cut off")
    return int.from_bytes(data[at : at + size], "little")
