"""Rates, intervals and lifts of outcomes are those that are counted by hand, and form no segment."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.audit.audit import AuditError, audit
from segdesk.engine.data.table import Role
from segdesk.engine.profiles.outcomes import OutcomeRate, compare_outcome, outcomes_by_segment
from segdesk.engine.result.outcomes import outcome_findings
from segdesk.engine.result.segmentation import with_segments
from segdesk.engine.schema.column_choice import Case, ColumnChoice
from segdesk.messages import say
from segdesk.report.outcomes import outcome_blocks
from tests.engine.frames import columns_of, segmented, shop


@pytest.fixture(scope="module")
def frame():
    frame = shop(160)
    random = np.random.default_rng(5)
    frame["Churn"] = np.where(random.random(160) < np.where(frame["age"] > 45, 0.7, 0.1), "left", "stayed")
    frame.loc[:6, "Churn"] = None
    return frame


@pytest.fixture(scope="module")
def result(frame):
    return segmented(frame, k="3", use=("age", "income", "visits"))


# Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3; and 10 of 20 by R's prop.test without correction.
@pytest.mark.parametrize(
    ("cases", "known", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 20, 0.2993, 0.7007),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_intervals_are_those_of_wilson(cases, known, low, high):
    assert OutcomeRate(known, cases).interval == pytest.approx((low, high), abs=5e-5)


def test_figures_are_those_that_are_counted_in_the_table(frame, result):
    table = result.outcome_table()
    assert list(table["segment"]) == [1, 2, 3]
    left = frame["Churn"].eq("left")
    known = frame["Churn"].notna()
    for row in table.itertuples():
        inside = result.fit.labels == row.segment
        assert (row.known, row.cases) == (int((inside & known).sum()), int((inside & left).sum()))
        assert row.rate == pytest.approx(left[inside & known].mean())
        assert row.rate_everyone == pytest.approx(left[known].mean())
        assert row.lift == pytest.approx(100 * row.rate / left[known].mean())
        assert row.share_of_cases == pytest.approx((inside & left).sum() / left.sum())
    assert table["share_of_cases"].sum() == pytest.approx(1)


def test_an_outcome_in_two_columns_is_told_once(frame):
    twice = frame.assign(churned=frame["Churn"].map({"left": 1, "stayed": 0}))
    result = segmented(twice, k="2", use=("age", "income"))
    assert [o.variable for o in result.named[0].outcomes] == ["Churn"]


def test_an_outcome_changes_no_segment_and_no_name(frame, result):
    without = segmented(frame.drop(columns="Churn"), k="3", use=("age", "income", "visits"))
    np.testing.assert_array_equal(result.fit.labels, without.fit.labels)
    assert [str(s.name) for s in result.named] == [str(s.name) for s in without.named]
    automatic = segmented(frame, k="3")
    assert "Churn" not in automatic.variables
    np.testing.assert_array_equal(
        automatic.fit.labels, segmented(frame.drop(columns="Churn"), k="3").fit.labels
    )


def test_the_sentence_names_the_segments_with_least_and_most_and_what_they_hold(result):
    table = result.outcome_table()
    most = table.loc[table["rate"].idxmax()]
    sentence = str(outcome_findings(result)[0])
    assert f"most in “{most['segment_name']}” ({most['rate']:.1%}, {most['rate_low']:.1%}" in sentence
    assert f"where {most['share_of_cases']:.0%} of all such customers are" in sentence


def test_where_intervals_overlap_nothing_is_made_of_it(frame):
    coin = frame.assign(Churn=np.resize(["left", "stayed"], 160))
    assert "tell little of it" in str(outcome_findings(segmented(coin, k="3", use=("age", "income")))[0])


def test_rates_stand_in_the_profile_table_and_the_report(result):
    rows = result.profile_table().query("role == 'outcome'")
    assert list(rows["mean"]) == list(result.outcome_table()["rate"])
    assert len(outcome_blocks(result)) == 3


def test_without_outcomes_nothing_is_said():
    assert outcome_blocks(segmented(shop(60), k="2")) == ()


def test_the_recipe_says_which_value_is_the_case_and_gives_it_again(frame, result):
    recipe = result.provenance.recipe
    assert recipe.columns.outcome == ("Churn=left",)
    again = segmented(frame, outcome=recipe.columns.outcome, use=recipe.columns.use, k="3")
    pd.testing.assert_frame_equal(again.outcome_table(), result.outcome_table())
    other = segmented(
        frame, outcome=("Churn=stayed",), k="3", use=("age", "income", "visits")
    ).outcome_table()
    np.testing.assert_allclose(other["rate"], 1 - result.outcome_table()["rate"])


def test_the_audit_counts_cases_again(result):
    audited = audit(result)
    assert "Churn" not in audited.unread
    first, *others = result.named
    outcome = first.outcomes[0]
    wrong = type(outcome)(outcome.variable, outcome.case, OutcomeRate(outcome.own.known, 0), outcome.everyone)
    with pytest.raises(AuditError, match="cases of Churn"):
        audit(with_segments(result, (type(first)(**{**vars(first), "outcomes": (wrong,)}), *others)))


def test_outcomes_are_carried_by_their_role(result):
    assert {c.name: c.role for c in result.source.choices}["Churn"] is Role.OUTCOME


@pytest.mark.parametrize(
    ("heading", "yes", "no", "said"),
    [
        ("response", "1", "0", "yes"),
        ("churn", "Churned", "Stayed", "Churned"),
        ("Abgesprungen", "ja", "nein", "ja"),
        ("churn_status", "1", "0", "1"),
    ],
)
def test_a_case_of_one_and_nought_is_said_as_yes(heading, yes, no, said):
    frame = pd.DataFrame({heading: np.where(np.arange(40) % 5 == 0, yes, no)})
    (column,) = columns_of(frame).values()
    choice = ColumnChoice(heading, column.type, Role.OUTCOME, say("why"), case=Case(yes))
    (_, (outcome,)) = outcomes_by_segment([column], [choice], np.ones(40, dtype=np.int32), 1)
    assert outcome.case == yes
    assert str(outcome.spoken_case) == said
    assert f"is “{said}” for 20.0%" in str(outcome.in_words)
    assert f"is “{said}” for 20.0%" in str(compare_outcome([say("why")], [outcome]))
