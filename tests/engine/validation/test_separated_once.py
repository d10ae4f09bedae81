"""Numbers of segments that gaps part are the same whether their rows are spread once or anew for each."""

import numpy as np
import pytest

from segdesk.engine.validation.separated_groups import separated_numbers
from segdesk.engine.validation.separated_segments import separated_segments


@pytest.mark.parametrize("unassigned", [0, 25])
def test_rows_that_are_spread_once_give_the_same(unassigned):
    random = np.random.default_rng(4)
    kinds = random.integers(0, 4, 400)
    # Whole numbers repeat, and a heap of zeros is dealt out.
    rows = np.round(random.normal(size=(400, 2)) + 12 * np.column_stack((kinds % 2, kinds // 2)))
    rows[:60, 1] = 0.0
    partitions = [(kinds % k + 1).astype(np.int32) for k in (2, 3, 4)]
    # Others are looked at where some are in no segment.
    partitions[1][:unassigned] = 0
    spread: dict[bytes, np.ndarray] = {}
    for labels in partitions:
        np.testing.assert_array_equal(
            separated_segments(rows, labels, 7, spread), separated_segments(rows, labels, 7)
        )
    assert len(spread) == 1 + bool(unassigned)
    expected = [int(p.max()) for p in partitions[::-1] if separated_segments(rows, p, 7).all()]
    assert list(separated_numbers(rows, partitions, 7)) == expected
    assert expected
