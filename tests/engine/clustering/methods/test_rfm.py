"""RFM rules as a method: from purchases to named segments, and back again with a model."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import segdesk
from segdesk.engine.clustering.methods.registry import FitTask, RuleInputs, find_method
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.rfm.cell_names import read_cells
from segdesk.engine.transactions.rfm.scores import cells_of
from segdesk.errors import InputError, UsageError
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml
from segdesk.io.writers.csv_file import write_labeled_csv
from segdesk.io.writers.exporter_registry import ExportTask
from segdesk.io.writers.labels import of_segmentation
from segdesk.messages import Sentence, say, use_language
from segdesk.progress import silent
from segdesk.resources import resource
from segdesk.samples import sample_path


def by_rfm(source=None, **settings):
    source = sample_path("orders") if source is None else source
    return segdesk.segment(source, method="rfm", criteria="silhouette", **settings)


@pytest.fixture(scope="module")
def found():
    return by_rfm()


@pytest.fixture(scope="module")
def lines():
    return pd.read_csv(sample_path("orders"), dtype=str)


def test_every_segment_is_a_name_of_the_map_and_holds_its_customers(found):
    frame = found.frame
    assert (frame["segment_name"] == frame["rfm_segment"]).all()
    assert set(found.segments["name"]) <= set(read_cells().values())
    sizes = frame["segment"].value_counts()
    assert found.segments["size"].tolist() == sizes.sort_index().tolist()
    assert sizes.sort_index().is_monotonic_decreasing
    assert (frame["segment_confidence"] == 1).all()
    assert found.k == frame["rfm_segment"].nunique()


def test_it_is_judged_as_what_it_is(found):
    structure, text = found.verdict
    assert structure == "constructive"
    assert "rules" in text
    assert found.segments["stability"].isna().all()
    assert found.scan.empty
    assert any(f"The rules give {found.k} segments" in step for step in found.steps)
    assert -1 <= found.scores["silhouette"] <= 1
    assert found.rfm_crosstab is None
    assert found.segmentation.variables == ("recency_days", "frequency", "monetary")
    assert "rfm_segment" not in set(found.profile["variable"])


def test_nobody_is_called_active_for_having_bought_once(found):
    assert found.frame.loc[found.frame["frequency"] == 1, "probability_active"].lt(1).all()
    told = [str(trait) for segment in found.segmentation.description.segments for trait in segment.traits]
    assert told
    assert not any("active" in trait and "likely" in trait for trait in told)
    assert not any("probability_active" in text for text in found.segments["description"])


@pytest.mark.parametrize("rules", [{}, {"rfm_binning": "nested", "rfm_bins": 4}, {"rfm_preset": "r-rfm"}])
def test_recipe_and_model_give_the_same_segments_again(rules, tmp_path):
    first = by_rfm(**rules)
    recipe = recipe_from_toml(recipe_to_toml(first.recipe))
    assert recipe == first.recipe
    again = segdesk.segment(sample_path("orders"), recipe=recipe)
    assert again.labels.tolist() == first.labels.tolist()
    assert again.recipe == first.recipe
    first.model.save(tmp_path / "model.segdesk")
    model = segdesk.load_model(tmp_path / "model.segdesk")
    placed = model.predict(sample_path("orders"))
    assert placed.labels.tolist() == first.labels.tolist()
    # The finished customers table will do as well as the purchases.
    labeled, result = tmp_path / "labeled.csv", first.segmentation
    write_labeled_csv(ExportTask(labeled, labeled.name, of_segmentation(result), result, False, silent))
    assert model.predict(labeled).labels.tolist() == first.labels.tolist()


def test_the_thresholds_of_a_run_divide_the_purchases_of_another_month(found, lines):
    later = (
        lines[lines["order_date"] <= "2025-03-31"] if "order_date" in lines else lines.iloc[: len(lines) // 2]
    )
    same_rules = segdesk.segment(later, recipe=found.recipe)
    assert (
        same_rules.segmentation.source.purchases.rfm.thresholds
        == found.segmentation.source.purchases.rfm.thresholds
    )
    placed = found.predict(later).frame
    known = placed[placed["segment"] > 0]
    assert (known["segment_name"] == known["rfm_segment"]).all()


def test_the_order_of_the_lines_does_not_matter(found, lines):
    shuffled = by_rfm(lines.sample(frac=1, random_state=3))
    assert shuffled.labels.tolist() == found.labels.tolist()
    assert shuffled.segments["name"].tolist() == found.segments["name"].tolist()


CUSTOMER = st.tuples(st.integers(0, 6), st.integers(1, 5), st.integers(0, 8))


@given(st.lists(CUSTOMER, min_size=1, max_size=40), st.randoms(), st.sampled_from(["independent", "nested"]))
@settings(max_examples=100)
def test_identical_customers_get_identical_segments_whatever_the_order(customers, random, binning):
    rules = TransactionsSpec(rfm_binning=binning)

    def segments(rows):
        values = np.array(rows, dtype=float)
        (fit,) = find_method("rfm").fit(FitTask(values, (), rules=RuleInputs(values, rules)))
        return [fit.names[label - 1].sentence().template for label in fit.assigner.assign(values).labels]

    first = dict(zip(customers, segments(customers), strict=True))
    assert [first[c] for c in customers] == segments(customers)
    shuffled = list(customers)
    random.shuffle(shuffled)
    assert [first[c] for c in shuffled] == segments(shuffled)


def test_r_preset_gives_every_customer_the_published_segment(shared_data):
    folder = shared_data / "data/rfm_orders"
    result = by_rfm(folder / "rfm_data_orders.csv", rfm_preset="r-rfm", as_of="2006-12-31")
    published = pd.read_csv(folder / "expected_scores_default5.csv").set_index("customer_id")
    rules = pd.read_csv(resource("rfm_r_rules.csv"))

    def first_that_fits(row):
        r, f, m = row["recency_score"], row["frequency_score"], row["monetary_score"]
        inside = (rules.r_lower <= r) & (r <= rules.r_upper) & (rules.f_lower <= f) & (f <= rules.f_upper)
        fits = rules[inside & (rules.m_lower <= m) & (m <= rules.m_upper)]
        return fits["segment"].iloc[0] if len(fits) else "Others"

    expected = published.apply(first_that_fits, axis=1)
    got = result.frame.set_index("customer_id")["segment_name"]
    assert len(got) == 995
    assert got.to_dict() == expected.to_dict()
    assert result.segmentation.variables == ("recency_days", "monetary", "purchase_lines")
    assert (
        result.frame.set_index("customer_id")["purchase_lines"].to_dict()
        == published["transaction_count"].to_dict()
    )


def test_two_scores_do_without_money(lines):
    visits = lines.drop(
        columns=[c for c in lines if c in ("unit_price", "price", "amount", "quantity", "line_total")]
    )
    result = by_rfm(visits, kind="transactions")
    assert result.segmentation.variables == ("recency_days", "frequency")
    assert result.predict(visits).labels.tolist() == result.labels.tolist()


def test_a_number_of_segments_has_no_say_and_that_is_said(found):
    asked = by_rfm(k=3)
    assert asked.labels.tolist() == found.labels.tolist()
    assert any("what the rules give" in warning for warning in asked.warnings)
    assert not any("what the rules give" in warning for warning in found.warnings)


def test_customers_without_purchases_are_refused():
    with pytest.raises(InputError, match="need purchases"):
        by_rfm(sample_path("survey"), kind="customers")


@pytest.mark.parametrize(
    "roles", [{"use": ["monetary"]}, {"describe": ["frequency"]}, {"use": ["trend", "monetary"]}]
)
def test_other_columns_than_those_of_the_rules_are_refused(roles):
    with pytest.raises(UsageError, match="recency_days, frequency and monetary"):
        by_rfm(**roles)


def test_who_is_in_a_cell_without_a_segment_is_unassigned(found):
    assigner = found.segmentation.fit.model.assigner
    empty = replace(assigner, cells=np.where(assigner.cells == 1, 0, assigner.cells))
    rows = found.frame[["recency_days", "frequency", "monetary"]].to_numpy(float, copy=True)
    placed = empty.assign(rows)
    assert (placed.labels[found.labels == 1] == 0).all()
    assert np.isnan(placed.confidence[placed.labels == 0]).all()
    rows[0, 1] = np.nan
    assert assigner.assign(rows).labels[0] == 0


@pytest.mark.parametrize("preset", ["default", "r-rfm"])
@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_names_stay_different_in_every_language(preset, language):
    names = set(cells_of(preset).values())
    with use_language(language):
        told = Counter(str(Sentence(name)).casefold() for name in names)
        told[str(say("Unassigned")).casefold()] += 1
    assert max(told.values()) == 1, told
