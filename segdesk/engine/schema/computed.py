"""What the user makes of the columns before their roles are decided: merged values, computed columns, a condition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from segdesk.engine.data.arrays import Mask, Positions
from segdesk.engine.data.canonical_column import canonical_column
from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnFormat, ColumnType, Table, TextColumn, TypedColumn
from segdesk.engine.expressions.evaluate import (
    FittedExpression,
    apply_expression,
    columns_named,
    fit_expression,
    where_true,
)
from segdesk.engine.expressions.parser import parse
from segdesk.engine.expressions.syntax import ExpressionError
from segdesk.engine.expressions.values import Kind, Value, dates_of
from segdesk.engine.recipe.columns import ColumnsSpec, in_condition
from segdesk.engine.recipe.computed import DerivedColumn, MergedLevels, in_derived_column
from segdesk.engine.recipe.labels import ColumnLabel
from segdesk.errors import InputError, UsageError
from segdesk.messages import Message, say


@dataclass(frozen=True)
class FittedColumn:
    """A computed column with what its formula took from the customers that it was written for."""

    name: str
    formula: FittedExpression


@dataclass(frozen=True)
class Computation:
    """What is made of the columns of a table, repeatable for new customers.

    Attributes
    ----------
    orders : mapping of str to tuple of str
        Values of ordered categories from low to high, by column, before values are merged.
    merged : tuple of MergedLevels
        With the exact names of columns.
    columns : tuple of FittedColumn
        In the order in which they are computed.
    condition : FittedExpression or None
        Which customers take part.
    """

    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    merged: tuple[MergedLevels, ...] = ()
    columns: tuple[FittedColumn, ...] = ()
    condition: FittedExpression | None = None

    def needed(self, names: Sequence[str], existing: Sequence[str]) -> tuple[str, ...]:
        """Return the columns of a file that some columns are made of, and those that the condition looks at.

        Parameters
        ----------
        names : sequence of str
            Of columns, computed or not.
        existing : sequence of str
            Names of the columns of the file, which decide how names in formulas are spelled.
        """
        formulas = {column.name: column.formula for column in self.columns}
        spelled = {name.strip().casefold(): name for name in (*existing, *formulas)}
        waiting = list(reversed(names))
        if self.condition is not None:
            waiting = [*reversed(self._named(self.condition, spelled)), *waiting]
        found: dict[str, None] = {}
        while waiting:
            name = waiting.pop()
            if name in formulas:
                waiting.extend(reversed(self._named(formulas[name], spelled)))
            else:
                found[name] = None
        return tuple(found)

    @staticmethod
    def _named(formula: FittedExpression, spelled: Mapping[str, str]) -> list[str]:
        return [spelled.get(name.strip().casefold(), name) for name in columns_named(parse(formula.text))]


@dataclass(frozen=True, eq=False)
class Computed:
    """A table with what the user makes of it.

    Attributes
    ----------
    table : Table
        As read, with the computed columns behind.
    columns : tuple of TypedColumn
        One per column of the table.
    computation : Computation
    takes_part : bool array of shape (n_rows,), or None
        Where the condition holds; None without one.
    """

    table: Table
    columns: tuple[TypedColumn, ...]
    computation: Computation = field(default_factory=Computation)
    takes_part: Mask | None = None


def compute(table: Table, columns: tuple[TypedColumn, ...], spec: ColumnsSpec) -> Computed:
    """Merge values, add computed columns, and find out who takes part.

    Parameters
    ----------
    table : Table
        Of customers.
    columns : tuple of TypedColumn
        Its columns, understood.
    spec : ColumnsSpec

    Raises
    ------
    InputError
        If columns or values are named that there are not, or nobody takes part.
    UsageError
        If a formula or condition asks of values what they do not have, or a computed column has a name that is taken.
    """
    condition = spec.condition()
    if not (spec.merged or spec.derived or spec.labels or condition is not None):
        return Computed(table, columns)
    labels = labels_of(columns, spec.labels)
    columns = _labeled(columns, labels)
    wanted = (*_meanings(labels, columns), *spec.merged)
    merged = tuple(replace(each, column=match_columns((each.column,), columns)[0]) for each in wanted)
    steps = [*_told_of_merges(merged, columns)]
    orders = {column.name: column.order for column in columns if column.order}
    columns = _merged(columns, merged)
    formulas, texts = [], []
    for each in spec.derived:
        formula, value = _fitted(each, columns)
        typed = computed_column(each.name.strip(), value, each.formula)
        columns = (*columns, typed)
        texts.append(canonical_column(typed))
        formulas.append(FittedColumn(typed.name, formula))
        steps.append(_told_of_column(typed, each.formula))
    computation, takes_part = Computation(orders, merged, tuple(formulas)), None
    if condition is not None:
        try:
            fitted, value = fit_expression(condition, columns)
            takes_part = where_true(value, condition)
        except ExpressionError as error:
            raise in_condition(error) from error
        computation = replace(computation, condition=fitted)
        _refuse_nobody(takes_part, condition.text)
    table = replace(
        table,
        columns=(*table.columns, *texts),
        headings=(*table.headings, *(text.name for text in texts)),
        steps=(*table.steps, *steps),
    )
    return Computed(table, columns, computation, takes_part)


def labels_of(
    columns: Sequence[TypedColumn] | Sequence[TextColumn], labels: Sequence[ColumnLabel]
) -> tuple[ColumnLabel, ...]:
    """Return the labels of these columns: a codebook may speak of more than a file has."""
    there = {column.name.strip().casefold() for column in columns}
    return tuple(label for label in labels if label.column.strip().casefold() in there)


def _labeled(columns: tuple[TypedColumn, ...], labels: Sequence[ColumnLabel]) -> tuple[TypedColumn, ...]:
    """Return columns with what the user calls them, and the units of their numbers."""
    by_name = dict(zip(match_columns([each.column for each in labels], columns), labels, strict=True))
    return tuple(
        _with_label(column, by_name[column.name]) if column.name in by_name else column for column in columns
    )


def _with_label(column: TypedColumn, label: ColumnLabel) -> TypedColumn:
    form = column.format if label.unit is None else replace(column.format, unit=label.unit)
    return replace(column, label=label.label or column.label, format=form)


def _meanings(labels: Sequence[ColumnLabel], columns: Sequence[TypedColumn]) -> list[MergedLevels]:
    """Return what codes mean, as values that are called otherwise; only of categories."""
    categories = {column.name for column in columns if column.type is ColumnType.CATEGORY}
    return [
        MergedLevels(each.column, code.meaning, (code.code,))
        for each in labels
        for code in each.meanings
        if match_columns((each.column,), columns)[0] in categories and code.meaning.strip()
    ]


def compute_again(
    computation: Computation, columns: Sequence[TypedColumn]
) -> tuple[tuple[TypedColumn, ...], Mask | None]:
    """Return columns with values merged and computed columns behind, and who takes part, as was done once before.

    Parameters
    ----------
    computation : Computation
    columns : sequence of TypedColumn
        Hold all that it needs, under the same names and of the same types. A computed column that is among them
        already is computed anew.
    """
    computed = {column.name for column in computation.columns}
    plain = tuple(
        replace(column, order=computation.orders.get(column.name, ()))
        for column in columns
        if column.name not in computed
    )
    found = _merged(plain, computation.merged)
    for each in computation.columns:
        value = apply_expression(each.formula, found)
        found = (*found, computed_column(each.name, value, each.formula.text))
    if computation.condition is None:
        return found, None
    value = apply_expression(computation.condition, found)
    return found, where_true(value, parse(computation.condition.text))


def rows_of(column: TypedColumn, rows: Positions) -> TypedColumn:
    """Return some rows of a column; of a category, with the levels that they have."""
    values = column.values[rows]
    if column.type is not ColumnType.CATEGORY:
        return replace(column, values=values)
    codes = values.astype(np.intp)
    counts = np.bincount(codes[codes >= 0], minlength=len(column.levels))
    by_text = np.array(sorted(range(len(counts)), key=column.levels.__getitem__), dtype=np.intp)
    kept = by_text[np.argsort(-counts[by_text], kind="stable")]
    kept = kept[counts[kept] > 0]
    rank = np.full(len(column.levels) + 1, -1, dtype=np.int32)
    rank[kept] = np.arange(len(kept), dtype=np.int32)
    levels = tuple(column.levels[i] for i in kept)
    return replace(
        column,
        values=rank[codes],
        levels=levels,
        order=tuple(level for level in column.order if level in set(levels)),
    )


def _fitted(each: DerivedColumn, columns: tuple[TypedColumn, ...]) -> tuple[FittedExpression, Value]:
    name = each.name.strip()
    if name.casefold() in {column.name.strip().casefold() for column in columns}:
        raise UsageError(
            say("There is a column “{column}” already.", column=name),
            mend=say("Give the computed column another name."),
        )
    try:
        return fit_expression(parse(each.formula), columns)
    except ExpressionError as error:
        raise in_derived_column(error, each) from error


def _refuse_nobody(takes_part: Mask, condition: str) -> None:
    if not takes_part.any():
        raise InputError(
            say("No customer fulfils the condition {condition}.", condition=condition),
            mend=say("Check the values in it against the column, or leave the condition out."),
        )


_TYPES = {
    Kind.NUMBER: ColumnType.NUMBER,
    Kind.DATE: ColumnType.DATE,
    Kind.YES_NO: ColumnType.YES_NO,
    Kind.TEXT: ColumnType.CATEGORY,
}


def computed_column(name: str, value: Value, formula: str) -> TypedColumn:
    """Return the column of the values that a formula gives, one per row."""
    reason = finding("computed.reason", formula=formula)
    array = np.ascontiguousarray(value.array)
    if value.kind is Kind.TEXT:
        levels, codes = value.levels, np.where(np.isnan(array), -1, array).astype(np.int32)
        column = TypedColumn(name, ColumnType.CATEGORY, codes, levels, ColumnFormat(), reason)
        # Sorted as levels of any category, without those that nobody has.
        column = rows_of(column, np.arange(len(codes)))
        order = tuple(level for level in levels if level in set(column.levels)) if value.is_ordered else ()
        return replace(column, order=order)
    values = dates_of(array) if value.kind is Kind.DATE else array
    form = ColumnFormat(yes="1", no="0") if value.kind is Kind.YES_NO else ColumnFormat(decimal=".")
    return TypedColumn(name, _TYPES[value.kind], values, (), form, reason)


def _merged(columns: tuple[TypedColumn, ...], merges: tuple[MergedLevels, ...]) -> tuple[TypedColumn, ...]:
    """Return columns with the levels merged that are to count as one."""
    for merge in merges:
        columns = tuple(
            _with_merged(column, merge) if column.name == merge.column else column for column in columns
        )
    return columns


def _with_merged(column: TypedColumn, merge: MergedLevels) -> TypedColumn:
    if column.type is not ColumnType.CATEGORY:
        raise InputError(
            say("Column “{column}” holds no categories: {reason}.", column=column.name, reason=column.reason),
            mend=say("Only values of a category can be merged."),
        )
    together = {level_key(level) for level in (*merge.levels, merge.into)}
    gone = [level for level in column.levels if level_key(level) in together]
    if not gone:
        return column
    levels = (merge.into, *(level for level in column.levels if level not in gone))
    place = {level: i for i, level in enumerate(levels)}
    new = np.array([place.get(level, 0) for level in column.levels] + [-1], dtype=np.int32)
    order = tuple(dict.fromkeys(merge.into if level in gone else level for level in column.order))
    column = replace(column, values=new[column.values], levels=levels, order=order)
    return rows_of(column, np.arange(len(column.values)))


def _told_of_column(column: TypedColumn, formula: str) -> Message:
    if not column.n_missing:
        return finding("computed.column", column=column.name, formula=formula)
    return finding("computed.column_with_missing", n=column.n_missing, column=column.name, formula=formula)


def _told_of_merges(merges: tuple[MergedLevels, ...], columns: Sequence[TypedColumn]) -> list[Message]:
    """Return a step for each merge, with the values that the column does not have."""
    by_name = {column.name: column for column in columns}
    told: list[Message] = []
    for merge in merges:
        known = {level_key(level) for level in by_name[merge.column].levels}
        there = [level for level in merge.levels if level_key(level) in known]
        absent = [level for level in merge.levels if level_key(level) not in known]
        about = {"column": merge.column, "into": merge.into}
        if there:
            told.append(finding("computed.merged", levels=there, **about))
        if absent:
            told.append(finding("computed.nothing_to_merge", levels=absent, **about))
    return told
