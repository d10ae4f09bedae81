"""What is written fits where it was given room: programs that show a file don't ask again."""

import pytest

from segdesk.charts import lettering
from segdesk.report.document import Cell, Column, ColumnKind, Row, RowGroup, Table
from segdesk.report.typesetting import fitted, line_count, line_width

TEXTS = (
    "How far the average of the segment lies below (left) or above (right) that of everyone, beside how much "
    "customers differ in it. Above is not always better.",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "Wie weit der Durchschnitt des Segments unter oder über dem aller Kundinnen und Kunden liegt.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_blanks_between_words_take_room(text):
    whole = line_width(text, 12.0)
    assert line_count(text, 12.0, whole + 1) == 1
    assert line_count(text, 12.0, whole - 1) == 2
    assert line_count("", 12.0, 100.0) == 1


def test_a_word_longer_than_a_line_takes_several():
    assert line_count("M" * 40, 12.0, line_width("M" * 10, 12.0) + 0.1) >= 4


@pytest.mark.parametrize("title", ["Share of customers", "Kundenanteil", "“Monthly charges” per customer"])
def test_no_word_of_a_heading_breaks_where_the_columns_fit(title):
    columns = (
        Column("Segment", ColumnKind.NAME),
        *(Column(title, ColumnKind.NUMBER),) * 4,
        Column("What to do", ColumnKind.SENTENCE),
    )
    cells = (*(Cell("44%"),) * 4, Cell("Serve them first, thank them, and spare them discounts. " * 3))
    table = Table(columns, (RowGroup((Row("A name of a few words", cells),)),))
    fit = fitted(table, 500.0, (8.5, 7.5, 6.5, 5.5), 8.0)
    assert sum(fit.widths) == pytest.approx(500.0)
    longest = max(lettering.width(word, fit.size, bold=True) for word in title.split())
    # Another program measures a letter up to a hundredth wider.
    assert all(width - 8.0 * fit.size / 8.5 >= 1.01 * longest for width in fit.widths[1:5])
