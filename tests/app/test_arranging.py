"""Sorting, searching and choosing rows by positions."""

import numpy as np
import pandas as pd
import pytest

from segdesk.app.models.arranging import Groups, Wish, arrange, natural_ranks
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.schema.inspection import inspect
from segdesk.errors import Cancelled
from segdesk.io.frames import table_from_frame

NAMES = ["item 10", "Item 9", "zebra", None, "Äpfel", "item 9", "apple"]


@pytest.fixture
def few():
    frame = pd.DataFrame(
        {
            "name": NAMES,
            "spend": [3.0, np.nan, 1.0, 2.0, 1.0, np.nan, 5.0],
            "since": pd.to_datetime(
                ["2024-03-01", None, "2023-01-01", "2024-01-01", "2022-01-01", "2022-05-05", "2022-01-02"]
            ),
        }
    )
    return inspect(table_from_frame(frame), ColumnsSpec(kind="customers"))


GROUPS = Groups(np.array([1, 2, 0, 1, 2, 1, 2], dtype=np.int32), {0: "Unassigned", 1: "Regulars", 2: "Big"})


def order(inspection, groups=None, **wish):
    return arrange(inspection, groups, Wish(**wish)).tolist()


def test_numbers_sort_by_value_with_empty_ones_last(few):
    assert order(few, sort_by="spend") == [2, 4, 3, 0, 6, 1, 5]
    assert order(few, sort_by="spend", falling=True) == [6, 0, 3, 2, 4, 1, 5]


def test_dates_sort_by_day(few):
    assert order(few, sort_by="since") == [4, 6, 5, 2, 3, 0, 1]
    assert order(few, sort_by="since", falling=True)[-1] == 1


def test_texts_sort_naturally_whatever_their_case(few):
    assert order(few, sort_by="name") == [6, 1, 5, 0, 2, 4, 3]


def test_segments_sort_by_name_with_the_unassigned_last(few):
    assert order(few, GROUPS, by_segment=True) == [1, 4, 6, 0, 3, 5, 2]
    assert order(few, GROUPS, by_segment=True, falling=True) == [0, 3, 5, 1, 4, 6, 2]


def test_search_looks_into_every_column_and_the_segment(few):
    assert order(few, search="ITEM 9") == [1, 5]
    assert order(few, search="äpf") == [4]
    assert order(few, search="2024-03") == [0]
    assert order(few, GROUPS, search="regul") == [0, 3, 5]
    assert order(few, search="item", columns=("spend",)) == []


def test_filters_add_up(few):
    only = np.array([True, True, True, False, False, False, True])
    assert order(few, GROUPS, only=only, segment=2, sort_by="spend") == [6, 1]


def test_ranks_are_those_of_natural_order():
    texts = np.array(["b2", "B10", "b02", "a"], dtype=object)
    assert natural_ranks(texts).tolist() == [1, 2, 1, 0]
    assert natural_ranks(np.array([], dtype=object)).tolist() == []


def test_a_newer_wish_stops_the_older(few):
    def progress(stage, fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        arrange(few, None, Wish(search="x"), progress)
