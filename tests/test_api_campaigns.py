"""Campaigns as a notebook uses them."""

import numpy as np
import pandas as pd
import pytest

import segdesk
from tests.campaigns import labeled
from tests.sample_results import customers


def test_a_campaign_and_its_results_need_no_files():
    planned = segdesk.campaign(labeled(), control=0.4, base_rate=0.05, segments=[2])
    assert planned.segments.index.tolist() == ["2"]
    assert planned.segments.loc["2", ["test", "control"]].sum() == 300
    assert planned.text.startswith("180 customers")
    groups = planned.customers
    assert groups["group"].value_counts().to_dict() == {"test": 180, "control": 120}
    bought = groups[(groups["group"] == "test") & (np.arange(300) % 2 == 0)].reset_index()
    effects = segdesk.uplift(planned, bought[["Kundennummer"]])
    assert effects.table["test"].tolist() == pytest.approx([len(bought) / 180] * 2)
    assert effects.text.startswith("The campaign worked")
    assert len(effects.charts) == 1


def test_a_campaign_that_was_saved_gives_the_same(tmp_path):
    planned = segdesk.campaign(labeled(), control=0.3, seed=3)
    folder = planned.save(tmp_path / "campaign")
    bought = planned.customers.reset_index()[::3]
    results = pd.DataFrame({"Kunde": bought["Kundennummer"], "Betrag": np.linspace(1, 50, len(bought))})
    here = segdesk.uplift(planned, results, value="Betrag")
    there = segdesk.uplift(folder, results, value="Betrag")
    assert here.table.equals(there.table)
    assert (there.save(tmp_path / "uplift") / "uplift_money.png").is_file()
    with pytest.raises(segdesk.OutputError):
        planned.save(folder)


def test_the_customers_of_a_result_can_be_written_to():
    result = segdesk.Result(customers())
    planned = segdesk.campaign(result, control=0.1)
    assert len(planned.customers) == sum(segment.size for segment in customers().named)
    assert planned.segments["name"].tolist() == [str(segment.name) for segment in customers().named]
