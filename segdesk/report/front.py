"""Page one, for whoever decides: what was found, who the segments are, what they are worth, what to do, how sure it is.

No word of method stands here.
"""

from collections.abc import Iterator, Mapping

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.formatting import unit_of, with_unit
from segdesk.charts.sizes import WORTH_SAYING, surplus
from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.data.finding import Finding
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.outcomes import SegmentOutcome
from segdesk.engine.result.customer_lists import customer_lists
from segdesk.engine.result.money import SegmentMoney, money_by_segment
from segdesk.engine.result.outcomes import outcome_findings
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.structure import CONSTRUCTIVE, NATURAL, NONE, REPRODUCIBLE
from segdesk.messages import Message, Percent, Value, say, say_n
from segdesk.report.actions import safe_action
from segdesk.report.document import (
    Block,
    Callout,
    Cell,
    Column,
    ColumnKind,
    Findings,
    KeyFigure,
    KeyFigures,
    Row,
    RowGroup,
    Subsection,
    Table,
    Text,
)
from segdesk.report.outcomes import outcome_name

# So many sentences a reader takes along.
MOST_FINDINGS = 3

_SURE: dict[str, tuple[Message, Message]] = {
    NATURAL: (say("High"), say("The groups are there in the data, so you can plan with them.")),
    REPRODUCIBLE: (
        say("Good"),
        say(
            "Repeated on random samples of the customers, the analysis finds the same groups. They have no sharp "
            "borders: whoever is near one could as well be in the group beside theirs."
        ),
    ),
    CONSTRUCTIVE: (
        say("Limited"),
        say(
            "The groups are useful slices to treat customers differently by, but none that exist by themselves."
        ),
    ),
    NONE: (say("Low"), say("Other groups could come out just as well: decide nothing on these alone.")),
}


def headline(segmentation: Segmentation) -> Message:
    """Return the report's title."""
    return say_n(
        "{n} segment of {customers} customers",
        "{n} segments of {customers} customers",
        n=segmentation.k,
        customers=len(segmentation.fit.rows),
    )


def lead(segmentation: Segmentation) -> tuple[Text, ...]:
    """Return what was divided: which file, of when, and whether it is a sample of it."""
    table = segmentation.source_table
    file = table.source.path.name
    opening = (
        say("The customers of “{file}”, put together by what they have in common.", file=file)
        if segmentation.source.purchases is None
        else say("The customers behind the purchases in “{file}”, put together by how they buy.", file=file)
    )
    return (opening, *_period(segmentation), *(table.steps[:1] if table.sample_of else ()))


def _period(segmentation: Segmentation) -> tuple[Text, ...]:
    """Say which days the purchases are from, where they have days."""
    if segmentation.source.purchases is None:
        return ()
    days = {
        column.name: column.values[~column.is_missing].astype("datetime64[D]")
        for column in segmentation.source.columns
        if column.name in ("first_order", "last_order") and column.type is ColumnType.DATE
    }
    if len(days) < 2 or not all(map(len, days.values())):
        return ()
    first, last = days["first_order"].min(), days["last_order"].max()
    return (say("These are purchases from {first} to {last}.", first=str(first), last=str(last)),)


