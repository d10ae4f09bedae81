"""How one category is prepared: empty cells, rare levels, shares."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.preparation.fit_numbers import MANY_MISSING, missing_finding
from segdesk.engine.preparation.steps import MISSING_LEVEL, OTHER_LEVEL, CategoryStep
from segdesk.engine.recipe.preparation import VariableSpec
from segdesk.messages import Message

RARE_LEVEL = 0.01


def fit_category(
    column: TypedColumn, wanted: VariableSpec, kept: Mask, repeats: Collection[str] = ()
) -> tuple[CategoryStep, VariableSpec, list[Message]]:
    """Return the step of a category, its settings with every choice made, and what was done.

    Levels in `repeats` only say again what another column says.
    """
    codes = column.values[kept].astype(np.intp)
    n = len(codes)
    counts = {
        level: int(c) for level, c in zip(column.levels, _counts(codes, len(column.levels)), strict=True)
    }
    counts = {level: count for level, count in counts.items() if count}
    n_missing = int((codes < 0).sum())
    findings: list[Message] = []

    rule = wanted.missing or "auto"
    if rule in ("auto", "median", "mean", "knn"):
        rule = "category" if rule == "auto" and n_missing / n > MANY_MISSING else "most frequent"
    rare = [level for level, count in counts.items() if count / n < RARE_LEVEL]
    if len(rare) > 1:
        findings.append(finding("preparation.rare_levels_joined", n=len(rare), column=column.as_read))
        counts[OTHER_LEVEL] = sum(counts.pop(level) for level in rare)
    if rule == "category" and n_missing:
        counts[MISSING_LEVEL] = n_missing
        fill = MISSING_LEVEL
    elif rule == "constant" and wanted.fill is not None:
        fill = str(wanted.fill)
        counts[fill] = counts.get(fill, 0) + n_missing
    else:
        fill = max(counts, key=lambda level: (counts[level], level)) if counts else MISSING_LEVEL
        if rule != "drop":
            counts[fill] = counts.get(fill, 0) + n_missing
    if column.n_missing:
        findings.append(missing_finding(column, column.n_missing, rule, fill))

    levels = sorted((level for level in counts if counts[level]), key=lambda level: (-counts[level], level))
    silent = tuple(level for level in levels if level in repeats)
    shares: tuple[float, ...]
    if len(levels) < 2:
        # Two columns at least, so that the scaling is defined; nobody is in the second one, and in neither where
        # every cell is empty.
        levels = [*levels, *(level for level in (OTHER_LEVEL, MISSING_LEVEL) if level not in levels)][:2]
        shares = (1.0, 1.0)
    else:
        shares = _shares(counts, levels, silent)
    weight = 1.0 if wanted.weight is None else wanted.weight
    step = CategoryStep(
        name=column.name,
        levels=tuple(levels),
        shares=shares,
        missing="drop" if rule == "drop" else "fill",
        fill=fill if fill in levels else levels[0],
        weight=weight,
        silent=silent,
    )
    choice = VariableSpec(
        missing="median" if rule == "most frequent" else rule,
        weight=weight,
        fill=wanted.fill if rule == "constant" else None,
    )
    return step, choice, findings


def _shares(counts: Mapping[str, int], levels: Sequence[str], silent: Collection[str]) -> tuple[float, ...]:
    """Return the share of each level; of those that are not silent, among the customers with such levels."""
    everyone = sum(counts[level] for level in levels)
    others = everyone - sum(counts[level] for level in silent)
    return tuple(counts[level] / (everyone if level in silent else others) for level in levels)


def _counts(codes: npt.NDArray[np.intp], n_levels: int) -> npt.NDArray[np.intp]:
    return np.bincount(codes[codes >= 0], minlength=n_levels)
