"""Advice against RFM names, lists and the rhythm of purchases: exceptions are named, and counted anew."""

from dataclasses import replace

import numpy as np
import pytest

from segdesk.api import segment as api_segment
from segdesk.engine.audit.advice_figures import advice_figures
from segdesk.engine.audit.audit import AuditError, audit
from segdesk.engine.data.finding import Finding
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.advice import AWAY, STILL_THERE, VALUABLE, advise
from segdesk.engine.result.segmentation import with_segments
from segdesk.engine.transactions.rfm.cell_names import r_cells, read_cells
from segdesk.engine.validation.structure import NONE
from segdesk.io.reading import read_table
from segdesk.messages import LANGUAGES, use_language
from segdesk.report.actions import safe_action
from segdesk.samples import sample_path
from tests.sample_results import changed, orders

FILES = (
    "superstore_eu/superstore_semicolon_decimal_comma.csv",
    "rfm_orders/rfm_data_orders.csv",
    "online_retail/online_retail_2010-12.csv",
)


def disagreeing(result):
    return [(name, told, found) for name, told, found in advice_figures(result) if told != found]


def tips_of_who_is_not_late(result) -> set[str]:
    """Return the codes of what is advised for segments of which half last ordered within their usual time."""
    given = [segment.action.figures for segment in result.named if segment.action is not None]
    parts = [figures for figures in given if "silence" in figures]
    return {
        each["tip"].code
        for each in parts
        if each["silence"].figures.get("days", np.inf) <= each["silence"].figures.get("gap", 0.0)
    }


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("method", ["kmeans", "rfm"])
def test_no_advice_contradicts_names_lists_or_rhythm_on_files_of_purchases(shared_data, file, method):
    settings = {"method": method, "k": "5" if method == "kmeans" else "auto", "draws": 0}
    result = segment(read_table(shared_data / "data" / file), Recipe().with_settings(settings))
    assert not disagreeing(result)
    in_rhythm = tips_of_who_is_not_late(result)
    assert not in_rhythm & {"actions.remind_by_names_tip", "actions.remind_tip", "actions.win_back_tip"}
    if file.startswith("superstore") and method == "kmeans":
        # Some there have stayed away longer than others do, as long as they always did.
        assert "actions.remind_in_rhythm_tip" in in_rhythm


def test_no_advice_contradicts_names_lists_or_rhythm_in_any_language():
    for language in LANGUAGES:
        with use_language(language):
            assert list(advice_figures(orders()))
            assert not disagreeing(orders())
    assert not disagreeing(orders("rfm"))


def test_groups_that_are_none_get_no_advice_of_their_own():
    verdict = replace(orders().validation.verdict, structure=NONE)
    none = changed(orders(), verdict=verdict)
    assert all(advise(orders()))
    assert advise(none) == (None,) * none.k
    assert {str(safe_action(none, segment)) for segment in none.named} == {
        "Treat them as you treat everyone."
    }


def test_an_advice_that_hides_an_exception_is_found_before_anything_is_saved():
    result = orders()
    hidden = [s for s in result.named if "exceptions" in s.action.figures]
    assert hidden, "the sample has exceptions"
    silenced = replace(
        hidden[0], action=replace(hidden[0].action, figures={**hidden[0].action.figures, "exceptions": []})
    )
    others = [s for s in result.description.segments if s.number != silenced.number]
    with pytest.raises(AuditError, match="exceptions"):
        audit(with_segments(result, tuple(sorted((*others, silenced), key=lambda s: s.number))))


def test_who_waits_no_longer_than_usual_is_not_told_to_have_left():
    # Everybody orders every 130 days or so, and last did up to 120 days ago.
    result = orders()
    columns = tuple(
        replace(
            column,
            values=np.full(
                len(column.values), {"recency_days": 100.0, "days_between_orders": 134.0}[column.name]
            ),
        )
        if column.name in ("recency_days", "days_between_orders")
        else column
        for column in result.source.columns
    )
    purchases = replace(result.source.purchases, lifetime=None)
    for action in advise(changed(result, columns=columns, purchases=purchases)):
        assert isinstance(action, Finding)
        assert action.figures["head"].code not in ("actions.win_back", "actions.low_priority")
        assert "134 days between two orders are usual" in str(action)


def test_every_name_of_rfm_cells_is_judged_or_says_nothing_of_coming_back():
    names = set(read_cells().values()) | set(r_cells().values())
    assert names - STILL_THERE - AWAY == {"Need Attention", "Others"}
    assert not STILL_THERE & AWAY
    assert names >= VALUABLE


def test_rfm_segments_of_a_customers_table_are_not_advised_against_their_names():
    frame = api_segment(sample_path("orders"), method="rfm", criteria="silhouette").frame
    frame = frame[["recency_days", "frequency", "monetary"]].reset_index(drop=True)
    frame.columns = ["days since last order", "number of orders", "total revenue"]
    found = api_segment(frame, method="rfm", criteria="silhouette", kind="customers").segments
    assert found["action"].notna().all()
    for name, action in zip(found["name"], found["action"], strict=True):
        word = action.partition(":")[0]
        contrary = {
            "Keep": AWAY,
            "Grow": AWAY,
            "Develop": AWAY,
            "Remind": STILL_THERE,
            "Win back": STILL_THERE,
        }
        contrary["Low priority"] = STILL_THERE | VALUABLE
        assert name not in contrary.get(word, ()), (name, action)