def front_blocks(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return findings, figures, confidence and the table of the segments."""
    return (
        Findings(tuple(findings(segmentation))),
        KeyFigures(_key_figures(segmentation)),
        *confidence(segmentation),
        Subsection("segments", say("The segments"), (segment_table(segmentation),)),
    )


def findings(segmentation: Segmentation) -> list[Text]:
    """Return the three findings that matter most to whoever decides."""
    return list(dict.fromkeys(_by_importance(segmentation)))[:MOST_FINDINGS]


def _by_importance(segmentation: Segmentation) -> Iterator[Text]:
    if segmentation.validation.verdict.structure == NONE:
        yield say(
            "These customers show no groups: what follows divides them, and another division would do as well."
        )
    money = max((abs(surplus(segment)) for segment in segmentation.named), default=0.0) >= WORTH_SAYING
    sizes = say("{finding}.", finding=chart_named("sizes").finding(segmentation))
    if money and segmentation.k > 1:
        yield sizes
    yield from _outcomes(segmentation)
    for listed in customer_lists(segmentation):
        if listed.name == "slipping_away":
            yield listed.finding
    heatmap = chart_named("heatmap")
    if heatmap.applies(segmentation) is None:
        yield say("{finding}.", finding=heatmap.finding(segmentation))
    yield sizes
    for listed in customer_lists(segmentation):
        if listed.name == "most_valuable":
            yield listed.finding
    yield from _outcomes_alike(segmentation)


def _outcomes(segmentation: Segmentation) -> Iterator[Message]:
    """Yield where each outcome is most and least frequent, where the segments tell it beyond chance."""
    for outcome, told in _compared(segmentation, "outcomes.differ"):
        yield say(
            "{what}: {high} in “{highest}”, {low} in “{lowest}”, {everyone} of everyone.",
            what=outcome_name(outcome),
            high=_percent(told, "high_share"),
            highest=told["highest"],
            low=_percent(told, "low_share"),
            lowest=told["lowest"],
            everyone=_percent(told, "everyone"),
        )


def _outcomes_alike(segmentation: Segmentation) -> Iterator[Message]:
    """Yield how frequent each outcome is of which the segments tell nothing beyond chance."""
    for outcome, told in _compared(segmentation, "outcomes.differ_little"):
        yield say(
            "{what} for {everyone} of everyone, and the segments hardly differ in it.",
            what=outcome_name(outcome),
            everyone=_percent(told, "everyone"),
        )


def _compared(segmentation: Segmentation, code: str) -> Iterator[tuple[SegmentOutcome, Mapping[str, Value]]]:
    """Yield the outcomes of which the engine found this, with the figures that it rests on."""
    findings = outcome_findings(segmentation)
    for outcome, told in zip(segmentation.named[0].outcomes, findings, strict=True):
        if isinstance(told, Finding) and told.code == code:
            yield outcome, told.figures


def _percent(figures: Mapping[str, Value], name: str) -> Percent:
    share = figures[name]
    assert isinstance(share, float)
    return Percent(share)


def _key_figures(segmentation: Segmentation) -> tuple[KeyFigure, ...]:
    n = sum(segment.size for segment in segmentation.description.segments)
    found = [
        KeyFigure(say("Customers"), say("{n}", n=n), _outside(segmentation)),
        KeyFigure(say("Segments"), say("{n}", n=segmentation.k)),
    ]
    money = money_by_segment(segmentation)
    if money:
        total = sum(each.total for each in money.values())
        found.append(KeyFigure(total_title(segmentation), money_in_words(segmentation, total)))
    for outcome in segmentation.named[0].outcomes[:2]:
        if outcome.everyone.rate is not None:
            found.append(
                KeyFigure(
                    outcome_name(outcome),
                    say("{share}", share=Percent(outcome.everyone.rate)),
                    say("of everyone"),
                )
            )
    return tuple(found)


def _outside(segmentation: Segmentation) -> Message | None:
    """Say how many of the customers are in no segment, None where all are in one."""
    unassigned = [
        segment.size for segment in segmentation.description.segments if segment.number == UNASSIGNED
    ]
    if not unassigned:
        return None
    return say("{n} of them in no segment", n=unassigned[0])


def total_title(segmentation: Segmentation) -> Message:
    """Return what the sum of the money column is called."""
    if segmentation.source.purchases is not None:
        return say("Money in all")
    return say("“{column}” in all", column=_value_title(segmentation))


def mean_title(segmentation: Segmentation) -> Message:
    """Return what its mean is called."""
    if segmentation.source.purchases is not None:
        return say("Money per customer")
    return say("“{column}” per customer", column=_value_title(segmentation))


def _share_title(segmentation: Segmentation) -> Message:
    if segmentation.source.purchases is not None:
        return say("Share of the money")
    return say("Share of “{column}”", column=_value_title(segmentation))


def _value_title(segmentation: Segmentation) -> str:
    return segmentation.source.title_of(segmentation.source.value_column or "")


def money_in_words(segmentation: Segmentation, amount: float) -> str:
    """Write an amount of the money column, whole from a hundred up, with its currency."""
    return with_unit(amount, unit_of(segmentation, segmentation.source.value_column or ""))


def confidence(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return in a word how sure the division is; nothing where it was not judged."""
    structure = segmentation.validation.verdict.structure
    heading = say("How sure is this?")
    if segmentation.provenance.recipe.method.by_rules:
        return (
            Callout(heading, say("By definition"), say("The groups follow rules that were set beforehand.")),
        )
    if structure not in _SURE:
        return ()
    word, text = _SURE[structure]
    return (Callout(heading, word, text),)


def segment_table(segmentation: Segmentation) -> Table:
    """Return a row for each segment: how big, what it is worth, what to do with it."""
    money = money_by_segment(segmentation)
    columns = [
        Column(say("Segment"), ColumnKind.NAME),
        Column(say("Customers"), ColumnKind.NUMBER),
        Column(say("Share of customers"), ColumnKind.NUMBER),
    ]
    if money:
        columns.append(Column(_share_title(segmentation), ColumnKind.NUMBER))
        columns.append(Column(mean_title(segmentation), ColumnKind.NUMBER))
    columns.append(Column(say("What to do"), ColumnKind.SENTENCE))
    rows = tuple(_row(segmentation, segment, money) for segment in segmentation.description.segments)
    # The unassigned come last, as everywhere in the report.
    rows = (*(row for row in rows if row.segment), *(row for row in rows if not row.segment))
    return Table(tuple(columns), (RowGroup(rows),))


def _row(segmentation: Segmentation, segment: Segment, money: dict[int, SegmentMoney]) -> Row:
    cells = [
        Cell(say("{n}", n=segment.size), number=segment.size),
        Cell(say("{share}", share=Percent(segment.share)), number=segment.share),
    ]
    if money:
        own = money.get(segment.number)
        share = segment.value_share
        cells.append(Cell("–" if share is None else say("{share}", share=Percent(share)), number=share))
        cells.append(
            Cell("–") if own is None else Cell(money_in_words(segmentation, own.mean), number=own.mean)
        )
    cells.append(Cell("" if segment.number == UNASSIGNED else safe_action(segmentation, segment)))
    return Row(segment.name, tuple(cells), segment=segment.number)
