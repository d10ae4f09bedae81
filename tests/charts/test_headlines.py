"""Headlines of charts: none is circular without saying so, none contrasts what is equal."""

from dataclasses import replace

import numpy as np
import pytest

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.formatting import value_in_words
from segdesk.charts.strongest_profiles import strongest_profiles
from segdesk.charts.style import LIGHT, Look
from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.result.segmentation import with_segments
from segdesk.messages import say
from tests.sample_results import changed, customers, orders


def finding(name, result):
    return str(chart_named(name).finding(result))


def as_role(result, column, role):
    choices = tuple(
        replace(choice, role=role) if choice.name == column else choice for choice in result.source.choices
    )
    return changed(result, choices=choices)


def test_money_that_helped_form_the_segments_is_no_proof_of_them_and_said_to_be_none():
    for result in (customers(), orders()):
        value = result.source.value_column
        assert value in result.variables
        assert finding("sizes", result).endswith(", which helped form the segments")
        assert finding("overview", result) == finding("sizes", result)
        described = as_role(result, value, Role.DESCRIPTOR)
        assert "helped form" not in finding("sizes", described)
        assert finding("sizes", described) == finding("sizes", result).removesuffix(
            ", which helped form the segments"
        )


def with_sizes(result, *shares):
    """Return the result with other shares of customers and money; `shares` are pairs."""
    segments = tuple(
        replace(segment, size=round(1000 * share), share=share, value_share=value)
        for segment, (share, value) in zip(result.named, shares, strict=True)
    )
    return with_segments(result, segments)


def test_every_segment_brings_what_its_size_suggests_only_if_each_does():
    result = orders()
    assert result.k == 3
    even = with_sizes(result, (0.4, 0.43), (0.3, 0.27), (0.3, 0.3))
    assert finding("sizes", even).startswith("Every segment brings about as large a share")
    # Two bring a little more than their size, and the third far less.
    uneven = with_sizes(result, (0.4, 0.44), (0.3, 0.34), (0.3, 0.22))
    assert "30% of customers bring 22% of the money" in finding("sizes", uneven)


def test_of_segments_of_one_size_none_is_the_largest():
    result = with_sizes(orders(), (0.4, None), (0.4, None), (0.2, None))
    assert finding("sizes", result) == "2 segments are the largest, with 40% of customers each"
    result = with_sizes(orders(), (0.5, None), (0.3, None), (0.2, None))
    assert finding("sizes", result).endswith("is the largest segment: 50% of customers")


def with_strongest(result, **figures):
    """Return the result with other figures of the number that differs most."""
    profiles = result.description.profiles
    numbers = [p for p in profiles if p.type is ColumnType.NUMBER and p.role is Role.SEGMENTATION]
    strongest = max(numbers, key=lambda profile: profile.strength)
    changes = {name: np.array(values) for name, values in figures.items()}
    return changed(
        result,
        profiles=tuple(replace(p, **changes) if p is strongest else p for p in profiles),
    )


@pytest.mark.parametrize(
    ("median", "mean", "words"),
    [
        ([0.0, 5.0, 2.0], [1.0, 6.0, 3.0], "have 5 or more, half of"),
        # No headline of half that have 0 or more, and half 0 or less.
        ([0.0, 0.0, 0.0], [1.0, 6.0, 3.0], "differs most: 6 on average in"),
        ([0.0, 0.0, 0.0], [3.0, 3.0, 3.0], "The segments hardly differ in numbers"),
        # What reads alike is alike.
        ([300.1, 300.2, 300.0], [300.1, 300.2, 300.0], "The segments hardly differ in numbers"),
    ],
)
def test_differences_are_told_between_two_segments_whose_figures_differ(median, mean, words):
    result = with_strongest(orders(), median=median, mean=mean)
    text = finding("differences", result)
    assert words in text
    if "differs most" in text:
        names = [str(segment.name) for segment in result.named if f"“{segment.name}”" in text]
        assert len(names) == 2


@pytest.mark.parametrize(
    ("off", "words"),
    [(1.004, "as many purchases as"), (1.02, "2% more"), (0.98, "2% fewer"), (0.996, "as many")],
)
def test_a_forecast_that_is_off_by_nothing_is_not_off(off, words):
    result = orders()
    lifetime = result.source.purchases.lifetime
    holdout = lifetime.holdout
    holdout = replace(holdout, predicted=holdout.actual * off)
    purchases = replace(result.source.purchases, lifetime=replace(lifetime, holdout=holdout))
    assert words in finding("holdout", changed(result, purchases=purchases))


def test_what_stands_out_is_told_in_figures_of_one_segment_alone():
    result = customers()
    profile = strongest_profiles(result, 1)[0]
    place = int(np.argmax(np.abs(profile.v_test)))
    text = finding("heatmap", result)
    assert f"“{result.named[place].name}” stands out: “{profile.label}”" in text
    assert value_in_words(profile, float(profile.mean[place])) in text
    assert value_in_words(profile, profile.overall) in text

    # What every segment has alike, or as everyone, sets none apart: another column does.
    def without_contrast(only):
        return tuple(
            replace(p, mean=np.full(result.k, p.overall)) if only in (p.variable, None) else p
            for p in result.description.profiles
        )

    other = finding("heatmap", changed(result, profiles=without_contrast(profile.variable)))
    assert "stands out" in other
    assert f"“{profile.variable}”" not in other
    none = finding("heatmap", changed(result, profiles=without_contrast(None)))
    assert none == f"The segments differ most in “{profile.label}”, and none of them alone"


def test_the_reason_for_the_number_is_written_out_and_customers_are_counted():
    result = changed(customers(), scan=replace(customers().validation.scan, reason=(say("word " * 150),)))
    for look, count in ((LIGHT, 150), (Look(titled=False), 0)):
        words = " ".join(text.get_text() for text in chart_named("how_many").draw(result, look).texts)
        assert words.count("word") == count
        assert "2,005 customers." in " ".join(words.split())
