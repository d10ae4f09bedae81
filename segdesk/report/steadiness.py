"""The appendix's part on single segments: does each come back, and is it there with other numbers of segments?"""

from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.stability import STABLE, stability_word
from segdesk.messages import Figure, Message, say
from segdesk.report.document import Block, Cell, Column, ColumnKind, Row, RowGroup, Table, Text


def steadiness(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return the table; nothing where no segment was drawn anew."""
    if all(_is_untold(segment) for segment in segmentation.named):
        return ()
    columns = (
        Column(say("Segment"), ColumnKind.NAME),
        Column(say("How well it comes back (up to 1)")),
        Column(say("Draw by draw"), ColumnKind.SENTENCE),
        Column(say("With other numbers of segments"), ColumnKind.SENTENCE),
        Column(say("Remarks"), ColumnKind.SENTENCE),
    )
    rows = tuple(
        Row(
            segment.name,
            (
                Cell(_comes_back(segment)),
                Cell(_draws(segmentation, segment)),
                Cell(jaccard_in_words(segment)),
                Cell(_remarks(segment)),
            ),
            segment=segment.number,
        )
        for segment in segmentation.named
    )
    return (Table(columns, (RowGroup(rows),)),)


def _is_untold(segment: Segment) -> bool:
    return segment.stability is None and not segment.jaccard_across_k and not segment.by_hand


def _comes_back(segment: Segment) -> Text:
    if segment.stability is None:
        return "–"
    return say("{word} ({value})", word=stability_word(segment.stability), value=Figure(segment.stability, 2))


def _draws(segmentation: Segmentation, segment: Segment) -> Text:
    if segment.recovered is None:
        return "–"
    return say(
        "Nearly whole in {recovered} of {draws} draws, lost in {dissolved}.",
        recovered=segment.recovered,
        dissolved=segment.dissolved,
        draws=segmentation.provenance.recipe.scan.draws,
    )


def jaccard_in_words(segment: Segment) -> Text:
    """Say with which other numbers of segments a segment is there too."""
    if not segment.jaccard_across_k:
        return "–"
    also = sorted(k for k, similarity in segment.jaccard_across_k.items() if similarity >= STABLE)
    tried = sorted(segment.jaccard_across_k)
    if not also:
        return say("It is not there with any other number that was tried ({tried}).", tried=tried)
    if also == tried:
        return say("It is there with every number that was tried ({tried}).", tried=tried)
    return say(
        "It is there with {numbers} segments too, of {tried} that were tried.", numbers=also, tried=tried
    )


def _remarks(segment: Segment) -> Text:
    remarks: list[Message] = []
    if segment.by_hand:
        remarks.append(say("Made by hand, not as the method found it."))
    if segment.parent is not None:
        remarks.append(say("Lies in group {number} of those between gaps, by size.", number=segment.parent))
    if not remarks:
        return ""
    return remarks[0] if len(remarks) == 1 else say("{first} {second}", first=remarks[0], second=remarks[1])
