"""Personal data in the table, what became of it, and how strongly the segments follow protected attributes."""

from collections.abc import Sequence

from segdesk.engine.data.table import Role
from segdesk.engine.profiles.protected import ATTRIBUTE_WORDS, ProtectedAttribute
from segdesk.engine.result.fairness import protected_of
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, say, say_n
from segdesk.report.document import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    RowGroup,
    Sentences,
    Subsection,
    Table,
    Text,
)
from segdesk.report.tables import ROLES, column_table, strength_in_words

# From here on the segments follow an attribute clearly (Cohen's medium effect).
CLEAR = 0.3

_MEASURES = {
    "cramers_v": say("Cramér’s V"),
    "rank_eta": say("correlation ratio of ranks"),
}


def privacy_sentences(segmentation: Segmentation) -> tuple[Text, ...]:
    """Return in a few sentences what a board has to know of personal data and fairness."""
    return _sentences(segmentation, protected_of(segmentation))


def privacy_blocks(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return the personal columns with what became of them, and the table of protected attributes."""
    found = protected_of(segmentation)
    return (
        Sentences(_sentences(segmentation, found)),
        *_personal_table(segmentation),
        *_protected_table(found),
    )


def _sentences(segmentation: Segmentation, found: Sequence[ProtectedAttribute]) -> tuple[Text, ...]:
    personal = _personal(segmentation)
    told = [
        say_n(
            "{n} column with personal data ({names}) had no say and is not shown in this report.",
            "{n} columns with personal data ({names}) had no say and are not shown in this report.",
            n=len(personal),
            names=personal,
        )
        if personal
        else say("No column with names, addresses or account numbers of people was found.")
    ]
    followed = [each for each in found if _is_followed(each)]
    if followed:
        told.append(
            say(
                "The segments follow what the law protects: {columns}. Have it checked before customers are treated "
                "differently.",
                columns=[say("“{column}”", column=each.title) for each in followed],
            )
        )
    return tuple(told)


def _personal(segmentation: Segmentation) -> list[str]:
    return [column.title for column in segmentation.source.columns if column.personal]


def _is_followed(each: ProtectedAttribute) -> bool:
    return each.association is not None and each.association.strength >= CLEAR and each.association.low > 0


def _personal_table(segmentation: Segmentation) -> tuple[Block, ...]:
    """Return every personal column and the identifier, with what they were used for."""
    source = segmentation.source
    shown = [
        choice
        for column, choice in zip(source.columns, source.choices, strict=True)
        if column.personal or choice.role is Role.IDENTIFIER
    ]
    if not shown:
        return ()
    return (Subsection("privacy-personal", say("Who a customer is"), (column_table(shown),)),)


def _protected_table(found: Sequence[ProtectedAttribute]) -> tuple[Block, ...]:
    if not found:
        return ()
    columns = (
        Column(say("Column")),
        Column(say("Tells of")),
        Column(say("Used as")),
        Column(say("Strength, 0 to 1 (95% interval)"), ColumnKind.NUMBER),
        Column(say("Measure")),
        Column(say("Customers"), ColumnKind.NUMBER),
    )
    rows = tuple(
        Row(
            each.title,
            (
                Cell(ATTRIBUTE_WORDS[each.attribute]),
                Cell(ROLES[each.role]),
                Cell(_strength(each), is_marked=_is_followed(each)),
                Cell(_MEASURES[each.measure]),
                Cell(say("{n}", n=each.customers)),
            ),
        )
        for each in found
    )
    explained = say(
        "How strongly the segments go with columns that tell of sex, age, origin and the like: 0 means not at all, 1 "
        "that such a column and the segments say the same. Whether a difference is fair, figures do not tell."
    )
    blocks: tuple[Block, ...] = (Paragraph(explained), Table(columns, (RowGroup(rows),)))
    if any(each.is_by_region for each in found):
        blocks = (
            *blocks,
            Paragraph(say("Postcodes are compared by their first two characters."), is_hint=True),
        )
    return (Subsection("privacy-protected", say("Protected attributes"), blocks),)


def _strength(each: ProtectedAttribute) -> Message | str:
    if each.association is None:
        return "–"
    return strength_in_words(each.association.strength, each.association.low, each.association.high)
