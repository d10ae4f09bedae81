"""Sorting, searching and choosing rows by positions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segdesk.app.models.arranging import Groups, Wish, arrange, natural_ranks, texts_holding
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


def slow_ranks(texts):
    """Return natural ranks of texts, with one more that is not as long as they are."""
    ranks = natural_ranks(np.array([*texts, "z" * 40], dtype=object))[:-1]
    return np.unique(ranks, return_inverse=True)[1].tolist()


@pytest.mark.parametrize("shape", ["c00", "0-a0", "aa", "0", "x0y0z0w0v", "a.b"])
def test_texts_of_one_shape_rank_as_others_do(shape):
    random = np.random.default_rng(len(shape))
    signs = {"0": "0123456789", "a": "abzABZ_~"}
    texts = [
        "".join(signs.get(sign, sign)[random.integers(len(signs.get(sign, sign)))] for sign in shape)
        for _ in range(300)
    ]
    assert natural_ranks(np.array(texts, dtype=object)).tolist() == slow_ranks(texts)


@pytest.mark.parametrize(
    "texts", [["a1", "ab"], ["a ", "ab"], ["aé", "ab"], ["b10", "b2"], ["ß", "s"], ["a\x00", "ab"]]
)
def test_texts_of_several_shapes_are_read_one_by_one(texts):
    assert natural_ranks(np.array(texts, dtype=object)).tolist() == slow_ranks(texts)


@given(
    st.lists(st.text("aAß1é\x00 ", max_size=4), min_size=1, max_size=40),
    st.text("aAß1é\x00 ", min_size=1, max_size=3),
)
def test_texts_are_found_wherever_they_stand(texts, search):
    wanted = search.strip().casefold()
    found = texts_holding(np.array([*texts, *["b"] * 200], dtype=object), search)
    assert found.tolist() == [wanted in text.casefold() for text in texts] + [not wanted] * 200


def test_a_newer_wish_stops_the_older(few):
    def progress(stage, fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        arrange(few, None, Wish(search="x"), progress)
