"""The figures on protected attributes are found again in the cells, and a wrong one stops the save."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.audit import audit as audit_file
from segdesk.engine.audit.audit import AuditError, audit
from segdesk.engine.audit.fairness_figures import fairness_figures
from segdesk.engine.result.fairness import protected_of
from tests.engine.frames import segmented as in_memory
from tests.sample_results import customers


def people():
    """Return segments of people with a sex, an age and a postcode each."""
    rng = np.random.default_rng(2)
    n = 150
    spend = np.r_[rng.normal(50, 5, n // 2), rng.normal(200, 5, n // 2)].round(2)
    frame = pd.DataFrame(
        {
            "spend": spend,
            "sex": np.where(rng.random(n) < np.where(spend < 100, 0.3, 0.7), "female", "male"),
            "age": np.where(rng.random(n) < 0.1, np.nan, rng.integers(18, 80, n)),
            "postcode": [f"{rng.integers(50, 56)}{rng.integers(100, 999)}" for _ in range(n)],
        }
    )
    return in_memory(frame, use=("spend",), k="2")


@pytest.mark.parametrize("result", [customers, people])
def test_every_strength_is_found_again_by_other_formulas(result):
    segmentation = result()
    found = protected_of(segmentation)
    unread: list[str] = []
    figures = list(fairness_figures(segmentation, found, unread))
    assert len(figures) == 2 * len(found) > 0
    assert unread == []
    for name, reported, again in figures:
        assert reported == pytest.approx(again, abs=1e-9), name


def test_postcodes_are_counted_by_region():
    found = {each.variable: each for each in protected_of(people())}
    assert found["postcode"].is_by_region
    assert {each.measure for each in found.values()} == {"cramers_v", "rank_eta"}


def test_a_wrong_strength_stops_the_save(monkeypatch: pytest.MonkeyPatch):
    segmentation = people()

    def wrong(of):
        first, *others = protected_of(of)
        assert first.association is not None
        more = replace(first.association, strength=first.association.strength + 0.01)
        return (replace(first, association=more), *others)

    audit(segmentation)
    monkeypatch.setattr(audit_file, "protected_of", wrong)
    with pytest.raises(AuditError, match="strength of"):
        audit(segmentation)
