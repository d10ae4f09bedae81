"""Two segmentations of the same customers compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from segdesk.api.inputs import Data, read
from segdesk.api.result import Result
from segdesk.charts.moves import MOST_A_SIDE, can_be_drawn, draw_moves
from segdesk.charts.style import LIGHT
from segdesk.delivery.comparison import MOVED_HEADINGS, deliver_comparison, moved_rows
from segdesk.engine.comparison.compare import Comparison, headline
from segdesk.engine.comparison.compare import compare as compare_sides
from segdesk.engine.comparison.from_segmentation import side_of, sides_of
from segdesk.engine.comparison.side import Side
from segdesk.errors import UsageError
from segdesk.io.compared_files import read_sides, side_of_table
from segdesk.messages import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False, repr=False)
class Compared:
    """Two segmentations compared; shown by default as the table of who moved from where to where."""

    comparison: Comparison

    @property
    def text(self) -> str:
        """What became of the customers, in a sentence."""
        return str(headline(self.comparison))

    @property
    def stayed(self) -> float | None:
        """Share of the customers in both who stayed in a matching segment; None where nobody is in both."""
        shared = self.comparison.shared
        return self.comparison.stayed / shared if shared else None

    @property
    def agreement(self) -> float | None:
        """Adjusted Rand index of the customers in both."""
        return self.comparison.agreement

    @cached_property
    def table(self) -> pd.DataFrame:
        """Customers in both, old segments down and new ones across."""
        return pd.DataFrame(
            self.comparison.customers,
            index=[group.label for group in self.comparison.old],
            columns=[group.label for group in self.comparison.new],
        )

    @property
    def matches(self) -> dict[str, str | None]:
        """New segment that matches each old one, None where none does."""
        return {group.key: group.match for group in self.comparison.old}

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Customers who are in another segment than the matching one, and why."""
        return pd.DataFrame(list(moved_rows(self.comparison)), columns=list(MOVED_HEADINGS))

    @property
    def reasons(self) -> pd.Series | None:
        """How many customers each variable moved, most first; None where values are not known on both sides."""
        found = self.comparison.reasons
        if found is None:
            return None
        return pd.Series(dict(found.counts), dtype="int64", name="customers")

    @cached_property
    def differences(self) -> pd.DataFrame | None:
        """Settings that differ; None where a recipe is not known."""
        found = self.comparison.differences
        if found is None:
            return None
        columns = ["name", "setting", "old", "new"]
        return pd.DataFrame(
            [[d.name, str(d.setting), str(d.old), str(d.new)] for d in found], columns=columns
        )

    @property
    def flow(self) -> "Figure":
        """A new matplotlib figure of who moved where: bands for up to six segments on either side, else a matrix.

        Raises
        ------
        UsageError
            If there are more than 14, or nobody is in both.
        """
        if not can_be_drawn(self.comparison):
            raise UsageError(
                say("The flow can be drawn for up to {most} segments on either side.", most=MOST_A_SIDE),
                mend=say("Use the table instead."),
            )
        return draw_moves(self.comparison, LIGHT)

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write what `segdesk compare` writes into a folder, and return it.

        Raises
        ------
        OutputError
            If the folder holds something or cannot be written.
        """
        deliver_comparison(self.comparison, Path(folder), overwrite)
        return Path(folder)

    def __repr__(self) -> str:
        return f"<Compared: {self.text}>\n{self.table}"

    def _repr_html_(self) -> str:
        return self.table.to_html()


def compare(
    old: Result | Data,
    new: Result | Data,
    *,
    id: str | None = None,
    value: str | None = None,
    models_on: Sequence[str | Path] = (),
) -> Compared:
    """Compare two segmentations of the same customers: two results, or two labeled tables.

    Parameters
    ----------
    old, new : Result, str, Path, DataFrame or Table
        Results of one table are compared row by row, so two numbers of segments or two methods can be laid side by
        side. Files are what `segdesk run` or `segdesk predict` labeled, a folder of a run, or models.
    id : str, optional
        Column that identifies customers; found by default.
    value : str, optional
        Money column; found by default.
    models_on : sequence of str or Path
        For two models: the file whose customers both place, or one file for each.

    Raises
    ------
    InputError, UsageError
        If a table holds no segments, or its customers cannot be told apart.
    """
    files = [side for side in (old, new) if isinstance(side, str | Path)]
    if len(files) == 2:
        first, second = read_sides(
            Path(files[0]), Path(files[1]), [Path(file) for file in models_on], identifier=id, value=value
        )
        return Compared(compare_sides(first, second))
    if isinstance(old, Result) and isinstance(new, Result):
        return Compared(
            compare_sides(*sides_of(old.segmentation, new.segmentation, str(say("Old")), str(say("New"))))
        )
    return Compared(
        compare_sides(_side(old, str(say("Old")), id, value), _side(new, str(say("New")), id, value))
    )


def _side(data: Result | Data, title: str, identifier: str | None, value: str | None) -> Side:
    if isinstance(data, Result):
        return side_of(data.segmentation, title)
    return side_of_table(read(data), title, identifier, value)
