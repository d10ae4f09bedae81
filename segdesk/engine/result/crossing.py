"""Two categories of a result set against each other, or one against the segments."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from segdesk.engine.data.finding import finding
from segdesk.engine.profiles.cross_table import ERROR_RATE, LEAST_EXPECTED, CrossTable, cross_table
from segdesk.engine.result.explored_columns import Columns
from segdesk.engine.result.grouping import Grouping, groups_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Value


@dataclass(frozen=True, eq=False)
class Crossing:
    """Customers by the groups of a column (down) and those of another, or the segments (across).

    Attributes
    ----------
    down, across : Grouping
    table : CrossTable
    unknown : int
        Customers without a value in either: they are in no cell.
    is_by_construction : bool
        The column formed the segments that it is set against.
    """

    down: Grouping
    across: Grouping
    table: CrossTable
    unknown: int
    is_by_construction: bool

    @property
    def finding(self) -> Message:
        """Whether they go together, how strongly, and in how many cells it shows."""
        table, second = self.table, self.across.name
        about: dict[str, Value] = {"first": str(self.down.title)}
        if second is not None:
            about["second"] = str(self.across.title)
        association, cells = table.association, int(table.is_judged.sum())
        if association is None or not cells:
            return finding("crossing.too_few" if second is None else "crossing.too_few_pair", **about)
        about["v"] = association.strength
        if self.is_by_construction:
            return finding("crossing.formed", **about)
        about |= {"low": association.low, "high": association.high, "cells": cells}
        marked = int((table.marks != 0).sum())
        if marked:
            return finding(
                "crossing.differ_by_segment" if second is None else "crossing.differ", n=marked, **about
            )
        return finding("crossing.alike_by_segment" if second is None else "crossing.alike", **about)

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What a mark says, among how many cells, and who is not in the table."""
        judged = int(self.table.is_judged.sum())
        told = []
        if judged and self.is_by_construction:
            told.append(finding("crossing.marked_by_construction", n=judged))
        elif judged:
            told.append(finding("crossing.judged", n=judged, rate=ERROR_RATE))
        others = self.table.counts.size - judged
        if others:
            told.append(finding("crossing.not_judged", n=others, least=int(LEAST_EXPECTED)))
        if self.unknown:
            told.append(finding("crossing.unknown", n=self.unknown))
        return tuple(told)

    def frame(self) -> pd.DataFrame:
        """Return the counts as a DataFrame: groups of the first column down, of the second or the segments across."""
        return pd.DataFrame(
            self.table.counts,
            index=pd.Index([str(label) for label in self.down.labels], name=self.down.name),
            columns=pd.Index([str(label) for label in self.across.labels], name=str(self.across.title)),
        )

    def cells(self) -> pd.DataFrame:
        """Return every figure, one row per cell: counts, shares, expected count, residual and mark (1, 0 or -1)."""
        headings = {str(self.down.title): self.down, str(self.across.title): self.across}
        index = pd.MultiIndex.from_product(
            [[str(label) for label in grouping.labels] for grouping in headings.values()],
            names=list(headings),
        )
        table = self.table
        figures: dict[str, npt.NDArray[Any]] = {
            "customers": table.counts,
            "expected": table.expected,
            "row_share": table.row_shares,
            "column_share": table.column_shares,
            "total_share": table.total_shares,
            "residual": table.residuals,
            "p_adjusted": table.p_adjusted,
            "mark": table.marks,
        }
        return pd.DataFrame({name: array.ravel() for name, array in figures.items()}, index=index)


def cross(segmentation: Segmentation, first: str, second: str | None = None) -> Crossing:
    """Count customers by two columns, or by one and the segments.

    Parameters
    ----------
    segmentation : Segmentation
    first : str
        The column whose groups go down.
    second : str, optional
        The column whose groups go across; without it, the segments do.

    Raises
    ------
    InputError
        If a column is not there or makes no groups.
    UsageError
        If a column is to be set against itself.
    """
    Columns(first, second).check(segmentation.source.columns)
    down, across = groups_of(segmentation, first), groups_of(segmentation, second)
    known = (down.codes >= 0) & (across.codes >= 0)
    counts = np.zeros((len(down.labels), len(across.labels)), dtype=np.int64)
    np.add.at(counts, (down.codes[known], across.codes[known]), 1)
    formed = second is None and first in segmentation.variables
    return Crossing(down, across, cross_table(counts), int((~known).sum()), formed)
