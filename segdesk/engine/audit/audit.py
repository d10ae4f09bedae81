"""The self-audit: before anything is saved, its numbers are computed a second time, from the cells and labels alone.

It shares no code with what made them: cells are read by `independent_parse`, figures come from pandas' group-by and
scikit-learn's scores. A number that does not agree is a defect, and nothing is saved.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score

from segdesk.engine.audit.advice_figures import CheckedFigure, advice_figures
from segdesk.engine.audit.fairness_figures import fairness_figures
from segdesk.engine.audit.independent_parse import parse_independently
from segdesk.engine.data.arrays import UNASSIGNED
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.fairness import protected_of
from segdesk.engine.result.money import money_by_segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.rules.condition import Condition, Operator

# Sums in another order differ by so much at most.
_NEAR = 1e-7
# Silhouettes are computed in single precision, and again only where all distances fit in memory.
_NEAR_SILHOUETTE = 1e-4
_MOST_DISTANCES = 3_000


class AuditError(Exception):
    """A number that would have been saved does not agree with the data: a defect of segdesk's."""


@dataclass(frozen=True)
class Audit:
    """What was checked.

    Attributes
    ----------
    checked : int
        Numbers that were computed a second time, all of which agree.
    unread : tuple of str
        Columns whose cells the plain reading does not understand, so that their figures were not checked.
    """

    checked: int
    unread: tuple[str, ...]


def audit(segmentation: Segmentation) -> Audit:
    """Compute the numbers of a segmentation a second time, and compare.

    Parameters
    ----------
    segmentation : Segmentation

    Raises
    ------
    AuditError
        If a number does not agree.
    """
    unread: list[str] = []
    checked = 0
    for parts in (
        _sizes(segmentation),
        _money_by_segment(segmentation, unread),
        _profiles(segmentation, unread),
        _outcomes(segmentation, unread),
        _scores(segmentation),
        _rules(segmentation, unread),
        _lines(segmentation),
        advice_figures(segmentation),
        fairness_figures(segmentation, protected_of(segmentation), unread),
    ):
        for name, reported, found in parts:
            if not _agree(name, reported, found):
                raise AuditError(f"{name}: {reported!r} would be saved, the data give {found!r}")
            checked += 1
    return Audit(checked, tuple(dict.fromkeys(unread)))


def _agree(name: str, reported: float | None, found: float | None) -> bool:
    if reported is None or found is None:
        return reported is None and found is None
    near = _NEAR_SILHOUETTE if name == "silhouette" else _NEAR
    return bool(np.isclose(reported, found, rtol=near, atol=near, equal_nan=True))


def _sizes(segmentation: Segmentation) -> Iterator[CheckedFigure]:
    takes_part = segmentation.source.participating
    counts = pd.Series(segmentation.fit.labels[takes_part]).value_counts()
    yield (
        "rows",
        len(segmentation.fit.rows) + sum(count for _, count in segmentation.provenance.left_out),
        segmentation.source.table.n_rows,
    )
    n_rows = int(takes_part.sum())
    yield "rows with a segment", sum(segment.size for segment in segmentation.description.segments), n_rows
    yield "k", segmentation.k, int((counts.index != UNASSIGNED).sum())
    for segment in segmentation.description.segments:
        count = int(counts.get(segment.number, 0))
        yield f"size of segment {segment.number}", segment.size, count
        yield f"share of segment {segment.number}", segment.share, count / n_rows


def _money_by_segment(segmentation: Segmentation, unread: list[str]) -> Iterator[CheckedFigure]:
    name = segmentation.source.value_column
    if name is None:
        return
    money = _plain(segmentation, name)
    if money is None:
        unread.append(name)
        return
    cells = pd.Series(money).fillna(0.0)[segmentation.source.participating]
    sums = cells.groupby(segmentation.fit.labels[cells.index]).sum()
    total = float(sums.sum())
    # What is left of income and returns that cancel each other is a rounding error, and so are its shares.
    if total <= _NEAR * float(cells.abs().sum()):
        return
    reported = money_by_segment(segmentation)
    means = (
        pd.Series(money)[segmentation.source.participating]
        .groupby(segmentation.fit.labels[cells.index])
        .mean()
    )
    everyone = float(pd.Series(money)[segmentation.fit.rows].mean())
    for segment in segmentation.description.segments:
        number, total_here = segment.number, float(sums.get(segment.number, 0.0))
        yield f"value share of segment {number}", segment.value_share, total_here / total
        if number in reported:
            yield f"money of segment {number}", reported[number].total, total_here
            yield f"mean money of segment {number}", reported[number].mean, float(means[number])
            yield (
                f"times everyone's money in segment {number}",
                reported[number].times,
                float(means[number]) / everyone,
            )


