"""A page for each segment: who they are, what sets them apart in units, what they are worth, what to do and why."""

from functools import partial

import numpy as np

from segdesk.charts import segment_profile
from segdesk.charts.formatting import size_in_words, unit_of, value_in_words, value_name
from segdesk.charts.palette import text_on
from segdesk.charts.style import LIGHT
from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.traits import NOTABLE_EFFECT, one_fact, prominence
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.customer_names import customer_name, telling_identifier
from segdesk.engine.result.money import money_by_segment
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.messages import Figure, Message, Percent, reader_figure, say, say_n, times_figure
from segdesk.report.actions import reason, safe_action
from segdesk.report.document import (
    Block,
    Callout,
    Cell,
    Column,
    ColumnKind,
    Facts,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Place,
    Row,
    RowGroup,
    Section,
    SegmentColour,
    Subsection,
    Table,
    Text,
)
from segdesk.report.front import mean_title, money_in_words, total_title
from segdesk.report.images import DrawnImage
from segdesk.report.outcomes import outcome_name, outcomes_of_segment
from segdesk.report.tables import number_of

# Differences that a page shows; more of them weaken each other.
MOST_DIFFERENCES = 6
# Below this part of everyone's mean, a number of times says nothing.
_NEXT_TO_NOTHING = 0.05


def segment_sections(segmentation: Segmentation, options: ReportOptions) -> tuple[Section, ...]:
    """Return a section for each segment, the unassigned last."""
    return tuple(_section(segmentation, segment, options) for segment in _shown(segmentation))


def segment_colours(segmentation: Segmentation) -> tuple[SegmentColour, ...]:
    """Return the colour of each segment, that of the charts."""
    colours = ((segment, LIGHT.segment_colour(segment)) for segment in _shown(segmentation))
    return tuple(SegmentColour(segment.number, colour, text_on(colour)) for segment, colour in colours)


def _shown(segmentation: Segmentation) -> tuple[Segment, ...]:
    unassigned = [segment for segment in segmentation.description.segments if segment.number == UNASSIGNED]
    return (*segmentation.named, *unassigned)


def _section(segmentation: Segmentation, segment: Segment, options: ReportOptions) -> Section:
    return Section(
        f"segment-{segment.number}",
        segment.name,
        tuple(_blocks(segmentation, segment, options)),
        Place.SEGMENT,
        segment=segment.number,
        starts_page=segment.number != UNASSIGNED,
    )


def _blocks(segmentation: Segmentation, segment: Segment, options: ReportOptions) -> list[Block]:
    blocks: list[Block] = [
        Paragraph(say("{size}.", size=size_in_words(segmentation, segment))),
        Paragraph(segment.description),
        KeyFigures(_key_figures(segmentation, segment)),
    ]
    note = options.notes.get(segment.number, "").strip()
    if note:
        blocks.append(Paragraph(note))
    if segment.number != UNASSIGNED:
        blocks.append(
            Callout(say("What to do"), safe_action(segmentation, segment), reason(segment), segment.number)
        )
    anchor = f"segment-{segment.number}"
    if segment.outcomes:
        blocks.append(
            Subsection(
                f"{anchor}-outcomes", say("What became of them"), (outcomes_of_segment(segment.outcomes),)
            )
        )
    profiles = strongest_differences(segmentation, segment) if segment.traits else ()
    if segment.traits:
        inside: list[Block] = [Paragraph(say("In short: {traits}.", traits=list(segment.traits)))]
        if profiles:
            inside.append(_differences(segmentation, segment, profiles))
        blocks.append(Subsection(f"{anchor}-apart", say("What sets it apart"), tuple(inside)))
    if options.audience is Audience.ANALYST:
        facts = _facts(segmentation, segment)
        if facts:
            blocks.append(Subsection(f"{anchor}-find", say("How to find them again"), (Facts(tuple(facts)),)))
    if profiles:
        # Last, because it may shrink to the room that is left on the page.
        blocks.append(_picture(segmentation, segment, profiles))
    return blocks


def _key_figures(segmentation: Segmentation, segment: Segment) -> tuple[KeyFigure, ...]:
    found = [
        KeyFigure(
            say("Customers"),
            say("{n}", n=segment.size),
            say("{share} of all", share=Percent(segment.share)),
        )
    ]
    money = money_by_segment(segmentation).get(segment.number)
    if money is not None:
        share = segment.value_share
        found.append(
            KeyFigure(
                total_title(segmentation),
                money_in_words(segmentation, money.total),
                None
                if share is None
                else say("{share} of {value}", share=Percent(share), value=value_name(segmentation)),
            )
        )
        found.append(
            KeyFigure(
                mean_title(segmentation),
                money_in_words(segmentation, money.mean),
                say("{times} times everyone’s", times=times_figure(money.times)),
            )
        )
    for outcome in segment.outcomes[:1]:
        if outcome.own.rate is not None and outcome.everyone.rate is not None:
            found.append(
                KeyFigure(
                    outcome_name(outcome),
                    say("{share}", share=Percent(outcome.own.rate)),
                    say("everyone {share}", share=Percent(outcome.everyone.rate)),
                )
            )
    return tuple(found)


