"""What became of customers: how often each outcome is there, in a segment and in all of them, beside everyone."""

from collections.abc import Sequence
from dataclasses import replace

from segdesk.engine.profiles.outcomes import SegmentOutcome
from segdesk.engine.result.outcomes import outcome_findings
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Figure, Message, Percent, say
from segdesk.report.document import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    RowGroup,
    Sentences,
    Table,
)
from segdesk.report.tables import segment_columns


def outcome_blocks(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return a sentence on each outcome and the table of them all; nothing where there is none."""
    findings = outcome_findings(segmentation)
    if not findings:
        return ()
    groups = tuple(_group(each) for each in zip(*(s.outcomes for s in segmentation.named), strict=True))
    columns = (
        Column(say("Column")),
        Column(say("Everyone"), ColumnKind.NUMBER),
        *segment_columns(segmentation.named),
    )
    explained = say(
        "These columns had no say in forming the segments. Intervals made this way hold the true share in 95 of 100 "
        "cases (Wilson); a lift of 200 is twice the share of everyone."
    )
    return (Sentences(tuple(findings)), Table(columns, groups), Paragraph(explained, is_hint=True))


def _group(outcomes: Sequence[SegmentOutcome]) -> RowGroup:
    first = outcomes[0]
    everyone = replace(first, own=first.everyone)
    shown = (everyone, *outcomes)
    rows = (
        Row(say("Share"), tuple(Cell(_share(each.own.rate, 1), number=each.own.rate) for each in shown)),
        Row(say("95% interval"), tuple(Cell(_interval(each)) for each in shown)),
        Row(
            say("Lift"),
            tuple(Cell(_lift(each), number=each.lift) for each in shown),
        ),
        Row(
            say("Share of all such customers"),
            tuple(Cell(_share(each.share_of_cases), number=each.share_of_cases) for each in shown),
        ),
    )
    return RowGroup(rows, say("{variable}: “{case}”", variable=first.title, case=first.spoken_case))


def _share(share: float | None, decimals: int = 0) -> Message | str:
    return "–" if share is None else say("{share}", share=Percent(share, decimals))


def _interval(outcome: SegmentOutcome) -> Message | str:
    if outcome.own.interval is None:
        return "–"
    low, high = outcome.own.interval
    return say("{low} to {high}", low=Percent(low, 1), high=Percent(high, 1))


def outcome_name(outcome: SegmentOutcome) -> Message:
    """Name an outcome with its case, as the beginning of a sentence."""
    return say("“{variable}” is “{case}”", variable=outcome.title, case=outcome.spoken_case)


def outcomes_of_segment(outcomes: Sequence[SegmentOutcome]) -> Table:
    """Return the outcomes of a single segment, a row each."""
    columns = (
        Column(say("Outcome")),
        Column(say("This segment"), ColumnKind.NUMBER),
        Column(say("95% interval"), ColumnKind.NUMBER),
        Column(say("Everyone"), ColumnKind.NUMBER),
        Column(say("Everyone = 100"), ColumnKind.NUMBER),
        Column(say("Share of all such customers"), ColumnKind.NUMBER),
    )
    rows = tuple(
        Row(
            say("{variable}: “{case}”", variable=each.title, case=each.spoken_case),
            (
                Cell(_share(each.own.rate, 1), number=each.own.rate),
                Cell(_interval(each)),
                Cell(_share(each.everyone.rate, 1), number=each.everyone.rate),
                Cell(_lift(each), number=each.lift),
                Cell(_share(each.share_of_cases), number=each.share_of_cases),
            ),
        )
        for each in outcomes
    )
    return Table(columns, (RowGroup(rows),))


def _lift(outcome: SegmentOutcome) -> Message | str:
    return "–" if outcome.lift is None else say("{n}", n=Figure(outcome.lift, 0))