def _profiles(segmentation: Segmentation, unread: list[str]) -> Iterator[CheckedFigure]:
    labels = segmentation.fit.labels[segmentation.fit.rows]
    plain: dict[str, pd.Series | None] = {}
    for profile in segmentation.description.profiles:
        if profile.variable not in plain:
            cells = _plain(segmentation, profile.variable)
            plain[profile.variable] = None if cells is None else pd.Series(cells)[segmentation.fit.rows]
        values = plain[profile.variable]
        flags = None if values is None else _as_figures(profile, values)
        if flags is None:
            unread.append(profile.variable)
            continue
        yield from _profile(segmentation, profile, flags.to_numpy(dtype=np.float64), labels)


def _profile(
    segmentation: Segmentation, profile: VariableProfile, values: np.ndarray, labels: np.ndarray
) -> Iterator[CheckedFigure]:
    is_level = profile.type is ColumnType.CATEGORY
    name = f"{profile.variable}: {profile.level}" if is_level else profile.variable
    groups = pd.Series(values).groupby(labels)
    means, empty = groups.mean(), groups.apply(lambda each: int(each.isna().sum()))
    quartiles = {q: groups.quantile(q) for q in (0.25, 0.5, 0.75)}
    yield f"mean of {name}", profile.overall, float(pd.Series(values).mean())
    spread = float(pd.Series(values).std(ddof=0))
    for at, segment in enumerate(segmentation.named):
        number = segment.number
        mean = float(means[number])
        yield f"mean of {name} in segment {number}", float(profile.mean[at]), mean
        yield f"empty cells of {name} in segment {number}", float(profile.missing[at]), float(empty[number])
        # Of values that hardly differ, the effect is one of rounding.
        if spread > _NEAR * abs(profile.overall) and not np.isnan(mean):
            effect = (mean - profile.overall) / profile.spread
            yield f"effect of {name} in segment {number}", float(profile.effect[at]), effect
        if profile.level is None and profile.type is not ColumnType.YES_NO:
            for q, reported in (
                (0.25, profile.lower_quartile),
                (0.5, profile.median),
                (0.75, profile.upper_quartile),
            ):
                yield (
                    f"quantile {q} of {name} in segment {number}",
                    float(reported[at]),
                    float(quartiles[q][number]),
                )


def _as_figures(profile: VariableProfile, values: pd.Series) -> pd.Series | None:
    """Return a variable's cells as the numbers that are averaged; None where a yes or no is in other words."""
    if profile.type in (ColumnType.NUMBER, ColumnType.DATE):
        return values
    if profile.type is ColumnType.YES_NO:
        words = {
            str(word).strip().casefold(): figure
            for word, figure in ((profile.level, 1.0), (profile.opposite, 0.0))
        }
        return values.map(words) if set(values.dropna()) <= set(words) else None
    level = " ".join(str(profile.level).split()).casefold()
    return (values == level).where(values.notna()).astype(np.float64)


def _outcomes(segmentation: Segmentation, unread: list[str]) -> Iterator[CheckedFigure]:
    """Count the cells that say the case of an outcome, in every row with a label."""
    for outcome in segmentation.named[0].outcomes:
        name = outcome.variable
        cells = _plain(segmentation, name)
        if cells is None:
            unread.append(name)
            continue
        plain = pd.Series(cells)[segmentation.source.participating]
        case = " ".join(outcome.case.split()).casefold()
        is_case = plain.eq(float(case) if pd.api.types.is_numeric_dtype(plain) else case)[plain.notna()]
        by_segment = is_case.groupby(segmentation.fit.labels[is_case.index])
        rates, cases = by_segment.mean(), by_segment.sum()
        for segment in segmentation.description.segments:
            reported = next(each for each in segment.outcomes if each.variable == name)
            what = f"{name} in segment {segment.number}"
            rate = rates.get(segment.number)
            yield f"cases of {what}", reported.own.cases, float(cases.get(segment.number, 0))
            yield f"rate of {what}", reported.own.rate, None if rate is None else float(rate)
            yield f"rate of everyone beside {what}", reported.everyone.rate, float(is_case.mean())


