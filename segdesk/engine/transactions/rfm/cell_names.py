"""Names for RFM scores: the map of 125 cells, and that of the R package's rules; both are data in resources/."""

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np

from segdesk.engine.data.column_codes import Ints
from segdesk.errors import InputError, Where
from segdesk.messages import say
from segdesk.resources import resource

Cell = tuple[int, int, int]
# Scores of recency, frequency and money on five levels, in the order of an array of shape (5, 5, 5).
CELLS: tuple[Cell, ...] = tuple((r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6))
# A marked text like the names in the files: put into words where the column of names is made.
OTHERS = say("Others").sentence().template


def read_cells(path: Path | None = None) -> Mapping[Cell, str]:
    """Return the segment name of each cell of recency, frequency and monetary score, 1 to 5.

    Parameters
    ----------
    path : Path, optional
        A map of one's own; default: the one that travels with the program.

    Raises
    ------
    InputError
        If the map does not cover each of the 125 cells once.
    """
    path = path or resource("rfm_cells.csv")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [
                ((int(row["recency"]), int(row["frequency"]), int(row["monetary"])), row["segment"])
                for row in csv.DictReader(file)
            ]
    except (KeyError, TypeError, ValueError, OSError):
        raise InputError(
            say("The map of RFM cells can't be read."),
            where=Where(file=path.name),
            mend=say("It has the columns recency, frequency, monetary and segment."),
        ) from None
    times = Counter(cell for cell, _ in rows)
    wrong = [cell for cell in CELLS if times[cell] != 1] + sorted(set(times) - set(CELLS))
    if wrong:
        raise InputError(
            say(
                "The map of RFM cells must hold each cell once; it doesn't for {cells}.",
                cells=["".join(map(str, cell)) for cell in wrong[:10]],
            ),
            where=Where(file=path.name),
        )
    return dict(rows)


def r_cells() -> Mapping[Cell, str]:
    """Return the name of each cell by the rules of the R package rfm 0.3.0 (MIT), `Others` where none fits.

    Rules are boxes of scores, bounds included; as in the package's documentation, the first that fits holds.
    """
    named = dict.fromkeys(CELLS, OTHERS)
    with resource("rfm_r_rules.csv").open(encoding="utf-8", newline="") as file:
        for row in reversed(list(csv.DictReader(file))):
            r, f, m = (range(int(row[f"{part}_lower"]), int(row[f"{part}_upper"]) + 1) for part in "rfm")
            named.update(dict.fromkeys(product(r, f, m), row["segment"]))
    return named


@cache
def own_names() -> frozenset[str]:
    """Return all names of the maps that travel with the program: they have a word in every language."""
    return frozenset((*read_cells().values(), *r_cells().values()))


def number_cells(cells: Mapping[Cell, str]) -> tuple[Ints, tuple[str, ...]]:
    """Return the position of each cell's name in the sorted names, shape (5, 5, 5), and the names."""
    names = tuple(sorted(set(cells.values())))
    return np.array([names.index(cells[cell]) for cell in CELLS], dtype=np.int64).reshape(5, 5, 5), names
