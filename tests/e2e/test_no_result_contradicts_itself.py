"""What one result says of itself agrees: verdict and figures beside it, each reason for the number and its table."""

import numpy as np
import pytest

from segdesk.api import segment
from segdesk.engine.assigners.assigner import BORDERLINE
from segdesk.engine.data.finding import Finding
from segdesk.samples import sample_path
from tests.benchmarks.calibration import frame_of
from tests.benchmarks.populations import battery, control, groups, single

# Figures of reasons: the number of segments that each speaks of, and where it stands in the table.
STANDS_IN = {
    "agreement": ("k", "stability"),
    "best_agreement": ("best", "stability"),
    "own": (None, "stability"),
    "fit": ("k", "silhouette"),
    "best_fit": ("best", "silhouette"),
}


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
    criteria = ("silhouette", "inertia", "stability")
    if request.param in MADE:
        return segment(made(request.param), kind="customers", draws=10, criteria=criteria).segmentation
    path = sample_path("customers") if request.param == "customers" else shared_data / "data" / request.param
    return segment(path, draws=10, criteria=criteria).segmentation


def code_of(message):
    assert isinstance(message, Finding)
    return message.code


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


def test_each_reason_for_the_number_stands_in_its_table(result):
    scan = result.validation.scan
    table = {candidate.k: candidate for candidate in scan.candidates}
    assert scan.pick == result.k
    for reason in scan.reason:
        figures = reason.figures
        for name, (of, criterion) in STANDS_IN.items():
            if name not in figures:
                continue
            at_best = name == "fit" and code_of(reason).endswith("best_fit_is_tiny")
            speaks_of = "best" if at_best else of
            number = scan.separated if speaks_of is None else figures.get(speaks_of, scan.pick)
            assert getattr(table[number], criterion) == pytest.approx(figures[name]), (code_of(reason), name)


def test_claims_of_most_and_largest_hold_in_the_table(result):
    scan = result.validation.scan
    table = {candidate.k: candidate for candidate in scan.candidates}
    runnable = [k for k in table if 3 <= k <= 8 and table[k].stability is not None]
    for reason in scan.reason:
        code, figures = code_of(reason).removeprefix("k_selection."), reason.figures
        if code == "none_comes_back":
            assert table[figures["k"]].stability == max(
                table[k].stability for k in runnable if table[k].smallest is None or table[k].smallest >= 5
            )
        if code == "about_as_stable":
            assert figures["k"] > figures["best"] or figures["agreement"] <= figures["best_agreement"]
            assert figures["agreement"] >= figures["best_agreement"] - 0.05
        if code == "no_gaps_but_best_fit":
            assert figures["fit"] == max(c.silhouette for c in scan.candidates)
        if code == "no_gaps_and_other_fit":
            assert figures["best_fit"] == max(c.silhouette for c in scan.candidates)
            assert scan.separated is None
        if code == "finer_less_stable":
            assert figures["agreement"] < figures["own"]
        if code == "finer_and_as_stable":
            assert scan.separated == figures["groups"] < scan.pick
        if code.startswith("gaps_between_all"):
            assert scan.separated == figures["k"]


def test_one_result_has_one_sentence_on_how_far_it_can_be_trusted(result):
    """No warning calls natural or reproducible segments mere conveniences."""
    if result.validation.verdict.structure in ("natural", "reproducible"):
        said = " ".join(str(warning) for warning in result.provenance.warnings)
        assert "convenient division" not in said
        assert "Don't build on" not in said
