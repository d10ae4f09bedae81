"""A fitted preparation as SQL: from the columns of a table to those of the matrix."""

from collections.abc import Mapping, Sequence

import numpy as np

from segdesk.engine.data.level_key import level_key
from segdesk.engine.data.table import ColumnType
from segdesk.engine.preparation.apply import level_values
from segdesk.engine.preparation.steps import MISSING_LEVEL, OTHER_LEVEL, CategoryStep, NumberStep, Preparation
from segdesk.engine.recipe.computed import MergedLevels
from segdesk.io.scoring.spellings import spellings_of
from segdesk.io.scoring.sql_dialects import SqlDialect
from segdesk.io.scoring.sql_terms import Layer, case, greatest, least, minus, number, times

USABLE = "usable"


def preparation_layers(
    preparation: Preparation,
    merged: Sequence[MergedLevels],
    types: Mapping[str, ColumnType],
    dialect: SqlDialect,
) -> tuple[Layer, Layer, Layer]:
    """Return the variables as numbers (of categories, the place of their level), their scaled values, and the matrix.

    The matrix has a column `usable` behind, which says whether the preparation leaves a row in.

    Parameters
    ----------
    preparation : Preparation
    merged : sequence of MergedLevels
        Levels that count as another.
    types : mapping of str to ColumnType
        Of the variables.
    dialect : SqlDialect
    """
    given = Layer(
        "given",
        [
            (f"x{i}", _given(step, spellings_of(step, merged), types[step.name], dialect))
            for i, step in enumerate(preparation.steps, start=1)
        ],
    )
    scaled = Layer(
        "scaled",
        [(f"s{i}", _on_scale(step, given.of(f"x{i}"))) for i, step in enumerate(preparation.steps, start=1)],
    )
    columns = [
        column
        for i, step in enumerate(preparation.steps, start=1)
        for column in _matrix_columns(step, given.of(f"x{i}"), scaled.of(f"s{i}"), dialect)
    ]
    named = [(f"f{j}", column) for j, column in enumerate(columns, start=1)]
    matrix = Layer("matrix", [*named, (USABLE, _usable(preparation, given, scaled))])
    return given, scaled, matrix


def _given(
    step: NumberStep | CategoryStep,
    spellings: Mapping[str, Sequence[str]],
    type_: ColumnType,
    dialect: SqlDialect,
) -> str:
    """Return a variable as a number, NULL where the cell is empty."""
    column = f"c.{dialect.quoted(step.name)}"
    if isinstance(step, CategoryStep):
        known = [level for level in step.levels if level not in (MISSING_LEVEL, OTHER_LEVEL)]
        elsewhere = OTHER_LEVEL if OTHER_LEVEL in step.levels else step.fill
        branches = [(f"{column} IS NULL OR TRIM({column}) = ''", "NULL")]
        branches += [
            (_is_one_of(column, spellings[level], dialect), str(step.levels.index(level))) for level in known
        ]
        return case(branches, str(step.levels.index(elsewhere)))
    if step.order:
        branches = [
            (_is_one_of(column, spellings[level], dialect), number(i)) for i, level in enumerate(step.order)
        ]
        return dialect.number(case(branches, "NULL"))
    if type_ is ColumnType.DATE:
        return f"{dialect.seconds(column)} / 86400e0"
    return dialect.number(column)


def _is_one_of(column: str, texts: Sequence[str], dialect: SqlDialect) -> str:
    """Return whether a cell holds one of these texts, in any capitals and with spaces around."""
    if not texts:
        return "FALSE"
    exact = ", ".join(dialect.text(text) for text in dict.fromkeys(texts))
    # Some servers know small letters of the Latin alphabet only.
    small = ", ".join(dialect.text(text) for text in dict.fromkeys(level_key(text) for text in texts))
    return f"{column} IN ({exact}) OR LOWER(TRIM({column})) IN ({small})"


def _on_scale(step: NumberStep | CategoryStep, given: str) -> str:
    """Return a variable filled and transformed; of a category, the place of its level."""
    if isinstance(step, CategoryStep):
        return f"COALESCE({given}, {step.levels.index(step.fill)})"
    filled = f"COALESCE({given}, {number(step.fill)})"
    if step.transform == "log":
        return f"LN(1e0 + {greatest([filled, number(0)])})"
    if step.transform == "yeo-johnson" and step.exponent is not None:
        return _yeo_johnson(filled, step.exponent)
    return filled


def _yeo_johnson(value: str, exponent: float) -> str:
    """Return Yeo-Johnson's transform (2000, Biometrika 87:954)."""
    above, below = f"({value} + 1e0)", f"(1e0 - {value})"
    rest = 2 - exponent
    upper = (
        f"LN({above})"
        if exponent == 0
        else f"(POWER({above}, {number(exponent)}) - 1e0) / {number(exponent)}"
    )
    lower = f"-LN({below})" if rest == 0 else f"-(POWER({below}, {number(rest)}) - 1e0) / {number(rest)}"
    return f"CASE WHEN {value} >= 0 THEN {upper} ELSE {lower} END"


def _matrix_columns(
    step: NumberStep | CategoryStep, given: str, scaled: str, dialect: SqlDialect
) -> list[str]:
    """Return the matrix's columns of a variable."""
    if isinstance(step, CategoryStep):
        by_level = level_values(step)
        return [dialect.number(_by_level(scaled, by_level[:, j])) for j in range(len(step.levels))]
    value = scaled
    if step.outliers == "cap" and step.lower is not None and step.upper is not None:
        value = least([greatest([value, number(step.lower)]), number(step.upper)])
    columns = [times(f"({minus(value, step.centre)}) / {number(step.spread)}", step.weight)]
    if step.indicator is not None:
        flag = dialect.number(f"CASE WHEN {given} IS NULL THEN 1 ELSE 0 END")
        columns.append(
            times(f"({minus(flag, step.indicator.centre)}) / {number(step.indicator.spread)}", step.weight)
        )
    return columns


def _by_level(place: str, values: np.ndarray) -> str:
    """Return a number for each place of a level; the most frequent one is what is left."""
    usual = max(values.tolist(), key=values.tolist().count)
    return case(
        [(f"{place} = {i}", number(value)) for i, value in enumerate(values.tolist()) if value != usual],
        number(usual),
    )


def _usable(preparation: Preparation, given: Layer, scaled: Layer) -> str:
    """Return whether a row is segmented: it has some value, lacks none that it must have, has no extreme one."""
    some = " OR ".join(f"{name} IS NOT NULL" for name in given.names)
    conditions = [f"({some})"]
    for i, step in enumerate(preparation.steps, start=1):
        if step.missing == "drop":
            conditions.append(f"{given.of(f'x{i}')} IS NOT NULL")
        if (
            isinstance(step, NumberStep)
            and step.outliers == "set-aside"
            and step.lower is not None
            and step.upper is not None
        ):
            value = scaled.of(f"s{i}")
            conditions.append(f"{value} >= {number(step.lower)} AND {value} <= {number(step.upper)}")
    return f"CASE WHEN {' AND '.join(conditions)} THEN 1 ELSE 0 END"
