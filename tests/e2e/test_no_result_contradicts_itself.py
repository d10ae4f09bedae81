"""What one result says of itself agrees: verdict and figures beside it, each reason for the number and its table."""

import numpy as np
import pandas as pd
import pytest

from segdesk.api import segment
from segdesk.engine.assigners.assigner import BORDERLINE
from segdesk.engine.pipeline.pipeline import scan
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import read_table
from segdesk.samples import sample_path
from tests.benchmarks.calibration import frame_of
from tests.benchmarks.populations import battery, control, groups, single
from tests.scan_claims import check_all


def made(name):
    if name == "groups":
        return frame_of(groups(4, noise=False, seed=3, n=400))
    if name == "one population":
        return frame_of(single("gaussian", 5)[:500])
    if name == "answers":
        return frame_of(battery(3, 10, 4))
    return frame_of(control(name, 2)[:500])


MADE = ("groups", "one population", "answers", "spike and yes/no")
FILES = ("mall_customers/Mall_Customers.csv",)


@pytest.fixture(scope="module", params=[*MADE, *FILES, "customers"])
def result(request, shared_data):
    criteria = ("silhouette", "inertia", "stability", "smallest")
    if request.param in MADE:
        return segment(made(request.param), kind="customers", draws=10, criteria=criteria).segmentation
    path = sample_path("customers") if request.param == "customers" else shared_data / "data" / request.param
    return segment(path, draws=10, criteria=criteria).segmentation


def test_the_verdict_follows_the_weakest_segment_the_border_and_the_unassigned(result):
    verdict = result.validation.verdict
    stability = np.array([segment.stability for segment in result.named])
    shares = np.array([segment.share for segment in result.named])
    labels, confidence = result.fit.segmented_labels, result.fit.confidence[result.fit.rows]
    on_border = (confidence[labels > 0] < BORDERLINE).mean()
    said = str(verdict.text)
    if verdict.structure == "natural":
        assert stability.min() >= 0.75
        assert (labels > 0).mean() >= 0.9
        assert on_border <= 0.25
    if verdict.structure in ("natural", "reproducible"):
        assert stability.min() >= 0.60
        assert "rely on segment" not in said
    else:
        assert stability.min() < 0.75 or shares[stability >= 0.75].sum() <= 0.5
    if verdict.structure == "constructive" and stability.min() < 0.60:
        weak = [segment.number for segment in result.named if segment.stability < 0.60]
        assert f"rely on segment{'s' if len(weak) > 1 else ''} {weak[0]}" in said
    if "few customers are so near a border" in said:
        assert on_border < 0.1
    if "You can rely on them" in said or "rely on them and name them" in said:
        assert verdict.structure == "natural"


def test_natural_at_the_end_of_the_scan_is_said_to_be_at_least_so_many(result):
    verdict, scan = result.validation.verdict, result.validation.scan
    at_end = result.k == scan.candidates[-1].k
    assert verdict.at_least == (at_end and verdict.structure == "natural")
    assert ("There may be more than" in str(verdict.text)) == verdict.at_least


def test_each_reason_for_the_number_holds_in_its_table(result):
    scan = result.validation.scan
    assert scan.pick == result.k
    check_all(scan, len(result.fit.rows))


@pytest.mark.parametrize(
    "settings",
    [
        {"k": "3"},
        {"k": "2..6", "criteria": ("silhouette", "gap", "stability", "smallest")},
        {"k": "2..4", "min_size": "25%"},
        {"method": "dbscan"},
    ],
)
def test_so_it_does_where_a_number_limits_or_the_method_decide(settings):
    found = segment(made("groups"), kind="customers", draws=0, **settings).segmentation
    check_all(found.validation.scan, len(found.fit.rows))


@pytest.mark.parametrize(
    "file",
    [
        "peer_expectations/USArrests.csv",
        "peer_expectations/ruspini.csv",
        "messy/weird_head_padding.csv",
        "clustering_benchmarks/uci_ecoli.csv",
    ],
)
def test_each_reason_holds_in_the_table_of_a_real_file(shared_data, file):
    table = read_table(shared_data / "data" / file, ReadSpec())
    recipe = Recipe().with_settings({"criteria": ("silhouette", "inertia", "stability", "smallest")})
    training, _, found = scan(table, recipe)
    check_all(found.scan, len(training.matrix))


def test_a_number_that_nobody_asked_for_is_not_called_asked_for():
    frame = pd.DataFrame({"spend": [1.0, 5.0] * 20, "visits": [2.0, 9.0] * 20})
    scan = segment(frame, kind="customers", draws=0).segmentation.validation.scan
    check_all(scan, 40)
    assert "asked for" not in str(scan.reason[0])


def test_one_result_has_one_sentence_on_how_far_it_can_be_trusted(result):
    """No warning calls natural or reproducible segments mere conveniences."""
    if result.validation.verdict.structure in ("natural", "reproducible"):
        said = " ".join(str(warning) for warning in result.provenance.warnings)
        assert "convenient division" not in said
        assert "Don't build on" not in said
