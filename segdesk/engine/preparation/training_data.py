"""What the methods work on: a table understood, prepared, and put in canonical order."""

from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Floats, Positions
from segdesk.engine.data.column_codes import EPOCH
from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import canonical_order, n_distinct
from segdesk.engine.data.table import ColumnType, Role, Table
from segdesk.engine.preparation.apply import UnusableRows, apply_preparation, values_of
from segdesk.engine.preparation.feature_groups import FeatureGroup, group_features
from segdesk.engine.preparation.fit import FittedPreparation, fit_preparation
from segdesk.engine.recipe.preparation import PrepareSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.schema.roles import MANY_LEVELS, MOSTLY_MISSING
from segdesk.engine.transactions.purchases import Purchases
from segdesk.errors import InputError, UsageError, Where
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, part, silent

MIN_CUSTOMERS = 3
# Squares of larger prepared values, summed over customers, would overflow.
LARGEST = 1e100
# Of single populations of 8 customers three in four seemed reproducible, of 20 one in four, of 50 none.
FEW_CUSTOMERS = 30


@dataclass(frozen=True, eq=False)
class TrainingData:
    """What the methods work on: prepared rows in canonical order, and the way back to the table.

    Attributes
    ----------
    inspection : Inspection
        Of one row per customer.
    purchases : Purchases or None
        What the customers were made of.
    fitted : FittedPreparation
    unusable : UnusableRows
        Of the table.
    rows : int array of shape (n_segmented,)
        Usable rows of the table, in its order.
    order : int array of shape (n_segmented,)
        Place among `rows` of each row of `matrix`.
    matrix : float64 array of shape (n_segmented, n_features)
        Prepared values in canonical order: the one copy of them.
    """

    inspection: Inspection
    purchases: Purchases | None
    fitted: FittedPreparation
    unusable: UnusableRows
    rows: Positions
    order: Positions
    matrix: Floats

    @property
    def positions(self) -> Positions:
        """Rows of the table, in canonical order."""
        return self.rows[self.order]

    @property
    def values(self) -> Floats:
        """The variables as they are in the table, rows in canonical order; for rules, which speak of numbers only."""
        by_name = {column.name: column for column in self.inspection.columns}
        names = self.fitted.preparation.names
        return values_of([by_name[name] for name in names])[self.rows[self.order]]

    def as_of(self, transactions: TransactionsSpec) -> float:
        """Return the day since 1970-01-01 that RFM rules count back from a last order; infinite without such days.

        As with purchases, it is the day after the last of them unless the recipe names another.
        """
        rfm = self.inspection.schema.rfm
        column = next((c for c in self.inspection.columns if rfm is not None and c.name == rfm.recency), None)
        if column is None or column.type is not ColumnType.DATE:
            return float(np.inf)
        day = transactions.as_of_day()
        if day is not None:
            return float((day - EPOCH).days)
        return float(np.floor(np.nanmax(self.values[:, 0]))) + 1

    @property
    def n_participants(self) -> int:
        """Number of customers who take part, usable or not."""
        return len(self.inspection.participants)

    @property
    def feature_groups(self) -> tuple[FeatureGroup, ...]:
        """Which columns of the matrix belong to which variable."""
        return group_features(self.fitted.preparation)

    @property
    def n_distinct(self) -> int:
        """Number of different prepared rows."""
        return n_distinct(self.matrix)


def prepare_training_data(
    inspection: Inspection,
    purchases: Purchases | None,
    prepare: PrepareSpec,
    seed: int,
    by_rules: bool = False,
    ties_by_cells: bool = False,
    progress: Progress = silent,
) -> TrainingData:
    """Make the segmentation variables comparable and put the usable rows in canonical order.

    Parameters
    ----------
    inspection : Inspection
        Of one row per customer.
    purchases : Purchases or None
        What the customers were made of.
    prepare : PrepareSpec
    seed : int
        Draws the customers that lend values to others.
    by_rules : bool, optional
        Whether RFM rules make the segments: they bring their columns.
    ties_by_cells : bool, optional
        Put customers with equal values in the order of what else is known of them.
    progress : Progress

    Raises
    ------
    InputError
        If no column can form segments, too few customers are left, or rules lack the purchases that they speak of.
    UsageError
        If columns are chosen that the rules know nothing of.
    """
    progress(say("Preparing the columns"), 0.0)
    names = _forming_columns(inspection, purchases, by_rules)
    # A setting for a column that is not there would be lost without a word.
    named = match_columns(tuple(prepare.variables), inspection.columns)
    prepare = replace(prepare, variables=dict(zip(named, prepare.variables.values(), strict=True)))
    by_name = {column.name: column for column in inspection.columns_of_participants}
    chosen = {name: by_name[name] for name in names}
    fitted = fit_preparation(chosen, prepare, seed, part(progress, 0, 0.5))
    progress(say("Preparing the columns"), 0.6)
    prepared = apply_preparation(fitted.preparation, chosen)
    participants = inspection.participants
    rows = participants[prepared.usable]
    matrix = prepared.matrix[prepared.usable]
    unusable = prepared.unusable
    if inspection.takes_part is not None:
        unusable = unusable.within(participants, inspection.table.n_rows)
    _refuse_unfit(matrix, inspection.table.source.path.name)
    progress(say("Preparing the columns"), 0.8)
    ties = _ranks_of_cells(inspection.table, rows) if ties_by_cells else ()
    order = canonical_order(matrix, ties)
    progress(say("Preparing the columns"), 1.0)
    return TrainingData(inspection, purchases, fitted, unusable, rows, order, matrix[order])


