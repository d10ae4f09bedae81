"""The self-audit: what was computed rightly passes, and one wrong number anywhere is found."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from segdesk.delivery.deliver import deliver
from segdesk.delivery.single import write_single
from segdesk.engine.audit.audit import AuditError, audit
from segdesk.engine.data.table import ColumnType
from tests.engine.frames import USE, shop
from tests.engine.frames import segmented as in_memory
from tests.sample_results import changed, customers, orders, segmented, survey


@pytest.mark.parametrize("result", [customers, orders, survey, lambda: orders("rfm")])
def test_every_number_is_found_again(result):
    checked = audit(result())
    assert checked.checked > 50
    assert checked.unread == ()


def _with_segment(result, **changes):
    first, *others = result.description.segments
    return changed(result, segments=(replace(first, **changes), *others))


def _with_profile(result, kind, **changes):
    profiles = list(result.description.profiles)
    at = next(i for i, profile in enumerate(profiles) if profile.type is kind)
    values = {name: change(getattr(profiles[at], name)) for name, change in changes.items()}
    profiles[at] = replace(profiles[at], **values)
    return changed(result, profiles=tuple(profiles))


def _one_more(values):
    more = np.array(values, copy=True)
    more[-1] += 0.01
    return more


def _with_scores(result, **changes):
    return changed(result, scores=replace(result.validation.scores, **changes))


def _with_rule(**changes):
    result = customers()
    at, segment = next((i, s) for i, s in enumerate(result.description.segments) if s.rule is not None)
    segments = list(result.description.segments)
    segments[at] = replace(segment, rule=replace(segment.rule, **changes))
    return changed(result, segments=tuple(segments))


def _relabeled(result):
    labels = result.fit.labels.copy()
    labels[0] = 1 if labels[0] != 1 else 2
    return changed(result, labels=labels)


def _with_money(result):
    kept = result.source.purchases.reconciled.all_kept
    money = replace(kept.money, units=kept.money.units + 1)
    reconciled = replace(result.source.purchases.reconciled, all_kept=replace(kept, money=money))
    return changed(result, purchases=replace(result.source.purchases, reconciled=reconciled))


WRONG = {
    "a size": lambda: _with_segment(customers(), size=customers().description.segments[0].size - 1),
    "a share": lambda: _with_segment(customers(), share=customers().description.segments[0].share + 1e-4),
    "a value share": lambda: _with_segment(customers(), value_share=0.5),
    "a row left out that was not": lambda: changed(customers(), left_out=(("reason", 1),)),
    "a mean": lambda: _with_profile(customers(), ColumnType.NUMBER, mean=_one_more),
    "a median": lambda: _with_profile(customers(), ColumnType.NUMBER, median=_one_more),
    "a quartile": lambda: _with_profile(customers(), ColumnType.NUMBER, upper_quartile=_one_more),
    "an effect": lambda: _with_profile(customers(), ColumnType.NUMBER, effect=_one_more),
    "a count of empty cells": lambda: _with_profile(
        customers(), ColumnType.NUMBER, missing=lambda counts: counts + 1
    ),
    "the share of a category": lambda: _with_profile(customers(), ColumnType.CATEGORY, mean=_one_more),
    "the share of a yes": lambda: _with_profile(customers(), ColumnType.YES_NO, mean=_one_more),
    "the day of a date": lambda: _with_profile(customers(), ColumnType.DATE, mean=_one_more),
    "the fit": lambda: _with_scores(customers(), silhouette=customers().validation.scores.silhouette + 0.001),
    "the spread": lambda: _with_scores(customers(), inertia=customers().validation.scores.inertia * 1.001),
    "Calinski-Harabasz": lambda: _with_scores(customers(), calinski_harabasz=1.0),
    "Davies-Bouldin": lambda: _with_scores(customers(), davies_bouldin=1.0),
    "a rule's precision": lambda: _with_rule(precision=0.999),
    "a rule's coverage": lambda: _with_rule(coverage=0.001),
    "a label": lambda: _relabeled(customers()),
    "a cent": lambda: _with_money(orders()),
}


@pytest.mark.parametrize("what", WRONG)
def test_one_wrong_number_is_found(what):
    with pytest.raises(AuditError):
        audit(WRONG[what]())


def test_nothing_is_written_where_a_number_is_wrong(tmp_path):
    wrong = WRONG["a mean"]()
    with pytest.raises(AuditError):
        deliver(wrong, tmp_path / "out")
    for name in ("csv", "segments", "report"):
        with pytest.raises(AuditError):
            write_single(name, wrong, tmp_path / "file.html")
    assert list(tmp_path.iterdir()) == []


def test_times_of_a_zone_are_the_readers_business(tmp_path):
    lines = ["id,seen,spend"] + [
        f"c{i},2024-0{1 + i % 9}-1{i % 10}T10:00:00+02:00,{i * 7 % 90 + i / 100}" for i in range(60)
    ]
    path = tmp_path / "zone.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    checked = audit(segmented(path, k="2", use=("seen", "spend")))
    assert checked.unread == ("seen",)


def test_customers_who_are_left_out_count_among_the_rows():
    result = in_memory(shop(120), outliers="set-aside", missing="drop", use=USE, k="3")
    assert sum(count for _, count in result.provenance.left_out) > 0
    assert audit(result).checked > 50
    with pytest.raises(AuditError, match="rows"):
        audit(changed(result, left_out=result.provenance.left_out[1:]))


def test_a_rule_that_leaves_a_value_out_is_counted_again():
    frame = pd.DataFrame({"region": np.repeat(["north", "south", "west"], [50, 40, 60])})
    result = in_memory(frame, use=("region",), k="2")
    said = [str(segment.rule.words) for segment in result.description.segments]
    assert any(words.startswith("Region is not ") for words in said)
    assert audit(result).checked > 0


def test_figures_near_nought_may_differ_by_a_rounding_error():
    """A column whose mean in a segment is exactly 0, told as the last digit of a sum."""
    frame = pd.DataFrame({"balance": np.tile([-2.5, 2.5, -7.5, 7.5], 30), "n": np.repeat([1.5, 90.5], 60)})
    result = in_memory(frame, use=("n",), describe=("balance",), k="2")
    at = next(i for i, profile in enumerate(result.description.profiles) if profile.variable == "balance")
    assert result.description.profiles[at].mean.tolist() == [0.0, 0.0]
    for error, wrong in ((1e-9, False), (1e-6, True)):
        profiles = list(result.description.profiles)
        profiles[at] = replace(profiles[at], mean=np.full(2, error))
        told = changed(result, profiles=tuple(profiles))
        if wrong:
            with pytest.raises(AuditError, match="balance"):
                audit(told)
        else:
            assert audit(told).checked > 0
