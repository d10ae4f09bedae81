"""How each segment differs from everyone, variable by variable."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from segdesk.engine.data.arrays import Floats, Labels, Positions
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.data.transforms import mean_and_spread
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.profiles.association import Association, contingency, cramers_v, rank_eta
from segdesk.engine.profiles.variable_profile import DescriptorTest, VariableProfile
from segdesk.engine.schema.column_choice import ColumnChoice

MAX_LEVELS = 30
# Above this the normal approximation of the hypergeometric distribution is as good as exact.
EXACT_CUSTOMERS = 10_000


def profile_variables(
    columns: Sequence[TypedColumn],
    choices: Sequence[ColumnChoice],
    rows: Positions,
    labels: Labels,
    n_segments: int,
) -> tuple[VariableProfile, ...]:
    """Describe every segmentation and descriptor variable by segment.

    Parameters
    ----------
    columns, choices : sequences
        One per column of the table.
    rows : int array of shape (n_segmented,)
        Rows of the table that were segmented.
    labels : int32 array of shape (n_segmented,)
        Their segments; unassigned ones (0) count for everyone but are no segment.
    n_segments : int

    Returns
    -------
    tuple of VariableProfile
        Segmentation variables first; a category gives one profile per level (the 30 most frequent).
    """
    profiles: list[VariableProfile] = []
    for wanted in (Role.SEGMENTATION, Role.DESCRIPTOR):
        for column, choice in zip(columns, choices, strict=True):
            if choice.role is not wanted or column.personal or column.is_nearly_unique:
                continue
            if column.type in (ColumnType.NUMBER, ColumnType.DATE):
                values = as_number(column)[rows]
                profiles.append(_of_number(column, choice.role, values, labels, n_segments))
            elif column.type is ColumnType.YES_NO:
                flags = column.values.astype(np.float64)[rows]
                shares = _of_share(column, choice.role, column.format.yes, flags, labels, n_segments)
                profiles.append(replace(shares, opposite=column.format.no))
            elif column.type is ColumnType.CATEGORY:
                codes = column.values[rows].astype(np.intp)
                for code, level in enumerate(column.levels[:MAX_LEVELS]):
                    flags = np.where(codes < 0, np.nan, codes == code)
                    profiles.append(_of_share(column, choice.role, level, flags, labels, n_segments))
    return tuple(profiles)


def _of_number(
    column: TypedColumn, role: Role, values: Floats, labels: Labels, n_segments: int
) -> VariableProfile:
    known = ~np.isnan(values)
    everyone = values[known]
    overall, spread = mean_and_spread(everyone) if len(everyone) else (np.nan, np.nan)
    shape = (n_segments,)
    mean, median, low, high = (np.full(shape, np.nan) for _ in range(4))
    sizes = np.zeros(shape)
    missing = np.zeros(shape, dtype=np.int64)
    for s in range(n_segments):
        inside = labels == s + 1
        own = values[inside & known]
        missing[s] = int((inside & ~known).sum())
        sizes[s] = len(own)
        if len(own):
            mean[s], _ = mean_and_spread(own)
            low[s], median[s], high[s] = np.quantile(own, [0.25, 0.5, 0.75])
    is_date = column.type is ColumnType.DATE
    return VariableProfile(
        column.name,
        None,
        column.type,
        role,
        overall,
        spread,
        mean,
        median,
        low,
        high,
        np.full(shape, np.nan) if is_date else _lift(mean, overall),
        _effect(mean, overall, spread),
        v_test_of_means(mean, overall, spread, sizes, len(everyone)),
        missing,
        given_label=column.label,
    )


def _of_share(
    column: TypedColumn, role: Role, level: str | None, flags: Floats, labels: Labels, n_segments: int
) -> VariableProfile:
    known = ~np.isnan(flags)
    everyone = flags[known]
    overall = float(everyone.mean()) if len(everyone) else np.nan
    spread = float(np.sqrt(overall * (1 - overall)))
    sizes = np.array([(known & (labels == s + 1)).sum() for s in range(n_segments)])
    counts = np.array([np.nansum(flags[labels == s + 1]) for s in range(n_segments)])
    with np.errstate(divide="ignore", invalid="ignore"):
        share = counts / sizes
    unknown = np.array([(~known & (labels == s + 1)).sum() for s in range(n_segments)], dtype=np.int64)
    none = np.full(n_segments, np.nan)
    return VariableProfile(
        column.name,
        level,
        column.type,
        role,
        overall,
        spread,
        share,
        none,
        none,
        none,
        _lift(share, overall),
        _effect(share, overall, spread),
        v_test_of_counts(counts, sizes, int(everyone.sum()), len(everyone)),
        unknown,
        given_label=column.label,
    )


def _lift(mean: Floats, overall: float) -> Floats:
    return 100 * mean / overall if overall > 0 else np.full(len(mean), np.nan)


def _effect(mean: Floats, overall: float, spread: float) -> Floats:
    return (mean - overall) / spread if spread > 0 else np.zeros(len(mean))


def v_test_of_means(mean: Floats, overall: float, spread: float, sizes: Floats, n: int) -> Floats:
    """Return (mean_q - mean) / sqrt(s² / n_q * (N - n_q) / (N - 1)), 0 where it is not defined.

    References
    ----------
    Lebart, Morineau & Piron 1995, Statistique exploratoire multidimensionnelle.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        error = spread * np.sqrt((n - sizes) / (sizes * max(n - 1, 1)))
        v = (mean - overall) / error
    return np.where(np.isfinite(v), v, 0.0)


