"""The report of segments that were followed through several periods."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from matplotlib.figure import Figure

from segdesk.charts.movement import draw_movement, movement_definition
from segdesk.charts.moves import can_be_drawn, draw_moves
from segdesk.charts.palette import shade, text_on
from segdesk.charts.retention import curve_definition, draw_curve, draw_triangle, triangle_definition
from segdesk.charts.style import Look
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.comparison.reasons import reason_findings
from segdesk.engine.tracking.findings import (
    how_it_was_done,
    how_retention_goes_on,
    largest_changes,
    reason_counts,
    reasons_in_all,
    retention_findings,
    tracking_findings,
    tracking_headline,
)
from segdesk.engine.tracking.tracking import Tracking
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.messages import Message, Percent, current_language, in_words, say
from segdesk.report.document import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Findings,
    ItemList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Place,
    ReportDocument,
    Row,
    RowGroup,
    Section,
    SegmentColour,
    Sentences,
    Table,
)
from segdesk.report.images import DrawnImage
from segdesk.report.moves import moves_table

# Columns of periods that a table shows; the file has all.
_MOST_PERIODS = 12


@dataclass(frozen=True)
class TrackingChart:
    """A chart of a tracking.

    Attributes
    ----------
    name : str
        Of its file.
    question, finding, definition : Message
    draw : callable
        Returns the figure in a look.
    recipe : str
        That the segments were found with, as it may travel.
    """

    name: str
    question: Message
    finding: Message
    definition: Message
    draw: Callable[[Look], Figure]
    recipe: str

    @property
    def picture(self) -> Picture:
        """The chart as a block of the report."""
        return Picture(
            self.name, self.question, self.finding, self.definition, DrawnImage(self.draw, self.recipe)
        )


def tracking_charts(tracking: Tracking) -> tuple[TrackingChart, ...]:
    """Return the charts that can be drawn of a tracking."""
    last, retention = tracking.comparisons[-1], tracking.retention
    recipe = recipe_for_export(tracking.placed_by.recipe)
    change = (*largest_changes(tracking), say("The shares of the segments stayed as they were"))[0]
    charts = [
        TrackingChart(
            "movement",
            say("How did the segments grow and shrink?"),
            change,
            movement_definition(),
            partial(draw_movement, tracking, title=change),
            recipe,
        )
    ]
    if last.shared and can_be_drawn(last):
        charts.append(
            TrackingChart(
                "flow",
                say("Who moved where in the latest period?"),
                tracking_headline(tracking),
                say(
                    "Old segments at the left, new ones at the right; strong bands stayed in a matching segment"
                ),
                partial(draw_moves, last),
                recipe,
            )
        )
    if retention.curve:
        told = retention_findings(tracking)[0]
        charts.append(
            TrackingChart(
                "retention",
                say("Who is still there later?"),
                told,
                triangle_definition(retention),
                partial(draw_triangle, retention, title=told),
                recipe,
            )
        )
    if len(retention.curve) > 1:
        charts.append(
            TrackingChart(
                "retention_curve",
                say("How does retention go on?"),
                how_retention_goes_on(tracking),
                curve_definition(retention),
                partial(draw_curve, retention, title=how_retention_goes_on(tracking)),
                recipe,
            )
        )
    return tuple(charts)


def build_tracking_report(tracking: Tracking, version: str) -> ReportDocument:
    """Return the report, in the language in force.

    Parameters
    ----------
    tracking : Tracking
    version : str
        Version of segdesk.
    """
    charts = {chart.name: chart.picture for chart in tracking_charts(tracking)}

    def pictures(*names: str) -> tuple[Block, ...]:
        return tuple(charts[name] for name in names if name in charts)

    last = tracking.comparisons[-1]
    return ReportDocument(
        language=current_language(),
        version=version,
        kind=say("Customers through time"),
        file=tracking.title,
        title=tracking_headline(tracking),
        author="",
        lead=(),
        sections=(
            Section(
                "findings",
                say("At a glance"),
                (Findings(tuple(tracking_findings(tracking))), KeyFigures(_key_figures(tracking, last))),
                Place.FRONT,
            ),
            Section(
                "warnings",
                say("What to know first"),
                _list(tracking.warnings),
                Place.FRONT,
                is_listed=False,
                is_warning=True,
            ),
            Section(
                "movement",
                say("How the segments grew and shrank"),
                (*pictures("movement"), _history_table(tracking)),
            ),
            Section(
                "moves",
                say("Who moved where, from {old} to {new}", old=last.old_title, new=last.new_title),
                (
                    *pictures("flow"),
                    moves_table(last),
                    Sentences(tuple(reason_findings(last.reasons, last.shared - last.stayed))),
                ),
            ),
            Section("reasons", say("What moved customers, in all periods"), _reasons(tracking)),
            Section(
                "retention",
                say("Who was still there later"),
                (
                    Sentences(tuple(retention_findings(tracking))),
                    *pictures("retention", "retention_curve"),
                    *_curve_table(tracking),
                ),
            ),
            Section("periods", say("The periods"), (_period_table(tracking),), Place.APPENDIX),
            Section(
                "steps",
                say("What was done, step by step"),
                (ItemList((*tracking.steps, *how_it_was_done(tracking)), is_numbered=True),),
                Place.APPENDIX,
            ),
        ),
        footer=say(
            "Made with segdesk {version}. Everything in this report was computed from the files named above; "
            "nothing was sent anywhere.",
            version=version,
        ),
        recipe=recipe_for_export(tracking.placed_by.recipe),
        colours=tuple(
            SegmentColour(int(key), shade(int(key)), text_on(shade(int(key)))) for key in tracking.keys
        ),
    )


def _list(texts: tuple[Message, ...]) -> tuple[Block, ...]:
    return (ItemList(texts),) if texts else ()


def _key_figures(tracking: Tracking, last: Comparison) -> tuple[KeyFigure, ...]:
    latest = tracking.snapshots[-1]
    figures = [
        KeyFigure(say("Customers in {period}", period=last.new_title), in_words(latest.n_customers)),
        KeyFigure(say("New since {period}", period=last.old_title), in_words(int(last.come.sum()))),
        KeyFigure(say("Gone since {period}", period=last.old_title), in_words(int(last.gone.sum()))),
    ]
    if last.shared:
        figures.insert(1, KeyFigure(say("Stayed in their segment"), str(Percent(last.stayed / last.shared))))
    return tuple(figures)


def _history_table(tracking: Tracking) -> Table:
    """Return customers and share of each segment in the latest periods."""
    rows = tracking.history
    shown = tracking.periods[-_MOST_PERIODS:]
    cells = {(row.key, row.period): row for row in rows}
    columns = [Column(say("Segment"), ColumnKind.NAME)]
    columns += [Column(period.label, ColumnKind.NUMBER) for period in shown]
    body = tuple(
        Row(
            cells[key, shown[-1]].name,
            tuple(
                Cell(
                    say(
                        "{n} ({share})",
                        n=cells[key, period].customers,
                        share=Percent(cells[key, period].share),
                    )
                )
                for period in shown
            ),
        )
        for key in tracking.keys
    )
    caption = say("Customers of each segment, with their share of the customers of the period")
    return Table(tuple(columns), (RowGroup(body),), caption)


def _reasons(tracking: Tracking) -> tuple[Block, ...]:
    counts = reason_counts(tracking)
    if not counts:
        return ()
    columns = (Column(say("Column")), Column(say("Moves that it explains best"), ColumnKind.NUMBER))
    rows = tuple(Row(title, (Cell(in_words(n)),)) for title, n in counts)
    how = say(
        "Of the columns that form the segments, the one whose change brought a customer farthest on the way from the "
        "middle of the old segment to that of the new one; with RFM rules, the score that changed. The file moved.csv "
        "has it for each customer, with the value before and after."
    )
    return (
        *(Paragraph(text) for text in reasons_in_all(tracking)),
        Table(columns, (RowGroup(rows),)),
        Paragraph(how, True),
    )


def _curve_table(tracking: Tracking) -> tuple[Block, ...]:
    curve = tracking.retention.curve
    if not curve:
        return ()
    columns = (
        Column(say("Periods after the first"), ColumnKind.NUMBER),
        Column(say("Customers who began so long ago"), ColumnKind.NUMBER),
        Column(say("Of them there"), ColumnKind.NUMBER),
        Column(say("Share"), ColumnKind.NUMBER),
    )
    rows = tuple(
        Row(
            in_words(offset),
            (Cell(in_words(customers)), Cell(in_words(active)), Cell(str(Percent(active / customers)))),
        )
        for offset, customers, active in curve
    )
    return (Table(columns, (RowGroup(rows),)),)


def _period_table(tracking: Tracking) -> Table:
    """Return file and customers of each period, and how far they have drifted from those of the model."""
    columns = (
        Column(say("Period")),
        Column(say("File")),
        Column(say("Customers"), ColumnKind.NUMBER),
        Column(say("Since the segments were made"), ColumnKind.SENTENCE),
    )
    rows = tuple(
        Row(
            snapshot.period.label,
            (
                Cell(snapshot.file),
                Cell(in_words(snapshot.n_customers)),
                Cell("" if snapshot.drift is None else snapshot.drift.text),
            ),
        )
        for snapshot in tracking.snapshots
    )
    return Table(columns, (RowGroup(rows),))
