"""How strongly segments follow protected attributes, computed a second time."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from scipy import stats

from segdesk.engine.audit.advice_figures import CheckedFigure
from segdesk.engine.audit.independent_parse import parse_independently
from segdesk.engine.profiles.protected import ProtectedAttribute
from segdesk.engine.result.segmentation import Segmentation

# Regions are the first two characters of postcodes.
_REGION = 2


def fairness_figures(
    segmentation: Segmentation, found: Sequence[ProtectedAttribute], unread: list[str]
) -> Iterator[CheckedFigure]:
    """Yield the strength of each protected attribute as found, and as the cells and labels give it.

    Parameters
    ----------
    segmentation : Segmentation
    found : sequence of ProtectedAttribute
    unread : list of str
        Takes the columns that cannot be read plainly.
    """
    labels = pd.Series(segmentation.fit.labels)[segmentation.fit.rows]
    for each in found:
        if each.association is None:
            continue
        text = segmentation.source.table.column(each.variable)
        typed = next(column for column in segmentation.source.columns if column.name == each.variable)
        cells = parse_independently(text, typed)
        if cells is None:
            unread.append(each.variable)
            continue
        values = pd.Series(cells)[segmentation.fit.rows]
        inside = values.notna() & (labels > 0)
        yield f"customers with {each.variable}", each.customers, int(inside.sum())
        own, groups = values[inside], labels[inside]
        if each.measure == "rank_eta":
            strength = _by_ranks(own.astype(np.float64), groups)
        else:
            strength = _by_counts(_regions(own) if each.is_by_region else own, groups)
        yield f"strength of {each.variable}", each.association.strength, strength


def _by_counts(values: pd.Series, groups: pd.Series) -> float:
    """Return Cramér's V without what chance gives, from scipy's chi-square of pandas' table."""
    table = pd.crosstab(values, groups)
    tested = stats.chi2_contingency(table, correction=False)
    beyond_chance = max(float(tested.statistic) - float(tested.dof), 0.0)
    return float(np.sqrt(min(beyond_chance / (len(values) * (min(table.shape) - 1)), 1.0)))


def _by_ranks(values: pd.Series, groups: pd.Series) -> float:
    """Return the correlation ratio of ranks without what chance gives, from sums of squares."""
    ranks = values.rank()
    spread = float(((ranks - ranks.mean()) ** 2).sum())
    within = float(((ranks - ranks.groupby(groups).transform("mean")) ** 2).sum())
    n, k = len(ranks), int(groups.nunique())
    if n <= k:
        return 1.0
    unbiased = 1 - within / (n - k) / (spread / (n - 1))
    return float(np.sqrt(max(unbiased, 0.0)))


def _regions(values: pd.Series) -> pd.Series:
    return values.astype(str).str.strip().str[:_REGION]
