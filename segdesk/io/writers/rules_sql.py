"""`rules.sql`: the rules of the segments as one CASE expression over the columns of the labeled file."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from segdesk.engine.data.table import Table
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.rules.agreement import Agreement, agreement
from segdesk.engine.rules.condition import Condition, Operator
from segdesk.engine.rules.rule import Rule
from segdesk.io.writers.csv_file import guarded, number_text
from segdesk.messages import Message, say


def write_rules_sql(path: Path, segmentation: Segmentation) -> None:
    """Write the expression, with the figures of each rule as comments; UTF-8, lines ended by LF."""
    path.write_text(rules_sql(segmentation), "utf-8", newline="\n")


def rules_sql(segmentation: Segmentation) -> str:
    """Return the rules as SQL: an expression that is a segment's number, or NULL where no rule fits.

    Its head counts how many customers it places as the model does; an `ELSE` for the others stands in it as a comment.
    """
    heads = column_heads(segmentation)
    ruled = in_order(segmentation)
    placed = _agreement(segmentation, ruled)
    lines = [*_head(segmentation, placed)]
    if not ruled:
        return "\n".join([*lines, "CAST(NULL AS INTEGER)", ""])
    lines.append("CASE")
    for segment, rule in ruled:
        figures = say(
            "Segment {number}: {name}. {figures}",
            number=segment.number,
            name=segment.name,
            figures=rule.figures,
        )
        lines.append(f"  {remark(figures)}")
        lines.append(f"  WHEN {filter_sql(rule, heads)} THEN {segment.number}")
    if placed.offer is not None:
        lines += [f"  {remark(placed.offer)}", f"  -- ELSE {placed.rest}"]
    return "\n".join([*lines, "END", ""])


def _agreement(segmentation: Segmentation, ruled: Sequence[tuple[Segment, Rule]]) -> Agreement:
    source = segmentation.source
    return agreement(
        [(segment.number, rule) for segment, rule in ruled],
        source.columns,
        segmentation.fit.labels,
        np.flatnonzero(source.participating),
    )


def _head(segmentation: Segmentation, placed: Agreement) -> Iterator[str]:
    """Yield the lines above the expression: what it is, what it places, what to know of the columns."""
    yield remark(say("The short rules of the segments, for the columns of the labeled file."))
    yield from map(remark, placed.counts)
    yield remark(
        say(
            "The columns hold numbers, dates or texts as they do there; empty cells are NULL, and so is what is no "
            "number in a column of numbers. A date may be text if it is written as 2024-12-31."
        )
    )
    yield remark(
        say(
            "The figures are those of each rule alone. A customer that matches several rules is given to the first "
            "of them here: the most precise stands first."
        )
    )
    condition = segmentation.source.condition
    if condition is not None:
        yield remark(say("They were counted among the customers with {condition}.", condition=condition))
    for name in _speaking(segmentation):
        if not _single(name, segmentation.source.table):
            yield remark(
                say(
                    "“{name}” is a column whose heading is missing, or not the only one of its kind.",
                    name=name,
                )
            )
    for segment in segmentation.named:
        if segment.rule is None:
            yield remark(
                say(
                    "No short rule sets segment {number} apart: {name}",
                    number=segment.number,
                    name=segment.name,
                )
            )


def in_order(segmentation: Segmentation) -> list[tuple[Segment, Rule]]:
    """Return the segments that have a rule, the one that is right most often first."""
    ruled = [(segment, segment.rule) for segment in segmentation.named if segment.rule is not None]
    return sorted(ruled, key=lambda pair: (-pair[1].precision, pair[0].number))


def column_heads(segmentation: Segmentation) -> dict[str, str]:
    """Return what each column is called in `labeled.csv`; what SQL can't tell apart has segdesk's own name."""
    heads = {}
    for name, heading in zip(
        segmentation.source.table.names, segmentation.source.table.headings, strict=True
    ):
        written = heading if segmentation.provenance.recipe.output.raw else guarded(heading)
        heads[name] = written if _single(name, segmentation.source.table) else name
    return heads


def _single(name: str, table: Table) -> bool:
    """Return whether SQL can tell a column by its heading; it knows no difference of capitals."""
    folded = [heading.strip().casefold() for heading in table.headings]
    own = folded[table.names.index(name)]
    return own != "" and folded.count(own) == 1


def filter_sql(rule: Rule, heads: dict[str, str]) -> str:
    """Return the rule as a condition in SQL.

    Parameters
    ----------
    rule : Rule
    heads : dict of str to str
        What the columns are called there, by name.
    """
    return " AND ".join(_condition(condition, heads[condition.column]) for condition in rule.conditions)


def _condition(condition: Condition, head: str) -> str:
    name = '"' + head.replace('"', '""') + '"'
    if condition.bound is not None:
        sign = ">" if condition.comparison is Operator.ABOVE else "<="
        return f"{name} {sign} {number_text(condition.bound.value)}"
    if condition.day is not None:
        sign = ">=" if condition.comparison is Operator.FROM else "<"
        return f"{name} {sign} '{condition.day.isoformat()}'"
    texts = ", ".join("'" + text.replace("'", "''") + "'" for text in condition.texts)
    if condition.comparison is Operator.IS_NOT:
        # Some programs import an empty cell as an empty text.
        return f"{name} NOT IN ({texts}, '')"
    return f"{name} = {texts}" if len(condition.texts) == 1 else f"{name} IN ({texts})"


def _speaking(segmentation: Segmentation) -> list[str]:
    """Return the names of the columns that rules speak of, each once."""
    named = [condition.column for _, rule in in_order(segmentation) for condition in rule.conditions]
    return list(dict.fromkeys(named))


def remark(text: Message) -> str:
    """Return a text as a comment, which names from the data can't leave: they hold no end of line here."""
    return "-- " + " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
