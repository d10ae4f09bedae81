"""The values of one customer: as they are typed, as a model has them typically, and in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from segdesk.engine.data.column_matching import closest_name, match_names, several_columns
from segdesk.engine.data.column_terms import TYPE_WORDS, beside_unit
from segdesk.engine.data.table import ColumnFormat, ColumnType, Source, Table, TextColumn, TypedColumn
from segdesk.engine.drift.reference import ReferenceColumn
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.single_customer import CellValue
from segdesk.engine.prediction.units import unit_changes, with_changes
from segdesk.engine.preparation.steps import MISSING_LEVEL, OTHER_LEVEL, CategoryStep, NumberStep
from segdesk.engine.schema.types import type_columns
from segdesk.errors import InputError, UsageError
from segdesk.messages import Spoken, number_in_words, say


def typical_values(model: Model) -> dict[str, CellValue]:
    """Return the median or the most frequent value of each input, None where none is known.

    Of a model that keeps no reference, it is what empty cells are filled with.
    """
    known = {} if model.reference is None else model.reference.by_name
    steps = {step.name: step for step in model.preparation.steps}
    found: dict[str, CellValue] = {}
    for name in model.inputs:
        value = _usual(known[name], model.types[name]) if name in known else None
        if value is None and name in steps:
            value = _filled(steps[name], model.types[name])
        found[name] = value
    return found


def _usual(column: ReferenceColumn, kind: ColumnType) -> CellValue:
    if kind is ColumnType.CATEGORY:
        return column.levels[0] if column.levels else None
    return None if column.typical is None else from_number(column.typical, kind)


def _filled(step: NumberStep | CategoryStep, kind: ColumnType) -> CellValue:
    if isinstance(step, CategoryStep):
        return None if step.fill in (MISSING_LEVEL, OTHER_LEVEL) else step.fill
    if step.order:
        return step.order[min(max(round(step.fill), 0), len(step.order) - 1)]
    return from_number(step.fill, kind)


def from_number(number: float, kind: ColumnType) -> CellValue:
    """Return a value that counts as this number: a day of a date, which yes/no is nearer."""
    if kind is ColumnType.DATE:
        return np.datetime64(round(number * 86_400), "s")
    return float(round(number)) if kind is ColumnType.YES_NO else float(number)


def read_values(model: Model, given: Mapping[str, Any]) -> dict[str, CellValue]:
    """Return the values that were given for some inputs of a model.

    Parameters
    ----------
    model : Model
    given : mapping of str to value
        By the name of a column, however it is written. Texts are read as the cells of a file are; numbers, days, True
        and False are taken as they are; None and empty texts are empty cells.

    Raises
    ------
    InputError
        If the model has no such column, or two that could be meant.
    UsageError
        If a value is not of the type of its column, or a column is named twice.
    """
    found: dict[str, CellValue] = {}
    for name, value in given.items():
        column = input_named(model, name)
        if column in found:
            raise UsageError(say("“{column}” is given twice.", column=column))
        found[column] = _read_value(model, column, value)
    return found


def input_named(model: Model, name: str) -> str:
    """Return the input of a model that a person means.

    Raises
    ------
    InputError
        If there is none, or two could be meant.
    """
    match = match_names((name,), model.inputs)
    if name in match.rivals:
        raise several_columns(name, match.rivals[name])
    if name not in match.found:
        near = closest_name(name, model.inputs)
        columns = ", ".join(model.inputs)
        raise InputError(
            say("The model has no column “{column}”.", column=name),
            mend=say("The segments need: {columns}.", columns=columns)
            if near is None
            else say("Did you mean “{near}”? The segments need: {columns}.", near=near, columns=columns),
        )
    return match.found[name]


def _read_value(model: Model, column: str, value: Any) -> CellValue:
    kind = model.types[column]
    if value is None or value != value or (isinstance(value, str) and not value.strip()):  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, str):
        return _read_text(model, column, value)
    if kind is ColumnType.DATE and isinstance(value, np.datetime64):
        day: np.datetime64 = value.astype("datetime64[s]")
        return day
    if kind is ColumnType.DATE and isinstance(value, dt.date):
        return np.datetime64(value.isoformat()[:19], "s")
    if kind in (ColumnType.NUMBER, ColumnType.YES_NO) and isinstance(
        value, int | float | np.number | np.bool_
    ):
        number = float(value)
        if np.isfinite(number) and (kind is ColumnType.NUMBER or number in (0.0, 1.0)):
            return number
    if kind in (ColumnType.NUMBER, ColumnType.YES_NO, ColumnType.DATE):
        raise _unreadable(column, kind, str(value))
    return str(value)


def _read_text(model: Model, column: str, text: str) -> CellValue:
    source = Source(Path(column), "text", "")
    cell = TextColumn(column, np.zeros(1, dtype=np.int32), np.array([text], dtype=object))
    table = Table((cell,), (column,), source)
    known = {column: model.formats[column]}
    typed = type_columns(table, force={column: model.types[column]}, formats=known)[0]
    if typed.format.unit is not None:
        # A number without its unit is meant in the unit that the model knows.
        columns = {column: typed}
        typed = with_changes(columns, unit_changes(columns, model)[0])[column]
    if typed.n_missing:
        marks = {mark.strip().casefold() for mark in model.formats[column].missing_marks}
        if text.strip().casefold() not in marks:
            raise _unreadable(column, typed.type, text)
        return None
    return _cell(typed)


def _cell(column: TypedColumn) -> CellValue:
    """Return the only cell of a column."""
    if column.levels:
        return column.levels[int(column.values[0])]
    value = column.values[0]
    return value if isinstance(value, np.datetime64) else float(value)


def _unreadable(column: str, kind: ColumnType, text: str) -> UsageError:
    return UsageError(
        say(
            "“{column}” needs a {type}, and “{text}” is none.",
            column=column,
            type=TYPE_WORDS[kind],
            text=text,
        )
    )


@dataclass(frozen=True)
class GivenValue(Spoken):
    """A value of a column inside a message: with its unit, its words for yes and no, its day, and all of its digits."""

    value: CellValue
    kind: ColumnType
    format: ColumnFormat

    def __str__(self) -> str:
        """Return the value as a person reads it, in the language in force."""
        value, form = self.value, self.format
        if value is None:
            return str(say("(empty)"))
        if isinstance(value, str):
            return f"“{value}”"
        if isinstance(value, np.datetime64):
            return str(value.astype("datetime64[D]"))
        if self.kind is ColumnType.YES_NO:
            word = form.yes if value else form.no
            return word or str(say("yes") if value else say("no"))
        digits = f"{value:.6f}".rstrip("0").partition(".")[2]
        return beside_unit(number_in_words(value, len(digits)), form.unit)


def given_value(model: Model, column: str, value: CellValue) -> GivenValue:
    """Return a value of one of a model's inputs as a message can speak of it."""
    return GivenValue(value, model.types[column], model.formats[column])
