"""The segments as cards: name, size, value, description, traits, typical customers."""

from typing import Any

from segdesk.charts.palette import text_on
from segdesk.charts.style import Look
from segdesk.charts.words import size_in_words
from segdesk.engine.segmentation import UNASSIGNED, Segment, Segmentation
from segdesk.engine.stability import stability_word
from segdesk.engine.table import ColumnType
from segdesk.messages import Figure, Message, say


def segment_cards(segmentation: Segmentation, look: Look) -> list[dict[str, Any]]:
    """Return what each card shows, segments first, the unassigned last."""
    unassigned = [segment for segment in segmentation.segments if segment.number == UNASSIGNED]
    return [_card(segmentation, segment, look) for segment in (*segmentation.named, *unassigned)]


def _card(segmentation: Segmentation, segment: Segment, look: Look) -> dict[str, Any]:
    colour = look.segment_colour(segment)
    facts: list[tuple[Message, object]] = []
    if segment.rule is not None:
        told = say("{rule}. {figures}", rule=segment.rule.words, figures=segment.rule.figures)
        facts.append((say("Short rule"), told))
    elif segment.number != UNASSIGNED:
        facts.append((say("Short rule"), say("No short rule sets this segment apart.")))
    if segment.stability is not None:
        words = say(
            "{word} ({value} on a scale up to 1)",
            word=stability_word(segment.stability),
            value=Figure(segment.stability, 2),
        )
        facts.append((say("How well it comes back"), words))
    if segment.typical:
        facts.append((say("Typical customers"), _typical(segmentation, segment)))
    return {
        "number": segment.number,
        "name": segment.name,
        "colour": colour,
        "on": text_on(colour),
        "size": size_in_words(segmentation, segment),
        "description": segment.description,
        "traits": segment.traits,
        "facts": facts,
    }


def _typical(segmentation: Segmentation, segment: Segment) -> Message:
    """Name the typical customers by identifier, or by row where that is missing or personal."""
    column = segmentation.identifier
    if column is None or column.personal or column.type is not ColumnType.IDENTIFIER:
        return say("rows {rows} of the data", rows=[row + 1 for row in segment.typical])
    codes = [int(column.values[row]) for row in segment.typical]
    names = [
        column.levels[code] if code >= 0 else str(say("row {row}", row=row + 1))
        for code, row in zip(codes, segment.typical, strict=True)
    ]
    return say("{names}", names=names)
