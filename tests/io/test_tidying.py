"""Rows that are no data are left out and counted; anything in doubt stays."""

import numpy as np
import pytest

from segdesk.io.columns import object_array
from segdesk.io.tidying import LeftOut, tidy

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


def test_totals_only_at_the_end_and_one_above_the_other():
    sums = ["Total", "9", "61.5"]
    assert tidied([*ROWS, sums, ["Grand total", "", "61.5"]])[1] == LeftOut(totals=2)
    assert tidied([*ROWS, sums, ["C4", "5", "1.5"]])[1] == LeftOut()


def test_a_row_that_calls_itself_a_total_of_a_single_row_is_data():
    assert tidied([ROWS[0], ["Total", "2", "10.5"]])[1] == LeftOut()
    assert tidied([["Total", "2", "10.5"]])[1] == LeftOut()


def test_remarks_and_totals_together():
    rows = [*ROWS, ["Total", "9", "61.5"], ["", "", ""], ["Source: the shop", "", ""]]
    kept, out = tidied(rows)
    assert kept == ROWS
    assert out == LeftOut(blank=1, totals=1, notes=1)


def test_each_reason_is_told_with_its_number():
    told = [str(each) for each in LeftOut(1, 2, 3, 4, 5).steps()]
    assert told == [
        "1 line above the headings was left out.",
        "2 blank lines were left out.",
        "3 lines that repeat the headings were left out.",
        "4 lines of totals at the end were left out.",
        "5 lines of remarks below the table were left out.",
    ]
    assert LeftOut().steps() == []
