"""`export-sql`: one SELECT that places customers as `predict` does."""

from collections.abc import Iterator, Sequence

from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.prediction.model import Model
from segdesk.io.scoring.refusals import refuse_what_cannot_be_written
from segdesk.io.scoring.sql_dialects import DIALECTS, SqlDialect
from segdesk.io.scoring.sql_placing import distance_layer, placing_layers
from segdesk.io.scoring.sql_preparation import USABLE, preparation_layers
from segdesk.io.scoring.sql_terms import Layer, case, number
from segdesk.io.writers.rules_sql import remark
from segdesk.messages import say

CUSTOMERS = "customers"
# As `predict` allows for rounding.
ROUNDING = 1 + 1e-9


def placing_sql(model: Model, dialect: str, table: str = CUSTOMERS) -> str:
    """Return a SELECT of all columns of a table and those that `predict` adds.

    Parameters
    ----------
    model : Model
    dialect : str
        A name of `DIALECTS`.
    table : str, default "customers"
        Its columns are called, and hold, what `segdesk clean` writes: numbers, dates, 1 and 0 for yes and no, texts.

    Raises
    ------
    InputError
        If the model's placing rests on what a statement cannot hold.
    """
    refuse_what_cannot_be_written(model)
    way = DIALECTS[dialect]
    preparation = preparation_layers(model.preparation, model.computation.merged, model.types, way)
    given, _, matrix = preparation
    features = [name for name in matrix.names if name != matrix.of(USABLE)]
    placing = placing_layers(model.assigner, given.names, features, way)
    placed, margin = placing[-2:]
    centres = distance_layer("centres", "c", model.centres, features)
    result = _result(model, matrix, placed, margin, centres, way)
    layers = [*preparation, *placing, centres]
    written = (
        _materialised(layers, result, way, table) if way.keeps_rows else _lateral(layers, result, way, table)
    )
    return "\n".join([*_head(model), *written]) + ";\n"


def _result(
    model: Model, matrix: Layer, placed: Layer, margin: Layer, centres: Layer, way: SqlDialect
) -> list[tuple[str, str]]:
    """Return the columns that `predict` adds."""
    usable = f"{matrix.of(USABLE)} = 1"
    segment = f"CASE WHEN {usable} THEN {placed.of('segment')} ELSE {UNASSIGNED} END"
    own = f"{usable} AND {placed.of('segment')}"
    names = [(f"{own} = {i}", way.text(name)) for i, name in enumerate(model.names, start=1)]
    within = [
        (f"{own} = {i} AND {distance} <= {number(limit * ROUNDING)}", way.text(str(say("no"))))
        for i, (distance, limit) in enumerate(zip(centres.names, model.limits.tolist(), strict=True), start=1)
    ]
    return [
        ("segment", segment),
        ("segment_name", case(names, way.text(str(say("Unassigned"))))),
        ("segment_confidence", f"CASE WHEN {own} > 0 THEN {margin.of('confidence')} END"),
        ("segment_second", f"CASE WHEN {usable} THEN {margin.of('second')} ELSE 0 END"),
        ("segment_unlike", case(within, way.text(str(say("yes"))))),
    ]


def _lateral(
    layers: Sequence[Layer], result: Sequence[tuple[str, str]], way: SqlDialect, table: str
) -> Iterator[str]:
    """Yield the lines of a statement in which each layer is a lateral subquery."""
    yield "SELECT"
    yield _columns([("", "c.*"), *result])
    yield f"FROM {way.quoted(table)} AS c"
    for layer in layers:
        yield from _joined(layer)


def _materialised(
    layers: Sequence[Layer], result: Sequence[tuple[str, str]], way: SqlDialect, table: str
) -> Iterator[str]:
    """Yield the lines of a statement in which each layer is a step of its own that carries the customer's row."""
    before, kept = f"{way.quoted(table)} AS c", "c AS seg_customer"
    for i, layer in enumerate(layers):
        yield f"{'WITH' if i == 0 else ','} {layer.name} AS MATERIALIZED (SELECT"
        if layer.source:
            yield f"  {kept}, {', '.join(layer.names)}"
            yield f"FROM {before}"
            yield from _joined(layer)
        else:
            yield _columns(
                [("", kept), *((layer.of(name), expression) for name, expression in layer.columns)]
            )
            yield f"FROM {before}"
        yield ")"
        before, kept = layer.name, f"{layer.name}.*"
    yield "SELECT"
    yield _columns([("", "(seg_customer).*"), *result])
    yield f"FROM {before}"


def _joined(layer: Layer) -> Iterator[str]:
    """Yield the lines that join a layer to those before it."""
    yield "CROSS JOIN LATERAL (SELECT"
    yield _columns([(layer.of(name), expression) for name, expression in layer.columns])
    yield f"{f'FROM {layer.source}' if layer.source else ''}) AS {layer.name}"


def _columns(columns: Sequence[tuple[str, str]]) -> str:
    """Return the list of columns of a SELECT, one a line; what has no name of its own keeps the one that it has."""
    return ",\n".join(
        f"  {expression} AS {name}" if name else f"  {expression}" for name, expression in columns
    )


def _head(model: Model) -> list[str]:
    """Return the lines above the statement: what it is, and what the columns must hold."""
    told = [
        say("Places customers in the segments of a segdesk model, as segdesk predict does."),
        say(
            "The table holds what segdesk clean writes: numbers, dates, 1 and 0 for yes and no, one spelling of each "
            "category, NULL where a cell is empty. Columns that are needed: {columns}.",
            columns=list(model.inputs),
        ),
        say("Change the name of the table in the FROM clause."),
    ]
    return [remark(each) for each in told]