def v_test_of_counts(counts: Floats, sizes: npt.NDArray[np.int64], n_level: int, n: int) -> Floats:
    """Return the hypergeometric tail of each segment's count of a level, as a normal quantile.

    Positive where the level is more frequent in the segment than among everyone.
    """
    v = np.zeros(len(counts))
    for i, (count, size) in enumerate(zip(counts.astype(int), sizes.astype(int), strict=True)):
        if size in (0, n) or n_level in (0, n):
            continue
        expected = size * n_level / n
        if n > EXACT_CUSTOMERS:
            variance = expected * (1 - n_level / n) * (n - size) / (n - 1)
            v[i] = (count - expected) / np.sqrt(variance)
        elif count >= expected:
            v[i] = -special.ndtri_exp(min(stats.hypergeom.logsf(count - 1, n, n_level, size), 0.0))
        else:
            v[i] = special.ndtri_exp(min(stats.hypergeom.logcdf(count, n, n_level, size), 0.0))
    return np.where(np.isfinite(v), v, 0.0)


def compare_descriptors(
    columns: Sequence[TypedColumn],
    choices: Sequence[ColumnChoice],
    rows: Positions,
    labels: Labels,
) -> tuple[DescriptorTest, ...]:
    """Test each descriptor variable across the segments, p-values adjusted by Holm.

    Numbers and dates by Kruskal-Wallis, yes/no and categories by chi-square. Variables that formed the segments are
    not tested: they differ by construction.
    """
    found: list[DescriptorTest] = []
    for column, choice in zip(columns, choices, strict=True):
        if choice.role is not Role.DESCRIPTOR or column.personal or column.is_nearly_unique:
            continue
        inside = (labels > 0) & ~column.is_missing[rows]
        groups = labels[inside]
        if len(np.unique(groups)) < 2:
            continue
        if column.type in (ColumnType.NUMBER, ColumnType.DATE):
            values = as_number(column)[rows][inside]
            if values.min() == values.max():
                continue
            samples = [values[groups == s] for s in np.unique(groups)]
            outcome = stats.kruskal(*samples)
            strength = rank_eta(float(outcome.statistic), len(values), len(samples))
            found.append(_test(column, "Kruskal-Wallis", outcome, strength))
        elif column.type in (ColumnType.CATEGORY, ColumnType.YES_NO):
            table = contingency(column.values[rows][inside], groups)
            if len(table) < 2:
                continue
            found.append(_test(column, "chi-square", stats.chi2_contingency(table), cramers_v(table)))
    adjusted = holm([test.p_value for test in found])
    return tuple(replace(test, p_adjusted=q) for test, q in zip(found, adjusted, strict=True))


def _test(column: TypedColumn, test: str, outcome: Any, strength: Association) -> DescriptorTest:
    """Return a test that is not adjusted yet."""
    p = float(outcome.pvalue)
    return DescriptorTest(
        column.name,
        test,
        float(outcome.statistic),
        p,
        p,
        strength.strength,
        strength.low,
        strength.high,
        column.label,
    )


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values adjusted by Holm's step-down method, in the given order."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[i]))
        adjusted[i] = highest
    return adjusted
