"""`segdesk inspect`: the columns, and what a run would do."""

import argparse
import json
from typing import Any

from segdesk.cli.chosen_recipe import recipe_of
from segdesk.cli.printing import shorten, tell, tell_table
from segdesk.cli.progress import ProgressLine
from segdesk.engine.data.column_terms import ROLE_WORDS, TYPE_WORDS
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.schema.inspection import Inspection, inspect
from segdesk.engine.schema.roles import TableSchema
from segdesk.io.reading import read_table
from segdesk.io.source_summary import summarise_source
from segdesk.messages import in_words, percent_in_words, say, say_n

EXAMPLES = 3


def work(options: argparse.Namespace) -> None:
    """Read and understand the file, and print what was found."""
    recipe = recipe_of(options)
    with ProgressLine(wanted=not options.quiet) as progress:
        table = read_table(options.files, recipe.read, progress)
        inspection = inspect(table, recipe.columns, recipe.read, recipe.transactions, progress)
    if options.json:
        print(json.dumps(_as_json(inspection), ensure_ascii=False, indent=2))
    else:
        _print(inspection)


def _print(inspection: Inspection) -> None:
    table, schema = inspection.table, inspection.schema
    tell(
        say(
            "{file}: {rows} rows, {columns} columns ({format}).",
            file=table.source.path.name,
            rows=table.n_rows,
            columns=len(table.columns),
            format=_how_read(inspection),
        )
    )
    for step in table.steps:
        tell(f"  {step}")
    tell()
    rows = [
        [
            shorten(column.name, 30),
            str(TYPE_WORDS[column.type]),
            str(ROLE_WORDS[choice.role]),
            percent_in_words(column.n_missing / max(len(column.values), 1)) if column.n_missing else "",
            shorten(", ".join(examples(inspection, column)), 32),
            shorten(choice.reason, 70),
        ]
        for column, choice in zip(inspection.columns, schema.choices, strict=True)
    ]
    headings = [say("column"), say("type"), say("role"), say("empty"), say("examples"), say("why")]
    tell_table([str(heading) for heading in headings], rows, right=(3,))
    tell()
    reason = schema.kind_reason
    if schema.purchases is None:
        tell(say("Kind of table: customers, {reason}.", reason=reason))
        _tell_used(schema.names(Role.SEGMENTATION))
        _tell_outcomes(schema)
    else:
        tell(say("Kind of table: transactions, {reason}.", reason=reason))
        tell(say("A run would sum the purchases up to one row per customer and form segments from those."))
    if schema.value_column is not None:
        tell(say("Value is taken from “{column}”.", column=schema.value_column))
    for warning in inspection.warnings:
        tell(say("Note: {warning}", warning=warning))


def _tell_used(used: tuple[str, ...]) -> None:
    if not used:
        tell(say("No column stands out to form segments; name some with --use."))
        return
    tell(
        say_n(
            "A run would form segments from {n} column: {names}.",
            "A run would form segments from {n} columns: {names}.",
            n=len(used),
            names=", ".join(used),
        )
    )


def _tell_outcomes(schema: TableSchema) -> None:
    outcomes = [
        say("“{column}” (“{case}”)", column=c.name, case=c.case.value) for c in schema.choices if c.case
    ]
    if outcomes:
        tell(
            say_n(
                "It would tell how often this outcome is there in each segment: {outcomes}.",
                "It would tell how often these outcomes are there in each segment: {outcomes}.",
                n=len(outcomes),
                outcomes=outcomes,
            )
        )


def _how_read(inspection: Inspection) -> str:
    source = inspection.table.source
    details = [source.format]
    if source.sheet is not None:
        details.append(source.sheet)
    if source.encoding is not None:
        details.append(source.encoding)
    if source.delimiter is not None:
        mark = say("tab") if source.delimiter == "\t" else say("“{mark}”", mark=source.delimiter)
        details.append(str(mark))
    return ", ".join(details)


def examples(inspection: Inspection, column: TypedColumn) -> list[str]:
    """Return a few distinct cells of a column as written; none of personal data."""
    if column.personal:
        return []
    found = []
    for text in inspection.table.column(column.name).texts:
        if text.strip() and text not in column.format.missing_marks:
            found.append(" ".join(text.split()))
        if len(found) == EXAMPLES:
            break
    return found


def _as_json(inspection: Inspection) -> dict[str, Any]:
    table, schema = inspection.table, inspection.schema
    return {
        "input": {**summarise_source(table), "header_line": table.source.header_line},
        "kind": schema.kind,
        "kind_reason": str(schema.kind_reason),
        "value": schema.value_column,
        "columns": [
            {
                "name": column.name,
                "type": str(column.type),
                "role": str(choice.role),
                "reason": str(choice.reason),
                "case": None if choice.case is None else choice.case.value,
                "type_reason": str(column.reason),
                "missing": column.n_missing,
                "distinct": column.n_distinct,
                "personal": column.personal,
                "examples": examples(inspection, column),
                "decimal": column.format.decimal if column.type is ColumnType.NUMBER else None,
                "date_order": column.format.date_order,
            }
            for column, choice in zip(inspection.columns, schema.choices, strict=True)
        ],
        "steps": [str(step) for step in table.steps],
        "warnings": [in_words(w) for w in inspection.warnings],
    }
