"""The segments as cards: name, size, value, description, traits, typical customers."""

from segdesk.charts.formatting import size_in_words
from segdesk.charts.palette import text_on
from segdesk.charts.style import LIGHT
from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.result.customer_names import customer_name, telling_identifier
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.stability import STABLE, stability_word
from segdesk.messages import Figure, Message, say
from segdesk.report.document import CardPart, ItemList, Paragraph, SegmentCard, SegmentColour


def segment_cards(segmentation: Segmentation) -> tuple[SegmentCard, ...]:
    """Return a card for each segment, the unassigned last."""
    return tuple(_card(segmentation, segment) for segment in _shown(segmentation))


def segment_colours(segmentation: Segmentation) -> tuple[SegmentColour, ...]:
    """Return the colour of each segment, that of the charts."""
    colours = ((segment, LIGHT.segment_colour(segment)) for segment in _shown(segmentation))
    return tuple(SegmentColour(segment.number, colour, text_on(colour)) for segment, colour in colours)


def _shown(segmentation: Segmentation) -> tuple[Segment, ...]:
    unassigned = [segment for segment in segmentation.description.segments if segment.number == UNASSIGNED]
    return (*segmentation.named, *unassigned)


def _card(segmentation: Segmentation, segment: Segment) -> SegmentCard:
    parts = []
    if segment.action is not None:
        parts.append(CardPart(say("What to do next"), Paragraph(segment.action)))
    if segment.outcomes:
        told = tuple(say("{finding}.", finding=outcome.in_words) for outcome in segment.outcomes)
        parts.append(CardPart(say("What became of them"), ItemList(told)))
    if segment.traits:
        parts.append(CardPart(say("What sets it apart"), ItemList(segment.traits)))
    parts += [CardPart(term, Paragraph(text)) for term, text in _facts(segmentation, segment)]
    size = size_in_words(segmentation, segment)
    return SegmentCard(segment.number, segment.name, size, segment.description, tuple(parts))


def _facts(segmentation: Segmentation, segment: Segment) -> list[tuple[Message, Message]]:
    facts = []
    if segment.rule is not None:
        words = say("{rule}. {figures}", rule=segment.rule.words, figures=segment.rule.figures)
        facts.append((say("Short rule"), words))
    elif segment.number != UNASSIGNED:
        facts.append((say("Short rule"), say("No short rule sets this segment apart.")))
    if segment.by_hand:
        facts.append((say("Made by hand"), say("Not as the method found it: see how the number was chosen.")))
    if segment.stability is not None:
        words = say(
            "{word} ({value} on a scale up to 1)",
            word=stability_word(segment.stability),
            value=Figure(segment.stability, 2),
        )
        facts.append((say("How well it comes back"), words))
    if segment.recovered is not None:
        words = say(
            "Nearly whole in {recovered} of {draws} draws, lost in {dissolved}.",
            recovered=segment.recovered,
            dissolved=segment.dissolved,
            draws=segmentation.provenance.recipe.scan.draws,
        )
        facts.append((say("Draw by draw"), words))
    if segment.parent is not None:
        words = say("Group {number} of those between gaps, by size.", number=segment.parent)
        facts.append((say("Lies in"), words))
    if segment.jaccard_across_k:
        facts.append((say("With other numbers of segments"), jaccard_in_words(segment)))
    if segment.typical:
        facts.append((say("Typical customers"), _typical(segmentation, segment)))
    return facts


def jaccard_in_words(segment: Segment) -> Message:
    """Say with which other numbers of segments a segment is there too."""
    also = sorted(k for k, similarity in segment.jaccard_across_k.items() if similarity >= STABLE)
    tried = sorted(segment.jaccard_across_k)
    if not also:
        return say("It is not there with any other number that was tried ({tried}).", tried=tried)
    if also == tried:
        return say("It is there with every number that was tried ({tried}).", tried=tried)
    return say(
        "It is there with {numbers} segments too, of {tried} that were tried.", numbers=also, tried=tried
    )


def _typical(segmentation: Segmentation, segment: Segment) -> Message:
    """Name the typical customers by identifier, or by row where that is missing or personal."""
    if telling_identifier(segmentation) is None:
        rows = [row + 1 for row in segment.typical]
        if segmentation.source.purchases is not None:
            # The rows of the file are orders; customers stand one to a row only here.
            return say("customers {rows} of labeled.csv", rows=rows)
        return say("rows {rows} of the data", rows=rows)
    return say("{names}", names=[customer_name(segmentation, row) for row in segment.typical])
