"""The sides of a comparison, taken from results."""

import numpy as np

from segdesk.engine.comparison.compare import Comparison, compare
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side, Texts, checked_identifiers, known_values
from segdesk.engine.data.finding import finding
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import InputError, Where
from segdesk.messages import say


def sides_of(old: Segmentation, new: Segmentation, old_title: str, new_title: str) -> tuple[Side, Side]:
    """Return two results as the sides of a comparison.

    Results of one customers table are compared row by row; where its identifiers tell customers apart, customers are
    called by them, else by the number of their row. Results of different tables, or of customers who were made of
    purchases, are compared by identifier.

    Raises
    ------
    InputError
        If customers cannot be told apart.
    """
    if _same_rows(old, new):
        shown = _row_names(new)
        return _side(old, old_title, shown), _side(new, new_title, shown)
    return side_of(old, old_title), side_of(new, new_title)


def compared_by_customer(earlier: Segmentation, later: Segmentation) -> Comparison:
    """Return what became of the customers of an earlier result, both called by the names of their files.

    Raises
    ------
    InputError
        If customers cannot be told apart.
    """
    return compared_with_side(side_of(earlier, earlier.source_table.source.path.name), later)


def compared_with_side(earlier: Side, later: Segmentation) -> Comparison:
    """Return what became of the customers of one side in a later result, which is called by the name of its file.

    Raises
    ------
    InputError
        If the later customers cannot be told apart.
    """
    return compare(earlier, side_of(later, later.source_table.source.path.name))


def side_of(segmentation: Segmentation, title: str) -> Side:
    """Return a result as one side of a comparison, its customers known by their identifier.

    Raises
    ------
    InputError
        If customers cannot be told apart.
    """
    file = segmentation.source.table.source.path.name
    if segmentation.identifier is None:
        raise InputError(
            say("Which column identifies a customer can't be told."),
            where=Where(file=file),
            mend=say("Name it with --id."),
        )
    column = segmentation.identifier.name
    return _side(
        segmentation,
        title,
        checked_identifiers(segmentation.source.table.column(column).cells(), file, column),
    )


def _same_rows(old: Segmentation, new: Segmentation) -> bool:
    return (
        old.source.purchases is None
        and new.source.purchases is None
        and old.source.table.source.sha256 == new.source.table.source.sha256
        and len(old.fit.labels) == len(new.fit.labels)
    )


def _row_names(segmentation: Segmentation) -> Texts:
    """Return what each row is called: its identifier if those differ, else its number."""
    if segmentation.identifier is not None:
        cells = segmentation.source.table.column(segmentation.identifier.name).cells()
        texts = np.array([str(cell).strip() for cell in cells], dtype=str)
        if len(np.unique(texts)) == len(texts) and (texts != "").all():
            return texts
    return np.arange(1, len(segmentation.fit.labels) + 1).astype(str)


def _side(segmentation: Segmentation, title: str, identifiers: Texts) -> Side:
    values = None
    # Who takes no part is in no segment, not in that of the unassigned.
    part = segmentation.source.takes_part
    rows = np.arange(len(segmentation.fit.labels)) if part is None else np.flatnonzero(part)
    if segmentation.source.value_column is not None:
        values = next(
            c for c in segmentation.source.columns if c.name == segmentation.source.value_column
        ).values
    return Side(
        title,
        identifiers[rows],
        segmentation.fit.labels[rows].astype(str),
        {
            UNASSIGNED_KEY: str(finding("segments.unassigned")),
            **{str(s.number): str(s.name) for s in segmentation.description.segments},
        },
        None if values is None else values[rows].astype(np.float64),
        segmentation.provenance.recipe,
        {str(s.number): s.palette_place for s in segmentation.description.segments},
        segmentation.source.value_column,
        known_values(segmentation.source.columns, segmentation.fit.model, rows),
    )
