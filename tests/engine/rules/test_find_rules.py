"""Rules: their figures are those of a plain filter of the labeled file, for any table."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import segdesk
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.renaming import renamed
from segdesk.engine.rules.find_rules import LEAST_HELD_OUT, find_rules
from segdesk.engine.rules.rule import fits
from segdesk.engine.schema.types import type_columns
from segdesk.io.frames import table_from_frame
from segdesk.io.writers.csv_file import write_labeled_csv
from segdesk.io.writers.exporter_registry import ExportTask
from segdesk.io.writers.labels import of_segmentation
from segdesk.progress import silent
from tests.counts import FULL, times
from tests.engine.frames import USE, segmented, shop
from tests.rules_by_hand import HOSTILE_USE, assert_same_figures, hostile, read_labeled
from tests.sample_results import orders, survey


def labeled(result, folder):
    path = Path(folder) / "labeled.csv"
    raw = result.provenance.recipe.output.raw
    write_labeled_csv(ExportTask(path, path.name, of_segmentation(result), result, raw, silent))
    return read_labeled(path, result.source.table.source.delimiter or ",")


def on_frame(frame, labels, seed=0):
    table = table_from_frame(frame)
    return find_rules(table, type_columns(table, Recipe().read), np.asarray(labels, dtype=np.int32), seed)


def test_figures_are_those_of_a_plain_filter_of_the_labeled_file(tmp_path):
    result = segmented(shop(600), use=USE, k="3", outliers="set-aside")
    assert assert_same_figures(result, labeled(result, tmp_path)) == 3


def test_hostile_headings_and_values(tmp_path):
    result = segmented(hostile(), use=HOSTILE_USE, k="4")
    cells = labeled(result, tmp_path).rename(columns={"'=active": "=active"})
    assert assert_same_figures(result, cells) == 4


def test_decimal_commas(tmp_path):
    cells = labeled(survey(), tmp_path)
    assert assert_same_figures(survey(), cells, decimal=",") > 0


@pytest.mark.parametrize("method", ["kmeans", "rfm"])
def test_rules_of_purchases_speak_of_the_labeled_customers(method, tmp_path):
    result = orders(method)
    cells = labeled(result, tmp_path)
    assert assert_same_figures(result, cells) > 0
    spoken = {c.column for s in result.named if s.rule is not None for c in s.rule.conditions}
    assert spoken <= set(cells.columns[:-3])
    if method == "rfm":
        assert spoken <= {"recency_days", "frequency", "monetary"}


@st.composite
def mixed_tables(draw):
    """Draw a table of numbers, categories, answers and days with holes, and the group that made each row."""
    seed = draw(st.integers(0, 2**32 - 1))
    n_rows = draw(st.integers(40, 160))
    n_groups = draw(st.integers(2, 4))
    random = np.random.default_rng(seed)
    group = random.integers(0, n_groups, n_rows)
    frame = pd.DataFrame({"a": np.round(random.normal(10.0 * group, 3), draw(st.integers(0, 3)))})
    if draw(st.booleans()):
        level = np.where(random.random(n_rows) < 0.8, group, random.integers(0, 5, n_rows))
        frame["b"] = np.array(["red", "dark blue", "it's", "x;y", "Ärger"], dtype=object)[level]
    if draw(st.booleans()):
        frame["c"] = np.where(random.random(n_rows) < 0.2 + 0.6 * (group == 1), "yes", "no").astype(object)
    if draw(st.booleans()):
        frame["d"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(
            random.integers(0, 200, n_rows) + 300 * group, unit="D"
        )
    for name in frame.columns:
        if draw(st.booleans()):
            frame.loc[random.random(n_rows) < 0.1, name] = None
    return frame, draw(st.integers(2, 4))


@settings(max_examples=times(10, 25), suppress_health_check=[HealthCheck.too_slow])
@given(mixed_tables())
def test_any_table_gives_the_figures_of_a_plain_filter(drawn):
    frame, k = drawn
    result = segmented(frame, k=str(k), criteria=("inertia",), use=tuple(frame.columns))
    with TemporaryDirectory() as folder:
        assert_same_figures(result, labeled(result, folder))
    for each in result.named:
        if each.rule is not None:
            assert 1 <= len(each.rule.conditions) <= 3
            assert LEAST_HELD_OUT <= each.rule.held_out <= 1


def test_real_customers(shared_data, tmp_path):
    for file in ("mall_customers/Mall_Customers.csv", "customer_personality/marketing_campaign.csv"):
        asked = {} if FULL else {"k": 5, "method": "kmeans"}
        result = segdesk.segment(
            shared_data / "data" / file, **asked, draws=0, criteria="silhouette"
        ).segmentation
        assert assert_same_figures(result, labeled(result, tmp_path)) == result.k


def test_a_rule_that_was_put_in_is_found_again():
    random = np.random.default_rng(5)
    frame = pd.DataFrame({f"x{i}": random.uniform(0, 100, 4000).round(1) for i in range(8)})
    inside = (frame.x2 > 60) & (frame.x5 <= 30)
    rules = on_frame(frame, np.where(inside, 2, 1))
    assert {(c.column, str(c.comparison)) for c in rules[2].conditions} == {
        ("x2", "above"),
        ("x5", "at most"),
    }
    assert rules[2].precision > 0.95
    assert rules[2].coverage > 0.9
    assert abs(rules[2].held_out - rules[2].precision) < 0.05


def test_chance_has_no_rule():
    random = np.random.default_rng(6)
    frame = pd.DataFrame({f"x{i}": random.normal(size=900) for i in range(6)})
    assert on_frame(frame, random.integers(1, 5, 900)) == {}


def test_held_out_precision_is_what_new_customers_show():
    random = np.random.default_rng(7)

    def drawn(n):
        frame = pd.DataFrame({f"x{i}": random.normal(size=n) for i in range(6)})
        return frame, 1 + (frame.x0 + frame.x1 + random.normal(0, 0.7, n) > 0.8).to_numpy()

    frame, labels = drawn(400)
    rules = on_frame(frame, labels)
    new, truth = drawn(20_000)
    columns = type_columns(table_from_frame(new), Recipe().read)
    for number, rule in rules.items():
        found = fits(rule.conditions, columns)
        assert abs((truth[found] == number).mean() - rule.held_out) < 0.06
    assert rules


def test_customers_who_take_no_part_count_when_a_rule_fits_them():
    frame = pd.DataFrame({"x": np.arange(100) + 0.5})
    labels = np.where(np.arange(100) < 50, 1, 2)
    labels[70:75] = 0
    rule = on_frame(frame, labels)[2]
    assert rule.matching == 50
    assert rule.precision == 0.9


def test_one_segment_of_all_and_tiny_segments_have_none():
    frame = pd.DataFrame({"x": np.arange(60) + 0.5})
    assert on_frame(frame, np.ones(60)) == {}
    assert set(on_frame(frame, np.where(np.arange(60) < 5, 2, 1))) == {1}


def test_the_order_of_the_rows_does_not_matter():
    frame = shop(500)
    first = segmented(frame, use=USE, k="3")
    mixed = frame.sample(frac=1, random_state=3)
    again = segmented(mixed, use=USE, k="3")
    assert [s.rule for s in first.description.segments] == [s.rule for s in again.description.segments]


def test_names_do_not_change_rules():
    result = segmented(shop(300), use=USE, k="3")
    named = renamed(result, {1: "Champions"})
    assert [s.rule for s in named.description.segments] == [s.rule for s in result.description.segments]


def test_a_large_table_is_searched_on_a_sample_and_measured_in_full():
    random = np.random.default_rng(8)
    n = 60_000
    frame = pd.DataFrame({f"x{i}": random.normal(size=n).round(3) for i in range(10)})
    labels = 1 + np.digitize(frame.x0, [-1, -0.3, 0.3, 1])
    table = table_from_frame(frame)
    columns = type_columns(table, Recipe().read)
    rules = find_rules(table, columns, labels.astype(np.int32))
    assert len(rules) == 5
    for number, rule in rules.items():
        found = fits(rule.conditions, columns)
        assert rule.matching == found.sum()
        assert rule.precision == (labels[found] == number).mean()
