"""Cells of many pages take no time to be understood, whatever they are made of."""

import time

import pytest

from segdesk.engine.schema.dates import DateTexts
from segdesk.engine.schema.numbers import NumberTexts

LONG = 50_000


@pytest.mark.parametrize(
    "part",
    ["\u00a0", " ", "9", "1.", "1.000", "1'000", "(", "-", "1:", "01.02.2020 ", "Jan ", "1e5", "€ ", "年"],
)
def test_no_pattern_goes_back_and_forth_in_a_long_text(part):
    text = "1" + part * (LONG // len(part)) + "x"
    begun = time.process_time()
    NumberTexts([text] * 3)
    DateTexts([text] * 3)
    assert time.process_time() - begun < 1
