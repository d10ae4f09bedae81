"""Lines without quotation marks, read by their bytes: the same columns as by the parser."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.errors import Cancelled
from segdesk.io.delimited_body import Body, read_evenly
from segdesk.io.dialect import Dialect
from segdesk.io.layout import Layout
from segdesk.io.plain_lines import read_plainly
from segdesk.messages import say
from segdesk.progress import silent

STAGE = say("Reading {file}", file="x.csv")
CELL = st.one_of(
    st.sampled_from(["", "0", "1", "-1.5", "12345678", "123456789", "1234567890123456", "a" * 31, "a" * 32, "a" * 40]),
    st.text(st.characters(exclude_characters='";\r\n\x00', exclude_categories=["Cs"]), max_size=40),
)  # fmt: skip


def body_of(text, width, delimiter=";", above=b""):
    layout = Layout(None, [f"column {i}" for i in range(width)], 0)
    return Body(above + text.encode(), len(above), 0, Dialect(delimiter), layout, Path("x.csv"))


def read_both_ways(body):
    plain, parsed = read_plainly(body, silent, STAGE), read_evenly(body, silent, STAGE)
    assert plain is not None
    for (codes, texts), (wanted_codes, wanted_texts) in zip(plain, parsed, strict=True):
        assert codes.dtype == wanted_codes.dtype
        assert np.array_equal(codes, wanted_codes)
        assert texts.tolist() == wanted_texts.tolist()
    return plain


@settings(deadline=None, max_examples=150)
@given(
    rows=st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1)),
    end=st.sampled_from(["\n", "\r\n"]),
    is_closed=st.booleans(),
    above=st.sampled_from([b"", b"heading\n", b"\xef\xbb\xbf"]),
)
def test_as_the_parser_reads(rows, end, is_closed, above):
    rows = [["the first", *rows[0][1:]], *rows[1:]]
    text = end.join(";".join(row) for row in rows) + (end if is_closed else "")
    if not is_closed and text.endswith(end):
        return  # The last row is blank, and so it closes the one before.
    read_both_ways(body_of(text, len(rows[0]), above=above))


def test_many_distinct_texts_of_any_length():
    rows = [f"{'é' * (i % 20)}{i};{i % 7};{'long ' * (i % 12)}{i}" for i in range(60_000)]
    columns = read_both_ways(body_of("\n".join(rows), 3))
    assert len(columns[0][1]) == len(columns[2][1]) == 60_000


@pytest.mark.parametrize(
    "text",
    [
        'a;"b"\nc;d\n',
        "a;b\nc\nd;e;f\n",
        "aaaa;b\n\nc;d\n\n",
        "aaa;b\rccc;d\n",
        "aaa;b\r\nccc;d\n",
        "a;b;c\na;b;c\n",
        "a;b\n",
        "a\nb\nc\nd\ne\nf\n",
    ],
    ids=["quotes", "uneven", "blank", "return", "mixed", "wide", "short", "narrow"],
)
def test_all_else_is_left_to_the_parser(text):
    assert read_plainly(body_of(text, 2), silent, STAGE) is None


def test_one_column_and_long_marks_are_left_to_the_parser():
    assert read_plainly(body_of("one\ntwo\nthree\n", 1), silent, STAGE) is None
    assert read_plainly(body_of("one§two\nthree§four\n", 2, "§"), silent, STAGE) is None


def test_it_can_be_stopped_at_each_column():
    heard = []

    def stop(stage, fraction):
        heard.append(fraction)
        if len(heard) == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_plainly(body_of("one;two;three;four\n" * 10, 4), stop, STAGE)
    assert heard == sorted(heard)
