"""The report of what a campaign brought."""

from functools import partial

from segdesk.charts.uplift import (
    difference_in_words,
    draw_uplift,
    level_in_words,
    row_name,
    uplift_alternative,
    uplift_definition,
)
from segdesk.engine.campaign.findings import judged, result_headlines, result_title
from segdesk.engine.campaign.results import CampaignResult
from segdesk.engine.campaign.uplift import Effect, Measured
from segdesk.messages import Message, Percent, current_language, in_words, say
from segdesk.report.document import (
    Cell,
    Column,
    ColumnKind,
    Findings,
    ItemList,
    KeyFigure,
    KeyFigures,
    Picture,
    Place,
    ReportDocument,
    Row,
    RowGroup,
    Section,
    Table,
)
from segdesk.report.images import DrawnImage


def chart_name(measured: Measured) -> str:
    """Return the name of the file of a measure's chart."""
    return "uplift_money" if measured.is_money else "uplift"


def build_campaign_report(result: CampaignResult, version: str) -> ReportDocument:
    """Return the report, in the language in force.

    Parameters
    ----------
    result : CampaignResult
    version : str
        Version of segdesk.
    """
    headlines = result_headlines(result)
    front = (Findings(headlines), KeyFigures(_key_figures(result.measures[0])))
    return ReportDocument(
        language=current_language(),
        version=version,
        kind=say("What the campaign brought"),
        file=f"{result.groups.title}, {result.file}",
        title=result_title(result.measures[0]),
        author="",
        lead=(),
        sections=(
            Section("findings", say("At a glance"), front, Place.FRONT),
            *(_section(result, each) for each in result.measures),
            Section("how", say("How this was found out"), (ItemList(_how(result)),)),
        ),
        footer=say(
            "Made with segdesk {version}. Everything in this report was computed from the files named above; "
            "nothing was sent anywhere.",
            version=version,
        ),
        colours=(),
    )


def _key_figures(measured: Measured) -> tuple[KeyFigure, ...]:
    effect = measured.in_all
    return (
        KeyFigure(say("Written to"), in_words(effect.n_test)),
        KeyFigure(say("Held back"), in_words(effect.n_control)),
        KeyFigure(say("Responded, of those written to"), str(Percent(effect.test, 1))),
        KeyFigure(say("Responded, of those held back"), str(Percent(effect.control, 1))),
    )


def _section(result: CampaignResult, measured: Measured) -> Section:
    title = say("Money, segment by segment") if measured.is_money else say("Responses, segment by segment")
    picture = Picture(
        chart_name(measured),
        say("Where did the campaign work?"),
        result_title(measured),
        uplift_definition(measured),
        DrawnImage(partial(draw_uplift, result, measured)),
        uplift_alternative(result, measured),
    )
    return Section(chart_name(measured), title, (picture, _table(result, measured)))


def _table(result: CampaignResult, measured: Measured) -> Table:
    columns = (
        Column(say("Segment"), ColumnKind.NAME),
        Column(say("Written to"), ColumnKind.NUMBER),
        Column(say("Held back"), ColumnKind.NUMBER),
        Column(say("Difference"), ColumnKind.NUMBER),
        Column(say("95% interval"), ColumnKind.RANGE),
        Column(say("Judged")),
    )
    rows = tuple(
        Row(row_name(result, effect), _cells(result, measured, effect), is_marked=effect.segment is None)
        for effect in measured.effects
    )
    return Table(columns, (RowGroup(rows),))


def _cells(result: CampaignResult, measured: Measured, effect: Effect) -> tuple[Cell, ...]:
    interval = say(
        "{low} to {high}",
        low=difference_in_words(measured, effect.low),
        high=difference_in_words(measured, effect.high),
    )
    return (
        Cell(say("{level} of {n}", level=level_in_words(measured, effect.test), n=effect.n_test)),
        Cell(say("{level} of {n}", level=level_in_words(measured, effect.control), n=effect.n_control)),
        Cell(difference_in_words(measured, effect.difference)),
        Cell(interval),
        Cell(judged(result, effect)),
    )


def _how(result: CampaignResult) -> tuple[Message, ...]:
    judged_together = sum(len(each.effects) for each in result.measures)
    return (
        *result.notes,
        say(
            "Everybody counts on the side that the lots put them on, whether the message reached them or not."
        ),
        say(
            "Intervals of shares are Newcombe’s, of amounts Welch’s, widened to those of 4,999 other draws of the "
            "lots; p-values are exact (Fisher) or from these draws."
        ),
        say(
            "{n} effects are judged together at a level of 5% (Holm), so that where nothing works, one of twenty such "
            "reports at most says that something does.",
            n=judged_together,
        ),
    )
