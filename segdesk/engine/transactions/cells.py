"""Names for RFM scores: the map of 125 cells, and the rules of the R package; both are data in resources/."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from segdesk.engine.transactions.codes import Ints
from segdesk.errors import InputError, Where
from segdesk.messages import say
from segdesk.resources import resource

LEVELS = range(1, 6)
# A marked text like the names in the files: put into words where the column of names is made.
OTHERS = say("Others").template

Cell = tuple[int, int, int]


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
    wanted = [(r, f, m) for r in LEVELS for f in LEVELS for m in LEVELS]
    wrong = [cell for cell in wanted if times[cell] != 1] + sorted(set(times) - set(wanted))
    if wrong:
        raise InputError(
            say(
                "The map of RFM cells must hold each cell once; it doesn't for {cells}.",
                cells=["".join(map(str, cell)) for cell in wrong[:10]],
            ),
            where=Where(file=path.name),
        )
    return dict(rows)


@dataclass(frozen=True)
class Rule:
    """A named box of scores, bounds included."""

    segment: str
    low: Cell
    high: Cell


@cache
def r_rules() -> tuple[Rule, ...]:
    """Return the rules of the R package rfm 0.3.0 (MIT), as its documentation applies them: the first that fits."""
    with resource("rfm_r_rules.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                row["segment"],
                (int(row["r_lower"]), int(row["f_lower"]), int(row["m_lower"])),
                (int(row["r_upper"]), int(row["f_upper"]), int(row["m_upper"])),
            )
            for row in csv.DictReader(file)
        )


def name_cells(scores: Sequence[Ints], cells: Mapping[Cell, str]) -> tuple[Ints, tuple[str, ...]]:
    """Return the position of each customer's name in the sorted names, and the names.

    Parameters
    ----------
    scores : three int64 arrays of shape (n_customers,)
        Recency, frequency and monetary score, 1 to 5.
    """
    names = tuple(sorted(set(cells.values())))
    grid = np.zeros((6, 6, 6), dtype=np.int64)
    for cell, name in cells.items():
        grid[cell] = names.index(name)
    return grid[scores[0], scores[1], scores[2]], names


def name_by_rules(scores: Sequence[Ints], rules: Sequence[Rule]) -> tuple[Ints, tuple[str, ...]]:
    """Return as `name_cells` the name of the first rule that fits each customer, else `Others`."""
    names = tuple(sorted({*(rule.segment for rule in rules), OTHERS}))
    out = np.full(len(scores[0]), names.index(OTHERS))
    for rule in reversed(rules):
        inside = np.ones(len(out), dtype=bool)
        for score, low, high in zip(scores, rule.low, rule.high, strict=True):
            inside &= (score >= low) & (score <= high)
        out[inside] = names.index(rule.segment)
    return out, names