def _scores(segmentation: Segmentation) -> Iterator[CheckedFigure]:
    inside = segmentation.segmented_labels != UNASSIGNED
    rows, labels = segmentation.fit.matrix[inside], segmentation.segmented_labels[inside]
    scores = segmentation.validation.scores
    if scores.inertia is not None:
        frame = pd.DataFrame(rows)
        centred = frame - frame.groupby(labels).transform("mean")
        yield "inertia", scores.inertia, float((centred**2).to_numpy().sum())
    # Where the scores are not defined, or hang on rounding, scikit-learn answers by conventions of its own.
    if scores.calinski_harabasz is not None:
        yield "Calinski-Harabasz", scores.calinski_harabasz, float(calinski_harabasz_score(rows, labels))
    if scores.davies_bouldin is not None:
        yield "Davies-Bouldin", scores.davies_bouldin, float(davies_bouldin_score(rows, labels))
    exact = scores.silhouette is not None and not scores.silhouette_se
    if exact and segmentation.k < len(rows) <= _MOST_DISTANCES:
        yield "silhouette", scores.silhouette, float(silhouette_score(rows, labels))


def _rules(segmentation: Segmentation, unread: list[str]) -> Iterator[CheckedFigure]:
    """Filter the table by each rule, and count."""
    for segment in segmentation.named:
        if segment.rule is None:
            continue
        inside = segmentation.fit.labels == segment.number
        fits = segmentation.source.participating
        for condition in segment.rule.conditions:
            cells = _plain(segmentation, condition.column)
            if cells is None:
                unread.append(condition.column)
                break
            fits = fits & _fits(condition, cells, segmentation.source.table.column(condition.column).cells())
        else:
            name = f"of the rule of segment {segment.number}"
            yield f"matches {name}", segment.rule.matching, int(fits.sum())
            yield f"precision {name}", segment.rule.precision, float(inside[fits].mean())
            yield f"coverage {name}", segment.rule.coverage, float(fits[inside].mean())


def _fits(
    condition: Condition, plain: npt.NDArray[np.generic], cells: npt.NDArray[np.object_]
) -> npt.NDArray[np.bool_]:
    values = pd.Series(plain)
    if condition.bound is not None:
        above = condition.comparison is Operator.ABOVE
        return (values > condition.bound.value if above else values <= condition.bound.value).to_numpy()
    if condition.day is not None:
        day = (condition.day - dt.date(1970, 1, 1)).days
        return (values >= day if condition.comparison is Operator.FROM else values < day).to_numpy()
    found = pd.Series(cells).str.strip().isin(condition.texts)
    return (found if condition.comparison is Operator.ONE_OF else ~found & values.notna()).to_numpy()


def _lines(segmentation: Segmentation) -> Iterator[CheckedFigure]:
    """Money in is money kept and money left out, line by line and to the last digit."""
    if segmentation.source.purchases is None:
        return
    reconciled = segmentation.source.purchases.reconciled
    out = reconciled.left_out
    yield "lines", reconciled.all_in.lines, reconciled.all_kept.lines + sum(each.lines for each in out)
    if reconciled.all_in.money is not None and reconciled.all_kept.money is not None:
        kept = reconciled.all_kept.money.decimal
        left = sum((each.money.decimal for each in out if each.money is not None), start=kept * 0)
        # Exact numbers: their difference is nothing, or a defect.
        yield "money of all lines", float(reconciled.all_in.money.decimal - kept - left), 0.0


def _plain(segmentation: Segmentation, name: str) -> npt.NDArray[np.generic] | None:
    text = segmentation.source.table.column(name)
    typed = next(column for column in segmentation.source.columns if column.name == name)
    return parse_independently(text, typed)
