"""Which columns of the matrix belong to which variable, for methods that tell categories from numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.preparation.steps import CategoryStep, Preparation, is_either_or
from segdesk.engine.table import Floats


@dataclass(frozen=True)
class FeatureBlock:
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


def feature_blocks(preparation: Preparation) -> tuple[FeatureBlock, ...]:
    """Return the blocks of a preparation's matrix, in the order of its columns.

    That a cell was empty is a block of its own, behind that of the variable's values and of the same kind.
    """
    blocks: list[FeatureBlock] = []
    start = 0
    for step in preparation.steps:
        if isinstance(step, CategoryStep):
            shares = np.array(step.shares)
            spans = step.weight / np.sqrt(shares) / np.sqrt(len(shares) - 1)
            blocks.append(
                FeatureBlock(step.name, start, start + len(shares), step.weight, tuple(spans.tolist()))
            )
            start += len(shares)
            continue
        spreads = [step.spread] + ([step.indicator.spread] if step.indicator is not None else [])
        for spread in spreads:
            either_or = (step.weight / spread,) if is_either_or(step) else ()
            blocks.append(FeatureBlock(step.name, start, start + 1, step.weight, either_or))
            start += 1
    return tuple(blocks)


def has_categories(preparation: Preparation) -> bool:
    """Whether categories or yes/no columns are among the variables."""
    return any(is_either_or(step) for step in preparation.steps)


def numbers_only(n_features: int) -> tuple[FeatureBlock, ...]:
    """Return the blocks of a matrix whose columns are all numbers."""
    return tuple(FeatureBlock("", i, i + 1, 1.0) for i in range(n_features))


def without_categories(matrix: Floats, blocks: tuple[FeatureBlock, ...]) -> Floats:
    """Return the matrix with everyone the same in all categories."""
    silenced = matrix.copy()
    for block in blocks:
        if block.is_category:
            silenced[:, block.columns] = 0.0
    return silenced


def without_variable(
    matrix: Floats, blocks: Sequence[FeatureBlock], variable: str
) -> tuple[Floats, tuple[FeatureBlock, ...]]:
    """Return the matrix without the columns of a variable, and the blocks of what is left."""
    left: list[FeatureBlock] = []
    columns: list[int] = []
    for block in blocks:
        if block.variable != variable:
            start = len(columns)
            left.append(replace(block, start=start, stop=start + block.stop - block.start))
            columns.extend(range(block.start, block.stop))
    return matrix[:, columns], tuple(left)
