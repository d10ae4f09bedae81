"""Where a table begins and ends among what surrounds it."""

import pytest

from segdesk.io.layout import Layout, count_notes, find_layout

DATA = [["C1", "5", "2.5"], ["C2", "6", "3.5"], ["C3", "7", "9.5"]]
HEADINGS = ["id", "orders", "spend"]


def test_headings_are_the_first_row_as_full_as_the_table():
    assert find_layout([HEADINGS, *DATA]) == Layout(0, HEADINGS, 1)
    assert find_layout([["Customers of May", "", ""], [""], HEADINGS, *DATA]) == Layout(2, HEADINGS, 3)
    assert find_layout([HEADINGS, *DATA]).width == 3


def test_without_headings_the_data_begin_at_once():
    assert find_layout(DATA) == Layout(None, ["", "", ""], 0)
    assert find_layout([["a title"], *DATA]) == Layout(None, ["", "", ""], 1)
    assert find_layout([HEADINGS, *DATA], has_headings=False) == Layout(None, ["", "", ""], 0)


def test_a_known_row_of_headings_is_taken():
    assert find_layout([HEADINGS, *DATA], heading=1) == Layout(1, DATA[0], 2)


def test_nothing_at_all_has_no_layout():
    assert find_layout([]) is None
    assert find_layout([["", " "], []]) is None


def test_a_title_over_months_is_no_heading_but_months_are():
    rows = [["shop", *map(str, range(1, 13))], *([f"shop {i}", *["25"] * 12] for i in range(3))]
    assert find_layout(rows).heading == 0
    years = [["shop", "2021", "2022", "2023"], *([f"shop {i}", "17", "250", "3"] for i in range(3))]
    assert find_layout(years).heading == 0
    # Numbers that count up below as well are data.
    counted = [["1", "2", "3"], ["4", "5", "6"], ["9", "8", "7"]]
    assert find_layout(counted).heading is None


def test_headings_are_unlike_what_stands_under_them():
    assert find_layout([["north", "x"], ["south", "y"], ["north", "z"]]).heading is None
    assert find_layout([["region"], *[["south"], ["north"]] * 4]).heading == 0
    # Under a quarter of the cells is different: few values come again and again.
    assert find_layout([["region"], ["s"], ["s"], ["s"], ["s"]]).heading == 0


def test_units_in_brackets_go_on_with_the_headings():
    rows = [HEADINGS, ["", "(n)", "[EUR]"], *DATA]
    assert find_layout(rows) == Layout(0, ["id", "orders (n)", "spend [EUR]"], 2)
    # Negative amounts in brackets are no units, one remark alone is none, and nothing may be wider than the headings.
    assert find_layout([HEADINGS, ["", "(5)", "(6)"], *DATA]).first == 1
    assert find_layout([HEADINGS, ["", "(5)", "(EUR)"], *DATA]).first == 1
    assert find_layout([HEADINGS, ["", "", "(EUR)"], *DATA]).first == 1
    assert find_layout([HEADINGS, ["", "(n)", "(EUR)"]]).first == 1


def test_units_without_brackets_and_years_go_on_with_the_headings():
    rows = [HEADINGS, ["", "Stk", "EUR"], *DATA]
    assert find_layout(rows) == Layout(0, ["id", "orders Stk", "spend EUR"], 2)
    dashed = [HEADINGS, ["-", "Stk", "EUR"], *DATA]
    assert find_layout(dashed) == find_layout(rows)
    years = [
        ["Kunde", "Umsatz", "", "Ort"],
        ["", "2022", "2023", ""],
        ["a", "1,5", "7", "Ulm"],
        ["b", "2,5", "8", "Bonn"],
    ]
    assert find_layout(years) == Layout(0, ["Kunde", "Umsatz 2022", "Umsatz 2023", "Ort"], 2)
    # Whoever has no key may be a customer all the same, with figures, words of others, or nothing but marks.
    words = [["id", "city", "spend"], ["", "Rome", "12"], ["a", "Rome", "3"], ["b", "Bari", "4"]]
    assert find_layout(words).first == 1
    assert find_layout([HEADINGS, ["", "n/a", "-"], *DATA]).first == 1


def test_answers_of_a_survey_go_on_with_the_question_though_they_come_again_below():
    rows = [
        ["id", "Which?", ""],
        ["", "Phone", "Web"],
        ["1", "Phone", ""],
        ["2", "", "Web"],
        ["3", "Phone", "Web"],
    ]
    assert find_layout(rows) == Layout(0, ["id", "Which? Phone", "Which? Web"], 2)


def test_row_names_without_a_heading_get_one():
    rows = [["orders", "spend"], *DATA]
    assert find_layout(rows, row_names=True) == Layout(0, ["", "orders", "spend"], 1)
    assert find_layout(rows) == Layout(0, ["orders", "spend", ""], 1)
    # Not where a separator after each line makes an empty column.
    empty = [["id", "orders"], ["C1", "5", ""], ["C2", "6", ""]]
    assert find_layout(empty) == Layout(0, ["id", "orders", ""], 1)


LAST = ["C9", "5", "2.5"]


@pytest.mark.parametrize(
    ("below", "n"),
    [
        ([], 0),
        ([["Source: the shop", "", ""]], 1),
        ([["", "", ""], ["as of the end of the year", "", ""]], 2),
        # Not told from a row of data that is hardly filled.
        ([["as of the end of the year", "", ""]], 0),
        ([["as of the end of the year"]], 1),
        ([["Note"], ["single", "", ""]], 0),
        ([["C10", "", ""]], 0),
        ([["C10"]], 0),
        ([["---"]], 1),
        ([["x" * 31]], 1),
        ([["x" * 30]], 0),
        ([["Remarks"], ["the prices are net of tax"]], 2),
        ([["both of them", "are filled here"]], 0),
    ],
)
def test_remarks_below_the_table(below, n):
    assert count_notes([LAST, LAST, *below], 3) == n


def test_a_table_of_two_columns_has_no_remarks_below_and_a_wide_one_may_have_longer_ones():
    assert count_notes([["C9", "5"], ["Source: the shop"]], 2) == 0
    wide = [[str(i) for i in range(10)], ["Source: the shop", "and others", *[""] * 8]]
    assert count_notes(wide, 10) == 1
    assert count_notes(wide, 9) == 0
