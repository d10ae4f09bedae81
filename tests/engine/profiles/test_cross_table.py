"""Cross tables: figures as published, and no mark where chance would do."""

import numpy as np
import pytest
from scipy import stats

from segdesk.engine.profiles.cross_table import cross_table

# Gender (women, men) by party (Democrat, Independent, Republican), General Social Survey 2000.
# Agresti 2007, An Introduction to Categorical Data Analysis, tables 2.5 and 2.6.
BY_PARTY = np.array([[762, 327, 468], [484, 239, 477]])


def test_adjusted_residuals_are_those_that_agresti_prints():
    found = cross_table(BY_PARTY)
    assert np.round(found.residuals, 2).tolist() == [[4.50, 0.70, -5.32], [-4.50, -0.70, 5.32]]
    assert np.round(found.expected, 1).tolist() == [[703.7, 319.6, 533.7], [542.3, 246.4, 411.3]]


def test_cells_are_marked_with_their_direction_where_holm_leaves_them():
    found = cross_table(BY_PARTY)
    assert found.marks.tolist() == [[1, 0, -1], [-1, 0, 1]]
    # Of six cells the two smallest p-values are multiplied by six and by five at least.
    raw = 2 * stats.norm.sf(np.abs(found.residuals))
    assert found.p_adjusted[0, 2] == pytest.approx(6 * raw[0, 2])
    assert found.p_adjusted[0, 0] == pytest.approx(4 * raw[0, 0])


def test_shares_of_rows_columns_and_the_whole():
    found = cross_table(np.array([[30, 10], [20, 40]]))
    assert found.row_shares.tolist() == [[0.75, 0.25], [1 / 3, 2 / 3]]
    assert found.column_shares.tolist() == [[0.6, 0.2], [0.4, 0.8]]
    assert found.total_shares.tolist() == [[0.3, 0.1], [0.2, 0.4]]
    # By hand: expected 20 in each cell of the first row, error sqrt(20 * 0.6 * 0.5).
    assert found.residuals[0, 0] == pytest.approx(10 / np.sqrt(6))


def test_the_residuals_of_two_by_two_are_the_root_of_chi_square():
    counts = np.array([[12, 28], [31, 29]])
    chi_square = stats.chi2_contingency(counts, correction=False)
    found = cross_table(counts)
    assert np.abs(found.residuals) == pytest.approx(np.full((2, 2), np.sqrt(chi_square.statistic)))
    assert found.p_value == pytest.approx(chi_square.pvalue)


def test_cells_that_expect_fewer_than_five_are_not_judged():
    found = cross_table(np.array([[500, 480], [0, 8]]))
    assert found.is_judged.tolist() == [[True, True], [False, False]]
    assert found.marks[1].tolist() == [0, 0]


def test_one_row_or_an_empty_table_has_nothing_that_stands_out():
    for counts in (np.array([[10, 20]]), np.zeros((2, 2), dtype=np.int64)):
        found = cross_table(counts)
        assert not found.marks.any()
        assert found.association is None
        assert found.p_value is None


def test_marks_are_rarely_wrong_where_nothing_differs():
    random = np.random.default_rng(0)
    tables = [random.multinomial(400, np.full(24, 1 / 24)).reshape(6, 4) for _ in range(400)]
    wrong = sum(bool(cross_table(table).marks.any()) for table in tables)
    # One table in twenty at most; 400 of them leave 20 give or take.
    assert wrong <= 30