def strongest_differences(segmentation: Segmentation, segment: Segment) -> tuple[VariableProfile, ...]:
    """Return the profiles of the columns in which a segment differs most from everyone, one for each column."""
    at = segment.number - 1
    personal = {column.name for column in segmentation.source.columns if column.personal}
    kept: list[VariableProfile] = []
    for profile in sorted(
        segmentation.description.profiles, key=lambda p: -abs(np.nan_to_num(p.effect[at])) * prominence(p, at)
    ):
        is_told = any(profile.variable == other.variable or one_fact(profile, other) for other in kept)
        notable = abs(np.nan_to_num(profile.effect[at])) >= NOTABLE_EFFECT
        if notable and profile.variable not in personal and not is_told:
            kept.append(profile)
    return tuple(kept[:MOST_DIFFERENCES])


def _picture(segmentation: Segmentation, segment: Segment, profiles: tuple[VariableProfile, ...]) -> Picture:
    by_effect = sorted(profiles, key=lambda profile: -abs(profile.effect[segment.number - 1]))
    return Picture(
        f"segment_{segment.number}",
        say("How far from everyone?"),
        segment_profile.finding(segmentation, segment, by_effect),
        segment_profile.definition(),
        DrawnImage(
            partial(segment_profile.draw, segmentation, segment, by_effect),
            recipe_for_export(segmentation.provenance.recipe),
        ),
    )


def _differences(
    segmentation: Segmentation, segment: Segment, profiles: tuple[VariableProfile, ...]
) -> Table:
    """Return the columns in which a segment differs most, in their units, beside everyone."""
    columns = (
        Column(say("Column")),
        Column(say("This segment"), ColumnKind.NUMBER),
        Column(say("Everyone"), ColumnKind.NUMBER),
        Column(say("Compared with everyone"), ColumnKind.NUMBER),
    )
    rows = tuple(
        _difference(profile, segment.number - 1, unit_of(segmentation, profile.variable))
        for profile in profiles
    )
    return Table(columns, (RowGroup(rows),), say("Averages; shares where it says %"))


def _difference(profile: VariableProfile, at: int, unit: str | None) -> Row:
    own, everyone = float(profile.mean[at]), profile.overall
    cells = (
        Cell(value_in_words(profile, own, unit), number=number_of(profile, own)),
        Cell(value_in_words(profile, everyone, unit), number=number_of(profile, everyone)),
        Cell(_compared(profile, own, everyone)),
    )
    return Row(profile.label, cells)


def _compared(profile: VariableProfile, own: float, everyone: float) -> Text:
    """Say how a mean compares with everyone's: in points, days, years or times, whatever makes sense of it."""
    if profile.level is not None or profile.type is ColumnType.YES_NO:
        points = round(100 * own) - round(100 * everyone)
        return say("{points} points", points=_signed(points))
    if profile.type is ColumnType.DATE:
        days = round(own - everyone)
        if days == 0:
            return say("the same day")
        if days > 0:
            return say_n("{n} day later", "{n} days later", n=days)
        return say_n("{n} day earlier", "{n} days earlier", n=-days)
    if profile.is_year:
        return say("{years} years", years=_signed(own - everyone))
    least = min(float(np.nanmin(profile.lower_quartile)), own)
    if everyone > 0 and least >= 0 and own / everyone >= _NEXT_TO_NOTHING:
        times = round(own / everyone, 1 if own / everyone >= 1 else 2)
        # Figures that lie close together differ in units, however much that is beside their spread.
        if times != 1:
            return say("{times} times", times=Figure(times, 1 if times >= 1 else 2))
    return _signed(own - everyone)


def _signed(value: float) -> str:
    text = str(reader_figure(float(value)))
    return f"+{text}" if value > 0 else text


def _facts(segmentation: Segmentation, segment: Segment) -> list[tuple[Text, Text]]:
    facts: list[tuple[Text, Text]] = []
    if segment.rule is not None:
        words = say("{rule}. {figures}", rule=segment.rule.words, figures=segment.rule.figures)
        facts.append((say("Short rule"), words))
    elif segment.number != UNASSIGNED:
        facts.append((say("Short rule"), say("No short rule sets this segment apart.")))
    if segment.typical:
        facts.append((say("Typical customers"), _typical(segmentation, segment)))
    return facts


def _typical(segmentation: Segmentation, segment: Segment) -> Message:
    """Name the typical customers by identifier, or by row where that is missing or personal."""
    if telling_identifier(segmentation) is None:
        rows = [row + 1 for row in segment.typical]
        if segmentation.source.purchases is not None:
            # The rows of the file are orders; customers stand one to a row only here.
            return say("customers {rows} of labeled.csv", rows=rows)
        return say("rows {rows} of the data", rows=rows)
    return say("{names}", names=[customer_name(segmentation, row) for row in segment.typical])
