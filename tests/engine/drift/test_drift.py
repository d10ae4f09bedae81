"""A file that has not changed is left in peace; one that has is told of, by column and with what to do."""

import numpy as np
import pytest

from segdesk.engine.drift.drift import find_drift
from segdesk.engine.drift.unlike import count_unlike
from tests.engine.drift.populations import drift_of, population, reference

KEPT = reference(2_000, 0)


def flagged(drift) -> list[str]:
    return [each.variable for each in drift.variables if each.level != "none"]


@pytest.mark.parametrize(("n", "m"), [(300, 200), (2_000, 200), (5_000, 1_000)])
def test_a_file_of_the_same_customers_stays_quiet(n: int, m: int):
    drifts = [drift_of(reference(n, seed), m, seed) for seed in range(40)]
    quiet = [drift.advice == "keep" and not drift.reasons for drift in drifts]
    assert np.mean(quiet) >= 0.95


@pytest.mark.parametrize(
    ("name", "factor"),
    [("income", 1.2), ("orders", 1.5), ("age", 1.2), ("member", 2.5), ("region", 2.5), ("since", 2.0)],
)
def test_a_column_that_has_shifted_is_named_and_no_other(name: str, factor: float):
    for seed in range(5):
        drift = drift_of(KEPT, 1_000, seed, **{name: factor})
        assert flagged(drift) == [name]
        assert drift.advice in ("keep", "refit")
        assert name in str(drift.text)
        assert any(f"“{name}”" in str(reason) for reason in drift.reasons)


def test_under_200_customers_nothing_is_said_of_change():
    drift = drift_of(KEPT, 199, 0, income=1.3)
    assert drift.advice is None
    assert "199" in str(drift.text)
    assert {each.level for each in drift.variables} == {"too few"}
    assert {each.psi for each in drift.variables} == {None}
    assert drift_of(KEPT, 200, 0, income=1.3).advice == "refit"


def test_without_a_reference_it_is_said_that_there_is_none():
    rng = np.random.default_rng(0)
    unlike = count_unlike(np.ones(300, dtype=np.int32), np.zeros(300, dtype=bool), None)
    labels, rows = np.ones(300, dtype=np.int32), np.ones(300, dtype=bool)
    drift = find_drift(None, population(300, rng), rows, labels, unlike, ("A",))
    assert drift.advice is None
    assert drift.variables == ()
    assert "no reference" in str(drift.text)


@pytest.mark.parametrize("factor", [100.0, 0.01, 12.0])
def test_another_unit_asks_for_a_look_at_the_file(factor: float):
    drift = drift_of(KEPT, 400, 3, income=factor)
    assert drift.advice == "check the file"
    assert any("another unit" in str(reason) for reason in drift.reasons)


def changed(name: str, change) -> tuple[str | None, str]:
    """Return advice and reasons for 400 customers of whom one column is changed."""
    from dataclasses import replace

    rng = np.random.default_rng(9)
    columns = population(400, rng)
    columns[name] = replace(columns[name], **change(columns[name]))
    labels, rows = rng.choice(4, 400, p=[0, 0.6, 0.3, 0.1]).astype(np.int32), np.ones(400, dtype=bool)
    unlike = count_unlike(labels, np.zeros(400, dtype=bool), KEPT.segments)
    drift = find_drift(KEPT, columns, rows, labels, unlike, ("A", "B", "C"))
    return drift.advice, " ".join(map(str, drift.reasons))


def test_an_empty_column_and_many_empty_cells_ask_for_a_look_at_the_file():
    advice, reasons = changed("age", lambda column: {"values": np.full(400, np.nan)})
    assert advice == "check the file"
    assert "“age” is empty for every customer" in reasons
    half = np.where(np.arange(400) % 2, np.nan, 3.0)
    advice, reasons = changed("orders", lambda column: {"values": half})
    assert advice == "check the file"
    assert "“orders” is empty for 50% of the customers, before for 0%" in reasons


def test_values_that_nobody_had_are_named():
    advice, reasons = changed(
        "region",
        lambda column: {
            "levels": ("Norte", "Sur", "Atlantis", "Oeste", "Île", "Ö"),
            "values": np.where(column.values == 1, 2, column.values),
        },
    )
    assert advice == "check the file"
    assert "Atlantis" in reasons


def test_segments_that_have_other_shares_are_told():
    rng = np.random.default_rng(4)
    labels, rows = rng.choice(4, 500, p=[0, 0.2, 0.3, 0.5]).astype(np.int32), np.ones(500, dtype=bool)
    unlike = count_unlike(labels, np.zeros(500, dtype=bool), KEPT.segments)
    drift = find_drift(KEPT, population(500, rng), rows, labels, unlike, ("A", "B", "C"))
    assert drift.advice == "refit"
    assert "their shares have changed much" in str(drift.text)
    assert drift.segments_now == pytest.approx([0, *(np.bincount(labels)[1:] / 500)])
    assert drift.segments_before == pytest.approx(np.array(KEPT.segments) / 2_000)


def test_many_who_are_far_from_their_segment_ask_for_new_segments_and_most_for_a_look_at_the_file():
    rng = np.random.default_rng(5)
    labels, rows = rng.choice(4, 600, p=[0, 0.6, 0.3, 0.1]).astype(np.int32), np.ones(600, dtype=bool)
    for share, advice in ((0.01, "keep"), (0.1, "refit"), (0.7, "check the file")):
        unlike = count_unlike(labels, np.arange(600) < share * 600, KEPT.segments)
        assert find_drift(KEPT, population(600, rng), rows, labels, unlike, ("A", "B", "C")).advice == advice
