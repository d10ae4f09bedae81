"""What each sentence on the number of segments claims, held against the table that stands beside it.

One checker per finding. It takes the figures of the finding and the table, and nothing of the code that wrote it: what
is tiny, what is a number to work with and what counts as about as sure stands here once more, as in docs/methods.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import pytest

from segdesk.engine.data.finding import Finding
from segdesk.engine.validation.k_scan import Candidate, Scan

# docs/methods.md, How many.
RUNNABLE = range(3, 9)
WHOLE, STABLE, COMES_BACK = 0.60, 0.75, 0.80
AS_SURE_AS_GROUPS, ABOUT_AS_SURE = 0.02, 0.05
LABELS = {"keep_to_the_groups", "take_those_of_the_table"}
"""Words of a button, which claim nothing of the table."""


@dataclass(frozen=True)
class Told:
    """A finding with the table that it speaks of."""

    scan: Scan
    n_rows: int
    figures: Mapping[str, Any]

    @property
    def table(self) -> dict[int, Candidate]:
        return {each.k: each for each in self.scan.candidates}

    @property
    def fits(self) -> dict[int, float]:
        return {k: each.silhouette for k, each in self.table.items() if each.silhouette is not None}

    @property
    def judged(self) -> dict[int, float]:
        """Stability of the numbers from 3 to 8."""
        return {
            k: each.stability
            for k, each in self.table.items()
            if k in RUNNABLE and each.stability is not None
        }

    @property
    def least(self) -> int:
        return max(5, ceil(0.02 * self.n_rows))

    def is_large(self, k: int) -> bool:
        return self.table[k].smallest >= self.least

    def is_whole(self, k: int) -> bool:
        weakest = self.table[k].weakest
        return weakest is None or weakest >= WHOLE

    def __getitem__(self, name: str) -> Any:
        return self.figures[name]


def same_fit(told: Told, k: str = "k", fit: str = "fit") -> None:
    assert told.fits[told[k]] == pytest.approx(told[fit])


def same_agreement(told: Told, k: str = "k", agreement: str = "agreement") -> None:
    assert told.table[told[k]].stability == pytest.approx(told[agreement])


def is_the_pick(told: Told) -> None:
    assert told.scan.pick == told["k"]


def gaps_between_all(told: Told) -> None:
    assert told.scan.separated == told["k"]
    same_fit(told)
    same_agreement(told)
    assert told["agreement"] >= COMES_BACK
    assert told.table[told["k"]].weakest is None or told.table[told["k"]].weakest >= STABLE


def groups_between_gaps(told: Told) -> None:
    assert told.scan.separated == told["k"]
    same_agreement(told)


def finer_and_as_stable(told: Told) -> None:
    is_the_pick(told)
    same_agreement(told)
    groups = told["groups"]
    assert told.scan.separated == groups < told["k"] <= 8
    assert told["agreement"] >= told.table[groups].stability - AS_SURE_AS_GROUPS
    assert told.is_large(told["k"])
    assert told.is_whole(told["k"])


def finer_cut_through(told: Told) -> None:
    groups, other = told.scan.separated, told["other"]
    assert other > groups == told.scan.pick
    assert told.fits[groups] > 0.5
    assert told.judged[other] >= told.table[groups].stability - AS_SURE_AS_GROUPS
    assert told.is_whole(other)


def _finer(told: Told) -> list[int]:
    return [k for k in told.judged if k > told.scan.separated and told.is_large(k)]


def finer_less_stable(told: Told) -> None:
    assert sorted(told["numbers"]) == sorted(_finer(told))
    only_finer_less_stable(told)


def only_finer_less_stable(told: Told) -> None:
    finer = _finer(told)
    same_agreement(told)
    assert told.table[told.scan.separated].stability == pytest.approx(told["own"])
    assert told["agreement"] == max(told.judged[k] for k in finer) < told["own"] - AS_SURE_AS_GROUPS
    if "numbers" not in told.figures:
        assert finer == [told["k"]]


def finer_not_whole(told: Told) -> None:
    assert sorted(told["numbers"]) == sorted(_finer(told))
    only_finer_not_whole(told)


def only_finer_not_whole(told: Told) -> None:
    finer = _finer(told)
    same_agreement(told)
    assert told.table[told.scan.separated].stability == pytest.approx(told["own"])
    assert told["agreement"] == max(told.judged[k] for k in finer)
    assert not told.is_whole(told["k"])
    if "numbers" not in told.figures:
        assert finer == [told["k"]]


def _spans_what_was_judged(told: Told) -> None:
    assert (told["low"], told["high"]) == (min(told.judged), max(told.judged))
    assert told["low"] < told["high"]


def most_stable(told: Told) -> None:
    is_the_pick(told)
    same_agreement(told)
    _spans_what_was_judged(told)
    assert told["agreement"] == max(told.judged.values())
    assert told.is_whole(told["k"])


def most_stable_of_sound(told: Told) -> None:
    is_the_pick(told)
    same_agreement(told)
    _spans_what_was_judged(told)
    sound = [k for k in told.judged if told.is_large(k) and told.is_whole(k)]
    assert told["agreement"] == max(told.judged[k] for k in sound)
    assert told["agreement"] < max(told.judged.values())


def comes_back(told: Told) -> None:
    is_the_pick(told)
    same_agreement(told)
    assert list(told.judged) == [told["k"]]
    assert told.is_whole(told["k"])


def _as_sure(told: Told, among: Sequence[int]) -> None:
    is_the_pick(told)
    same_agreement(told)
    same_agreement(told, "best", "best_agreement")
    _spans_what_was_judged(told)
    highest = told["best_agreement"]
    assert told["agreement"] >= highest - ABOUT_AS_SURE
    whole = [k for k in among if told.is_whole(k)]
    assert highest == max(told.judged[k] for k in whole)
    assert told["k"] == max(k for k in whole if told.judged[k] >= highest - ABOUT_AS_SURE)


def about_as_stable(told: Told) -> None:
    _as_sure(told, list(told.judged))


def about_as_stable_of_large(told: Told) -> None:
    _as_sure(told, [k for k in told.judged if told.is_large(k)])


def none_comes_back(told: Told) -> None:
    large = [k for k in told.judged if told.is_large(k)]
    assert sorted(told["numbers"]) == sorted(large)
    same_agreement(told)
    assert told["agreement"] == max(told.judged[k] for k in large)
    assert all(not told.is_whole(k) or told.judged[k] < WHOLE for k in large)


def does_not_come_back(told: Told) -> None:
    assert [k for k in told.judged if told.is_large(k)] == [told["k"]]
    same_agreement(told)
    assert not told.is_whole(told["k"]) or told["agreement"] < WHOLE


def tiny_come_back(told: Told) -> None:
    """Tiny numbers agree at least about as well as the one that they would have come before."""
    assert told["least"] == told.least
    assert told["n"] == len(told["numbers"]) >= 1
    groups, judged = told.scan.separated, told.judged
    if groups is not None:
        beside = told.table[groups].stability - AS_SURE_AS_GROUPS
    elif told.is_whole(told.scan.pick) and judged.get(told.scan.pick, 0) >= WHOLE:
        beside = judged[told.scan.pick] - ABOUT_AS_SURE
    else:
        beside = max(agreement for k, agreement in judged.items() if told.is_large(k))
    for k in told["numbers"]:
        assert told.table[k].smallest < told.least
        assert judged[k] >= beside


def come_back_in_part(told: Told) -> None:
    assert told["n"] == len(told["numbers"]) >= 1
    for k in told["numbers"]:
        assert told.judged[k] > told.judged[told.scan.pick]
        assert not told.is_whole(k)


def tiny_fit_closer(told: Told) -> None:
    assert told["least"] == told.least
    assert told["n"] == len(told["numbers"]) >= 1
    for k in told["numbers"]:
        assert told.table[k].smallest < told.least
        assert told.fits[k] > told.fits[told.scan.pick]


def no_gaps_but_best_fit(told: Told) -> None:
    is_the_pick(told)
    same_fit(told)
    assert told.scan.separated is None
    assert told["fit"] == max(told.fits.values())


def no_gaps_and_other_fit(told: Told) -> None:
    is_the_pick(told)
    same_fit(told)
    same_fit(told, "best", "best_fit")
    assert told.scan.separated is None
    assert told["best_fit"] == max(told.fits.values())
    assert told.is_large(told["best"])


def best_fit_is_tiny(told: Told) -> None:
    same_fit(told, "best")
    assert told.scan.separated is None
    assert told["fit"] == max(told.fits.values())
    assert told["n"] == told.table[told["best"]].smallest < told.least


def as_in_recipe(told: Told) -> None:
    """A recipe keeps a number that was tried, and the table speaks for the other."""
    kept, other = told.figures["k"], told.figures["other"]
    assert kept != other
    assert kept in told.table
    assert other == told.scan.pick


def one_number_asked(told: Told) -> None:
    assert list(told.table) == [told["k"]]


def only_number_possible(told: Told) -> None:
    assert list(told.table) == [told["k"]]
    assert told["k"] <= told["n"] <= told.n_rows
    assert told["n"] <= told["k"] or told["n"] <= 3


def too_much_alike(told: Told) -> None:
    assert not told.fits


def best_fit(told: Told) -> None:
    is_the_pick(told)
    same_fit(told)
    assert told["fit"] == max(told.fits.values())


def best_fit_of_large(told: Told) -> None:
    is_the_pick(told)
    same_fit(told)
    assert told["fit"] == max(fit for k, fit in told.fits.items() if told.is_large(k))
    assert told["fit"] < max(told.fits.values())


def closer_fit(told: Told) -> None:
    assert told.fits[told.scan.pick] == pytest.approx(told["fit"])
    same_fit(told, "best", "best_fit")
    assert round(told["best_fit"], 2) > round(told["fit"], 2)
    check(told["why"], told.scan, told.n_rows)


def equal_fit(told: Told) -> None:
    assert told.fits[told.scan.pick] == pytest.approx(told["fit"])
    assert told.fits[told["best"]] == pytest.approx(told["fit"], abs=0.011)
    assert told["best"] != told.scan.pick
    check(told["why"], told.scan, told.n_rows)


def elbow_speaks_for(told: Told) -> None:
    is_the_pick(told)
    assert told.scan.elbow == told["k"] != told.scan.gap_pick


def gap_speaks_for(told: Told) -> None:
    is_the_pick(told)
    assert told.scan.gap_pick == told["k"] != told.scan.elbow


def elbow_and_gap_speak_for(told: Told) -> None:
    is_the_pick(told)
    assert told.scan.gap_pick == told["k"] == told.scan.elbow


def easier_to_work_with(told: Told) -> None:
    is_the_pick(told)
    assert told["k"] in RUNNABLE
    assert told.fits[told["k"]] == max(fit for k, fit in told.fits.items() if k in RUNNABLE)


def easier_to_work_with_and_large(told: Told) -> None:
    is_the_pick(told)
    large = [k for k in told.fits if k in RUNNABLE and told.is_large(k)]
    assert told["k"] in large
    assert told.fits[told["k"]] == max(told.fits[k] for k in large)
    assert any(told.fits[k] > told.fits[told["k"]] for k in told.fits if k in RUNNABLE and k not in large)


def no_elbow_no_groups(told: Told) -> None:
    assert (told.scan.elbow, told.scan.gap_pick) == (None, 1)


def elbow_no_groups(told: Told) -> None:
    assert (told.scan.elbow, told.scan.gap_pick) == (told["elbow"], 1)


def no_elbow(told: Told) -> None:
    assert (told.scan.elbow, told.scan.gap_pick) == (None, None)


def gap_without_elbow(told: Told) -> None:
    assert (told.scan.elbow, told.scan.gap_pick) == (None, told["gap"])
    assert told["gap"] > 1


def elbow_alone(told: Told) -> None:
    assert (told.scan.elbow, told.scan.gap_pick) == (told["elbow"], None)


def elbow_and_gap_agree(told: Told) -> None:
    assert told.scan.elbow == told.scan.gap_pick == told["k"]


def elbow_and_gap_differ(told: Told) -> None:
    assert (told.scan.elbow, told.scan.gap_pick) == (told["elbow"], told["gap"])
    assert told["elbow"] != told["gap"] != 1


def latent_classes(told: Told) -> None:
    is_the_pick(told)
    assert told["bic"] < told["other_bic"]
    assert told["other"] != told["k"] > 1


def one_latent_class(told: Told) -> None:
    assert len(told.table) > 1


def classes_come_back(told: Told) -> None:
    is_the_pick(told)
    same_agreement(told)


def numbers_outside_limits(told: Told) -> None:
    assert told["numbers"]
    assert not set(told["numbers"]) & set(told.table)


def criteria_without_limits(told: Told) -> None:
    assert len(told.table) > 1


def method_determines_k(told: Told) -> None:
    assert not told.table
    assert told.scan.pick is None
    assert told["k"] >= 0


def rules_determine_k(told: Told) -> None:
    assert not told.table
    assert told["n"] >= 1


CHECKERS: dict[str, Callable[[Told], None]] = {
    each.__name__: each
    for each in (
        *(gaps_between_all, groups_between_gaps, finer_and_as_stable, finer_cut_through, finer_less_stable),
        *(only_finer_less_stable, finer_not_whole, only_finer_not_whole, most_stable, most_stable_of_sound),
        *(comes_back, about_as_stable, about_as_stable_of_large, none_comes_back, does_not_come_back),
        *(tiny_come_back, come_back_in_part, tiny_fit_closer, no_gaps_but_best_fit, no_gaps_and_other_fit),
        *(best_fit_is_tiny, as_in_recipe, one_number_asked, only_number_possible, too_much_alike, best_fit),
        *(best_fit_of_large, closer_fit, equal_fit, elbow_speaks_for, gap_speaks_for),
        *(elbow_and_gap_speak_for, easier_to_work_with, easier_to_work_with_and_large, no_elbow_no_groups),
        *(elbow_no_groups, no_elbow, gap_without_elbow, elbow_alone, elbow_and_gap_agree),
        *(elbow_and_gap_differ, latent_classes, one_latent_class, classes_come_back),
        *(numbers_outside_limits, criteria_without_limits, method_determines_k, rules_determine_k),
    )
}


def check(reason: Finding, scan: Scan, n_rows: int) -> None:
    """Hold one finding against the table of the scan that it is a reason of."""
    assert isinstance(reason, Finding)
    CHECKERS[reason.code.removeprefix("k_selection.")](Told(scan, n_rows, reason.figures))


def check_all(scan: Scan, n_rows: int) -> None:
    """Hold every reason of a scan against its table."""
    for reason in scan.reason:
        check(reason, scan, n_rows)
