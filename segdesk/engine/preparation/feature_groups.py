"""Which columns of the matrix belong to which variable, for methods that tell categories from numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.preparation.steps import CategoryStep, Preparation, is_nominal


@dataclass(frozen=True)
class FeatureGroup:
    """Columns of the matrix that together say one thing of a customer.

    Attributes
    ----------
    variable : str
    start, stop : int
        Columns start..stop-1 of the matrix.
    weight : float
        What they were multiplied by; 0 or more.
    spans : tuple of float
        For categories and yes/no: how far apart having and not having a level lies, per column (0 where the weight
        is). Empty for numbers, dates and ordered categories, which differ by more or less.
    """

    variable: str
    start: int
    stop: int
    weight: float
    spans: tuple[float, ...] = ()

    @property
    def is_category(self) -> bool:
        """Whether two customers either agree in it or do not."""
        return bool(self.spans)

    @property
    def columns(self) -> slice:
        """Its columns of the matrix."""
        return slice(self.start, self.stop)


def group_features(preparation: Preparation) -> tuple[FeatureGroup, ...]:
    """Return the feature groups of a preparation's matrix, in the order of its columns.

    That a cell was empty is a group of its own, behind that of the variable's values and of the same kind.
    """
    feature_groups: list[FeatureGroup] = []
    start = 0
    for step in preparation.steps:
        if isinstance(step, CategoryStep):
            shares = np.array(step.shares)
            spans = step.weight / np.sqrt(shares) / np.sqrt(max(step.n_speaking - 1, 1))
            spans[np.array(step.is_silent)] = 0.0
            feature_groups.append(
                FeatureGroup(step.name, start, start + len(shares), step.weight, tuple(spans.tolist()))
            )
            start += len(shares)
            continue
        spreads = [step.spread] + ([step.indicator.spread] if step.indicator is not None else [])
        for spread in spreads:
            either_or = (step.weight / spread,) if is_nominal(step) else ()
            feature_groups.append(FeatureGroup(step.name, start, start + 1, step.weight, either_or))
            start += 1
    return tuple(feature_groups)


def has_categories(preparation: Preparation) -> bool:
    """Whether categories or yes/no columns are among the variables."""
    return any(is_nominal(step) for step in preparation.steps)


def numbers_only(n_features: int) -> tuple[FeatureGroup, ...]:
    """Return the feature groups of a matrix whose columns are all numbers."""
    return tuple(FeatureGroup("", i, i + 1, 1.0) for i in range(n_features))


def without_categories(matrix: Floats, feature_groups: tuple[FeatureGroup, ...]) -> Floats:
    """Return the matrix with everyone the same in all categories."""
    silenced = matrix.copy()
    for group in feature_groups:
        if group.is_category:
            silenced[:, group.columns] = 0.0
    return silenced


def without_variable(
    matrix: Floats, feature_groups: Sequence[FeatureGroup], variable: str
) -> tuple[Floats, tuple[FeatureGroup, ...]]:
    """Return the matrix without the columns of a variable, and the feature groups that are left."""
    left: list[FeatureGroup] = []
    columns: list[int] = []
    for group in feature_groups:
        if group.variable != variable:
            start = len(columns)
            left.append(replace(group, start=start, stop=start + group.stop - group.start))
            columns.extend(range(group.start, group.stop))
    return matrix[:, columns], tuple(left)
