"""Rows that are no data are left out and counted; anything in doubt stays."""

import numpy as np
import pytest

from segdesk.io.columns import object_array
from segdesk.io.left_out import LeftOut
from segdesk.io.tidying import tidy

HEADINGS = ["id", "orders", "spend"]


def tidied(rows, headings=HEADINGS):
    """Return the rows that are left, and how many were left out for what."""
    columns = []
    for cells in zip(*rows, strict=True):
        texts, codes = np.unique(np.array(cells, dtype=object), return_inverse=True)
        columns.append((codes.astype(np.int32), object_array(texts.tolist())))
    out = LeftOut()
    kept = [[texts[code] for code in codes] for codes, texts in tidy(columns, headings, out)]
    return [list(row) for row in zip(*kept, strict=True)], out


ROWS = [["C1", "2", "10.5"], ["C2", "3", "20.5"], ["C3", "4", "30.5"]]


def test_rows_of_data_stay():
    assert tidied(ROWS) == (ROWS, LeftOut())
    assert tidy([], [], LeftOut()) == []


def test_blank_rows_and_repeated_headings_are_left_out():
    rows = [ROWS[0], ["", " ", ""], HEADINGS, ROWS[1], HEADINGS, ROWS[2]]
    assert tidied(rows) == (ROWS, LeftOut(blank=1, headings=2))
    # One heading that is known says too little.
    assert tidied([["x", ""], ["5", ""], ["6", "7"]], ["x", ""])[1] == LeftOut()


@pytest.mark.parametrize(
    ("total", "left_out"),
    [
        (["Total", "9", "61.5"], 1),
        # Within a hundredth, and one figure is enough.
        (["Total", "77", "62.1"], 1),
        (["Total", "77", "62.2"], 0),
        (["Total", "77", "61.5"], 1),
        (["Total", "77", "78"], 0),
    ],
)
def test_a_total_is_one_only_if_it_adds_up(total, left_out):
    kept, out = tidied([*ROWS, total])
    assert out == LeftOut(totals=left_out)
    assert kept == (ROWS if left_out else [*ROWS, total])


def test_a_total_without_the_key_that_all_others_have_is_one():
    # The number of the customer is empty in it and nowhere else.
    rows = [["north", "C1", "5"], ["south", "C2", "6"], ["Total", "", "99"]]
    assert tidied(rows, ["region", "id", "x"])[1] == LeftOut(totals=1)
    rows[0][1] = ""
    assert tidied(rows, ["region", "id", "x"])[1] == LeftOut()


def test_totals_stand_anywhere_and_one_above_the_other():
    sums = ["Total", "9", "61.5"]
    assert tidied([*ROWS, sums, ["Grand total", "", "61.5"]])[1] == LeftOut(totals=2)
    assert tidied([*ROWS, sums, ["C4", "5", "1.5"]])[1] == LeftOut(totals=1)
    assert tidied([sums, *ROWS])[1] == LeftOut(totals=1)


def test_a_row_that_calls_itself_a_total_of_a_single_row_is_data():
    assert tidied([ROWS[0], ["Total", "2", "10.5"]])[1] == LeftOut()
    assert tidied([["Total", "2", "10.5"]])[1] == LeftOut()


def test_remarks_and_totals_together():
    rows = [*ROWS, ["Total", "9", "61.5"], ["", "", ""], ["Source: the shop", "", ""]]
    kept, out = tidied(rows)
    assert kept == ROWS
    assert out == LeftOut(blank=1, totals=1, notes=1)


def test_each_reason_is_told_with_its_number():
    told = [str(each) for each in LeftOut(1, 2, 3, 4, 5, 6, 7).steps()]
    assert told == [
        "1 line above the headings was left out.",
        "2 blank lines were left out.",
        "3 lines that repeat the headings were left out.",
        "4 lines of totals or averages were left out.",
        "7 lines that only name a group of others were left out.",
        "5 lines of remarks were left out.",
        "6 lines of dashes were left out.",
    ]
    assert LeftOut().steps() == []


def test_totals_are_told_by_name_and_line_the_first_of_many():
    out = LeftOut(totals=5)
    for line in range(2, 7):
        out.name_total("Sum" if line < 4 else "", line)
    assert str(out.steps()[0]) == (
        "5 lines of totals or averages were left out: “Sum” (line 2), “Sum” (line 3), line 4 and …."
    )


def test_lines_of_dashes_and_comments_are_left_out():
    rows = [["---", "----", ":-:"], ROWS[0], ["# exported by the shop", "", ""], *ROWS[1:], ["===", "", ""]]
    assert tidied(rows) == (ROWS, LeftOut(rules=2, notes=1))
    # A dash in each cell means that nothing is known; numbers of orders begin with the same sign as comments.
    known = [*ROWS, ["C4", "-", "-"], ["#1001", "", ""], ["#1002", "2", ""], ["#1003", "2", ""]]
    assert tidied(known) == (known, LeftOut())


def test_numbers_of_pages_between_rows_are_left_out():
    many = [[f"C{i}", str(i % 4), f"{i}.5"] for i in range(12)]
    rows = [*many[:4], ["Page 1 of 3", "", ""], HEADINGS, *many[4:8], ["Seite 2/3", "", ""], *many[8:]]
    assert tidied(rows) == (many, LeftOut(notes=2, headings=1))
    # Somebody with figures is called that; others only begin like it.
    named = [["Page 1", "2", "3.5"], *many, ["Page", "", ""], ["Sidney 4", "", ""]]
    assert tidied(named) == (named, LeftOut())


def test_a_line_that_names_the_count_may_hold_the_sums():
    rows = [[f"C{i}", str(i), f"{i * 3}.25"] for i in range(1, 11)]
    assert tidied([*rows, ["Anzahl Kunden: 10", "55", "167.5"]]) == (rows, LeftOut(totals=1))
    other = [*rows, ["Count Basie", "7", "3.5"]]
    assert tidied(other) == (other, LeftOut())


def test_a_second_table_below_a_blank_line_is_left_out_with_its_title():
    second = [["Days", "", ""], ["day", "visits", "share"], ["Monday", "17", "0.5"], ["Sunday", "18", "0.6"]]
    kept, out = tidied([*ROWS, ["", "", ""], *second])
    assert kept == ROWS
    assert out == LeftOut(blank=1, below=4)
    assert str(out.warnings[0]) == "Another table begins on line 5: its 4 lines were left out."


def test_blocks_of_one_table_stay_together():
    rows = [
        *ROWS,
        ["", "", ""],
        ["C4", "n/a", "7"],
        ["C5", "unknown", "8"],
        ["", "", ""],
        HEADINGS,
        ["C6", "1", "2"],
    ]
    kept, out = tidied(rows)
    assert [row[0] for row in kept] == ["C1", "C2", "C3", "C4", "C5", "C6"]
    assert out == LeftOut(blank=2, headings=1)


def test_the_name_of_a_group_goes_with_its_total():
    rows = [
        ["Norte", "", ""],
        ["Ana", "2", "10.25"],
        ["Luis", "3", "20.50"],
        ["Total Norte", "5", "30.75"],
        ["Sur", "", ""],
        ["Eva", "4", "30.10"],
        ["Total Sur", "4", "30.10"],
        ["Oeste", "", ""],
        ["Pilar", "1", "7.00"],
        ["Rosa", "9", "8.05"],
        ["Total Oeste", "10", "15.05"],
        ["Total general", "19", "75.90"],
    ]
    kept, out = tidied(rows)
    assert [row[0] for row in kept] == ["Ana", "Luis", "Eva", "Pilar", "Rosa"]
    assert out == LeftOut(totals=4, groups=3)