def _forming_columns(inspection: Inspection, purchases: Purchases | None, by_rules: bool) -> tuple[str, ...]:
    """Return the columns that form the segments.

    Raises
    ------
    InputError
        If there are none.
    """
    if by_rules:
        return _named_by_rules(inspection, purchases)
    chosen = inspection.schema.names(Role.SEGMENTATION)
    names = chosen or _few_levels(inspection) or _constant_numbers(inspection)
    if not names:
        raise InputError(
            say("No column can form segments: {reasons}.", reasons=_why_none(inspection)),
            where=Where(file=inspection.table.source.path.name),
            mend=_way_out(inspection),
        )
    return names


def _way_out(inspection: Inspection) -> Message:
    """Return what to do where no column can form segments: amounts that are mostly empty may be mostly nothing."""
    sparse = [
        column.name
        for column in inspection.columns_of_participants
        if column.type is ColumnType.NUMBER and MOSTLY_MISSING < column.n_missing / len(column.values) < 1
    ]
    if not sparse:
        return say("A table of customers needs columns with numbers, dates, yes/no or a few categories.")
    return say(
        "Where an empty cell means nothing, as nothing bought, count it as 0: --use {columns} --missing constant.",
        columns=",".join(f'"{name}"' if " " in name or "," in name else name for name in sparse),
    )


def _refuse_unfit(matrix: Floats, file: str) -> None:
    """Refuse customers who are too few, or too far apart to measure.

    Raises
    ------
    InputError
    """
    if len(matrix) < MIN_CUSTOMERS:
        raise InputError(
            say_n(
                "{n} customer with usable values is too few to form segments.",
                "{n} customers with usable values are too few to form segments.",
                n=len(matrix),
            ),
            where=Where(file=file),
            mend=say(
                "At least {least} rows are needed, and results mean something from {few} on.",
                least=MIN_CUSTOMERS,
                few=FEW_CUSTOMERS,
            ),
        )
    if not np.abs(matrix).max() < LARGEST:
        raise InputError(
            say("The prepared values are too large to measure distances between customers."),
            where=Where(file=file),
            mend=say("Use --scale standard, and weights near 1."),
        )


def _ranks_of_cells(table: Table, rows: Positions) -> list[Positions]:
    """Return for each column how the cells of these rows rank by their text."""
    return [
        np.unique(column.texts.astype(str), return_inverse=True)[1][column.codes[rows]]
        for column in table.columns
    ]


def _named_by_rules(inspection: Inspection, purchases: Purchases | None) -> tuple[str, ...]:
    """Return the columns that RFM rules go by, in their order."""
    rfm = inspection.schema.rfm
    if purchases is None and rfm is None:
        raise InputError(
            say(
                "RFM segments need purchases, and this table has one row per customer without columns of recency and "
                "number of orders."
            ),
            where=Where(file=inspection.table.source.path.name),
            mend=say(
                "Give a table of purchases, name the columns with --recency, --frequency and --value, or choose "
                "another method."
            ),
        )
    names = purchases.rfm.variables if purchases is not None else () if rfm is None else rfm.names
    if set(inspection.schema.names(Role.SEGMENTATION)) != set(names):
        raise UsageError(
            say("RFM rules go by {columns}, and by nothing else.", columns=list(names)),
            mend=say("Leave --use, --describe and --ignore out for these columns, or choose another method."),
        )
    return names


def _few_levels(inspection: Inspection) -> tuple[str, ...]:
    """Return columns that would only describe but have few values: better than nothing where nothing else is there.

    Not where the user said which columns describe.
    """
    return tuple(
        choice.name
        for column, choice in zip(inspection.columns_of_participants, inspection.schema.choices, strict=True)
        if choice.role is Role.DESCRIPTOR
        and column.type in (ColumnType.CATEGORY, ColumnType.YES_NO)
        and column.n_distinct <= MANY_LEVELS
    )


def _constant_numbers(inspection: Inspection) -> tuple[str, ...]:
    """Return number columns that never vary: with nothing else, everyone is one segment."""
    columns = inspection.columns_of_participants
    if any(column.n_distinct > 1 for column in columns if column.type is ColumnType.NUMBER):
        return ()
    return tuple(
        column.name
        for column in columns
        if column.type in (ColumnType.NUMBER, ColumnType.YES_NO) and column.n_distinct == 1
    )


def _why_none(inspection: Inspection) -> str:
    parts = [
        str(finding("preparation.reason_of_column", column=choice.name[:40], reason=choice.reason))
        for choice in inspection.schema.choices[:6]
    ]
    return "; ".join(parts)
