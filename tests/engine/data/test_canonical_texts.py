"""Texts of many numbers, against the text of each."""

import numpy as np
import pytest

from segdesk.engine.data.canonical_texts import number_text, number_texts


@pytest.mark.parametrize("decimal", [".", ","])
def test_many_numbers_are_written_as_each_is(decimal):
    values = np.array(
        [
            0.0,
            -0.0,
            1.0,
            -17.0,
            0.1,
            -2.5,
            1e15,
            999999999999999.0,
            1e-7,
            1.5e300,
            np.nan,
            np.inf,
            -np.inf,
            1 / 3,
        ]
    )
    assert number_texts(values, decimal).tolist() == [
        number_text(value, decimal) for value in values.tolist()
    ]


def test_no_numbers_have_no_texts():
    assert number_texts(np.zeros(0)).tolist() == []
