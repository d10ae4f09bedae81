"""Deciding how each variable is prepared, from all its values, and telling what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.data.transforms import fit_exponent, mean_and_spread, near_one, skewness, transformed
from segdesk.engine.preparation.apply import as_number, borrow, filled
from segdesk.engine.preparation.donors import fit_donors
from segdesk.engine.preparation.steps import (
    MISSING_LEVEL,
    OTHER_LEVEL,
    CategoryStep,
    Donors,
    Indicator,
    NumberStep,
    Preparation,
    is_either_or,
)
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.errors import InputError, Where
from segdesk.messages import Message, Percent, Value, say

Mask = npt.NDArray[np.bool_]

MANY_MISSING = 0.05
INDICATOR_CORRELATION = 0.2
SKEWED = 1.0
# A few returns among purchases must not keep the best customers from being evened out.
FEW_NEGATIVE = 0.02
RARE_LEVEL = 0.01
AUTO_FENCE, TUKEY_FENCE = 3.0, 1.5
MIN_VALUES_FOR_FENCE = 20


@dataclass(frozen=True)
class FittedPreparation:
    """A preparation, the spec with every automatic choice filled in, and the sentences that tell of it."""

    preparation: Preparation
    spec: PrepareSpec
    steps: tuple[Message, ...]


def fit_preparation(columns: Mapping[str, TypedColumn], spec: PrepareSpec, seed: int) -> FittedPreparation:
    """Decide and fit the preparation of the segmentation variables.

    Parameters
    ----------
    columns : mapping of str to TypedColumn
        The segmentation variables in the order of the matrix: numbers, dates, yes/no, categories.
    spec : PrepareSpec
        What the user wants; `auto` is decided here.
    seed : int
        Of the recipe.

    Returns
    -------
    FittedPreparation
        Fitting again with its `spec` gives the same preparation.
    """
    wanted = {name: _wanted(spec, name, column) for name, column in columns.items()}
    numeric = {
        name: as_number(column, wanted[name].order)
        for name, column in columns.items()
        if column.type is not ColumnType.CATEGORY or wanted[name].order
    }
    kept = np.ones(len(next(iter(columns.values())).values), dtype=bool)
    for name, column in columns.items():
        if wanted[name].missing == "drop":
            kept &= ~np.isnan(numeric[name]) if name in numeric else ~column.is_missing
    if not kept.any():
        kept[:] = True

    fitted_numbers = {name: _fit_number(columns[name], numeric, wanted[name], kept) for name in numeric}
    borrowing = any(step.missing == "knn" for step, _, _ in fitted_numbers.values())
    donors = (
        fit_donors({n: np.where(kept, v, np.nan) for n, v in numeric.items()}, seed) if borrowing else None
    )
    scaled, staying = _fit_scales([step for step, _, _ in fitted_numbers.values()], donors, numeric, kept)

    sentences: list[Message] = []
    steps: list[NumberStep | CategoryStep] = []
    resolved: dict[str, VariableSpec] = {}
    for name, column in columns.items():
        step: NumberStep | CategoryStep
        if name in numeric:
            step = scaled[name]
            _, resolved[name], told = fitted_numbers[name]
        else:
            step, resolved[name], told = _fit_category(column, wanted[name], staying)
        if is_either_or(step):
            step = replace(step, weight=step.weight * spec.category_weight)
        steps.append(step)
        sentences.extend(told)
    sentences.append(_told_scale(len(steps), spec.scale))
    sentences.extend(_told_category_weight(steps, spec.category_weight))
    return FittedPreparation(
        Preparation(tuple(steps), donors), replace(spec, variables=resolved), tuple(sentences)
    )


def _wanted(spec: PrepareSpec, name: str, column: TypedColumn) -> VariableSpec:
    """Return the variable's own settings, completed by those of the whole table."""
    own = spec.variables.get(name, VariableSpec())
    return VariableSpec(
        missing=own.missing or spec.missing,
        outliers=own.outliers or spec.outliers,
        transform=own.transform or spec.transform,
        scale=own.scale or spec.scale,
        weight=1.0 if own.weight is None else own.weight,
        fill=own.fill,
        order=own.order if column.type is ColumnType.CATEGORY else (),
    )


def _fit_number(
    column: TypedColumn, numeric: Mapping[str, Floats], wanted: VariableSpec, kept: Mask
) -> tuple[NumberStep, VariableSpec, list[Message]]:
    name = column.name
    values = numeric[name]
    missing = np.isnan(values)
    known = np.sort(values[kept & ~missing])
    if len(known) == 0:
        known = np.zeros(1)
    told: list[Message] = []

    rule, indicator = _missing_rule(name, numeric, wanted, kept)
    fill = _fill_value(rule, column, known, wanted)
    if missing.any():
        told.append(_told_missing(column, int(missing.sum()), rule, fill))
    transform, exponent = "none", None
    if column.type is ColumnType.NUMBER:
        transform, exponent = _choose_transform(name, known, wanted, told)
    outliers, lower, upper = _choose_fences(column, known, wanted, (transform, exponent), told)

    step = NumberStep(
        name=name,
        type=str(column.type),
        missing="drop" if rule == "drop" else "knn" if rule == "knn" else "fill",
        fill=fill,
        indicator=indicator,
        transform=transform,
        exponent=exponent,
        lower=lower,
        upper=upper,
        outliers=outliers,
        scale="standard" if wanted.scale in (None, "auto") else wanted.scale,
        centre=0.0,
        spread=1.0,
        weight=1.0 if wanted.weight is None else wanted.weight,
        order=wanted.order,
    )
    # The fence of `cap` depends on who chose it; a replay must find the automatic one again.
    choice = VariableSpec(
        missing=rule,
        outliers="auto" if wanted.outliers == "auto" and outliers == "cap" else outliers,
        transform=transform,
        scale=step.scale,
        weight=step.weight,
        fill=wanted.fill if rule == "constant" else None,
        order=wanted.order,
    )
    return step, choice, told


def _missing_rule(
    name: str, numeric: Mapping[str, Floats], wanted: VariableSpec, kept: Mask
) -> tuple[str, Indicator | None]:
    """Return the rule for empty cells, and an indicator still to be scaled where being empty counts."""
    missing = np.isnan(numeric[name])
    many = float(missing[kept].mean()) > MANY_MISSING
    rule = wanted.missing or "auto"
    if rule == "auto":
        rule = "category" if many and _missing_tells(name, numeric, kept) else "median"
    return rule, Indicator(0.0, 1.0) if rule == "category" and missing[kept].any() else None


def _choose_transform(
    name: str, known: Floats, wanted: VariableSpec, told: list[Message]
) -> tuple[str, float | None]:
    """Return the transform of a number with its exponent; `known` is sorted, `told` is added to."""
    transform = wanted.transform or "none"
    exponent = None
    before = skewness(known)
    n_negative = int((known < 0).sum())
    fits_log = n_negative <= FEW_NEGATIVE * len(known)
    if transform == "auto":
        transform = "log" if fits_log and before > SKEWED else "none"
    if transform == "log" and not fits_log:
        transform = "none"
        told.append(finding("preparation.negative_so_no_logarithm", column=name))
    if transform == "log" and n_negative:
        told.append(finding("preparation.few_negative_as_zero", n=n_negative, column=name))
    if transform == "yeo-johnson":
        exponent = fit_exponent(known) if known[0] < known[-1] else 1.0
    if transform != "none":
        after = skewness(transformed(known, transform, exponent))
        code = "preparation.logarithm" if transform == "log" else "preparation.yeo_johnson"
        told.append(finding(code, column=name, before=before, after=after))
    return transform, exponent


def _choose_fences(
    column: TypedColumn,
    known: Floats,
    wanted: VariableSpec,
    transform: tuple[str, float | None],
    told: list[Message],
) -> tuple[str, float | None, float | None]:
    """Return the rule for extreme values and the fences on the transformed scale; `told` is added to."""
    outliers = wanted.outliers or "none"
    if outliers == "none" or column.type in (ColumnType.YES_NO, ColumnType.CATEGORY):
        return "none", None, None
    if outliers == "auto" and known[0] >= 0 and known[-1] <= 1:
        # A share has ends of its own: whoever pays in full is no error of measurement.
        return "none", None, None
    on_scale = transformed(known, *transform)
    fences = _fences(on_scale, AUTO_FENCE if outliers in ("auto", "set-aside") else TUKEY_FENCE)
    outliers = "cap" if outliers == "auto" else outliers
    if fences is None:
        told.append(finding("preparation.fences_impossible", column=column.name))
        return outliers, None, None
    lower, upper = fences
    n_beyond = int(((on_scale < lower) | (on_scale > upper)).sum())
    if n_beyond:
        # A fence beyond the values themselves says nothing: the range ends where they do.
        ends = max(lower, float(on_scale.min())), min(upper, float(on_scale.max()))
        told.append(_told_outliers(column, n_beyond, outliers, transform[0], *ends))
    return outliers, lower, upper


def _fill_value(rule: str, column: TypedColumn, known: Floats, wanted: VariableSpec) -> float:
    """Return the number for empty cells; `known` is sorted."""
    if rule == "constant":
        return _constant(column, wanted)
    if column.type is ColumnType.YES_NO:
        return float(known.mean() >= 0.5)
    if rule == "mean":
        return mean_and_spread(known)[0]
    return float(np.median(known))


def _constant(column: TypedColumn, wanted: VariableSpec) -> float:
    """Return the value that the recipe gives for empty cells as a number: 0 where it gives none.

    Raises
    ------
    InputError
        If the column can't hold it.
    """
    fill = 0.0 if wanted.fill is None else wanted.fill
    if fill in wanted.order:
        return float(wanted.order.index(str(fill)))
    if column.type is ColumnType.YES_NO and fill in (column.format.yes, column.format.no):
        return float(fill == column.format.yes)
    try:
        if column.type is ColumnType.DATE and isinstance(fill, str):
            return float(np.datetime64(fill, "D").astype(np.int64))
        return float(fill)
    except ValueError as error:
        raise InputError(
            say(
                "Empty cells can't be filled with “{value}”: they are of type {type}.",
                value=fill,
                type=TYPE_WORDS[column.type],
            ),
            where=Where(column=column.name),
            mend=say("Give a value of that type as `fill` in the recipe."),
        ) from error


def _missing_tells(name: str, numeric: Mapping[str, Floats], kept: Mask) -> bool:
    """Return whether being empty goes along with another variable, so that it says something of the customer."""
    flags = np.isnan(numeric[name])
    for other, values in numeric.items():
        both = kept & ~np.isnan(values)
        if other == name or both.sum() < 30:
            continue
        order = np.lexsort((flags[both], values[both]))
        a, b = flags[both][order].astype(float), near_one(values[both][order])[0]
        if a.std() > 0 and b.std() > 0 and abs(np.corrcoef(a, b)[0, 1]) >= INDICATOR_CORRELATION:
            return True
    return False


def _fences(values: Floats, width: float) -> tuple[float, float] | None:
    """Return Tukey's fences of sorted `values`, or None where there is no spread to build them on.

    Where the quartiles coincide (mostly zeros), they are taken from the values that are not the mode, and the mode
    itself stays inside.
    """
    q1, q3 = np.quantile(values, [0.25, 0.75])
    mode = q1
    if q3 == q1:
        rest = values[values != mode]
        if len(rest) < MIN_VALUES_FOR_FENCE:
            return None
        q1, q3 = np.quantile(rest, [0.25, 0.75])
        if q3 == q1:
            return None
        return (
            float(min(q1 - width * (q3 - q1), mode)),
            float(max(q3 + width * (q3 - q1), mode)),
        )
    return float(q1 - width * (q3 - q1)), float(q3 + width * (q3 - q1))


def _fit_category(
    column: TypedColumn, wanted: VariableSpec, kept: Mask
) -> tuple[CategoryStep, VariableSpec, list[Message]]:
    codes = column.values[kept].astype(np.intp)
    n = len(codes)
    counts = {
        level: int(c) for level, c in zip(column.levels, _counts(codes, len(column.levels)), strict=True)
    }
    counts = {level: count for level, count in counts.items() if count}
    n_missing = int((codes < 0).sum())
    told: list[Message] = []

    rule = wanted.missing or "auto"
    if rule in ("auto", "median", "mean", "knn"):
        rule = "category" if rule == "auto" and n_missing / n > MANY_MISSING else "most frequent"
    rare = [level for level, count in counts.items() if count / n < RARE_LEVEL]
    if len(rare) > 1:
        told.append(finding("preparation.rare_levels_joined", n=len(rare), column=column.name))
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
        told.append(_told_missing(column, column.n_missing, rule, fill))

    levels = sorted((level for level in counts if counts[level]), key=lambda level: (-counts[level], level))
    total = sum(counts[level] for level in levels)
    shares: tuple[float, ...]
    if len(levels) < 2:
        # Two columns at least, so that the scaling is defined; nobody is in the second one.
        levels = [*levels, OTHER_LEVEL if OTHER_LEVEL not in levels else MISSING_LEVEL]
        shares = (1.0, 1.0)
    else:
        shares = tuple(counts[level] / total for level in levels)
    weight = 1.0 if wanted.weight is None else wanted.weight
    step = CategoryStep(
        name=column.name,
        levels=tuple(levels),
        shares=shares,
        missing="drop" if rule == "drop" else "fill",
        fill=fill if fill in levels else levels[0],
        weight=weight,
    )
    choice = VariableSpec(
        missing="median" if rule == "most frequent" else rule,
        weight=weight,
        fill=wanted.fill if rule == "constant" else None,
    )
    return step, choice, told


def _counts(codes: npt.NDArray[np.intp], n_levels: int) -> npt.NDArray[np.intp]:
    return np.bincount(codes[codes >= 0], minlength=n_levels)


def _fit_scales(
    steps: Sequence[NumberStep], donors: Donors | None, numeric: Mapping[str, Floats], kept: Mask
) -> tuple[dict[str, NumberStep], Mask]:
    """Return the steps with centre and spread by name, and the rows that stay after extreme ones are set aside."""
    borrowed = borrow(donors, numeric)
    on_scale: dict[str, Floats] = {}
    staying = kept.copy()
    for step in steps:
        values = transformed(filled(step, numeric[step.name], borrowed), step.transform, step.exponent)
        if step.lower is not None and step.upper is not None:
            if step.outliers == "set-aside":
                staying &= (values >= step.lower) & (values <= step.upper)
            elif step.outliers == "cap":
                values = np.clip(values, step.lower, step.upper)
        on_scale[step.name] = values
    if not staying.any():
        staying = kept
    scaled: dict[str, NumberStep] = {}
    for step in steps:
        centre, spread = _centre_and_spread(np.sort(on_scale[step.name][staying]), step.scale)
        indicator = step.indicator
        if indicator is not None:
            share = float(np.isnan(numeric[step.name])[staying].mean())
            indicator = Indicator(share, float(np.sqrt(share * (1 - share))) or 1.0)
        scaled[step.name] = replace(step, centre=centre, spread=spread, indicator=indicator)
    return scaled, staying


def _centre_and_spread(values: Floats, scale: str) -> tuple[float, float]:
    """Return what is taken off and divided by; `values` is sorted."""
    if scale == "none":
        return 0.0, 1.0
    if scale == "minmax":
        return float(values[0]), float(values[-1] - values[0]) or 1.0
    if scale == "robust":
        q1, middle, q3 = np.quantile(values, [0.25, 0.5, 0.75])
        return float(middle), float(q3 - q1) or mean_and_spread(values)[1] or 1.0
    centre, spread = mean_and_spread(values)
    # A constant column has a spread of rounding errors at most; dividing by those would invent differences.
    if values[0] == values[-1] or spread <= 1e-12 * max(abs(values[0]), abs(values[-1])):
        spread = 1.0
    return centre, spread


def _told_missing(column: TypedColumn, n_missing: int, rule: str, fill: float | str) -> Message:
    shown: Value = fill
    if isinstance(fill, float) and column.type is ColumnType.DATE:
        shown = str(np.datetime64(0, "s") + np.timedelta64(round(fill * 86_400), "s"))[:10]
    elif isinstance(fill, float) and column.type is ColumnType.YES_NO:
        shown = (column.format.yes if fill else column.format.no) or fill
    details: dict[str, Value] = {
        "column": column.name,
        "n": n_missing,
        "total": len(column.values),
        "fill": shown,
    }
    if rule == "drop":
        return finding("preparation.missing_dropped", **details)
    if rule == "knn":
        return finding("preparation.missing_from_neighbours", **details)
    if rule == "category":
        if column.type is ColumnType.CATEGORY:
            return finding("preparation.missing_as_level", **details)
        return finding("preparation.missing_filled_and_indicated", **details)
    if rule == "constant":
        return finding("preparation.missing_filled_with_constant", **details)
    if rule == "most frequent" or column.type is ColumnType.YES_NO:
        return finding("preparation.missing_filled_with_most_frequent", **details)
    if rule == "mean":
        return finding("preparation.missing_filled_with_mean", **details)
    return finding("preparation.missing_filled_with_median", **details)


def _told_outliers(
    column: TypedColumn, n_beyond: int, outliers: str, transform: str, lower: float, upper: float
) -> Message:
    if transform == "log":
        lower, upper = float(np.expm1(lower)), float(np.expm1(upper))
    details: dict[str, Value] = {"column": column.name, "share": Percent(n_beyond / len(column.values), 1)}
    if column.type is ColumnType.NUMBER and transform in ("none", "log"):
        details["range"] = finding("preparation.fences", low=lower, high=upper)
    else:
        details["range"] = finding("preparation.usual_range")
    if outliers == "cap":
        return finding("preparation.outliers_capped", n=n_beyond, **details)
    if outliers == "set-aside":
        return finding("preparation.outliers_set_aside", n=n_beyond, **details)
    return finding("preparation.outliers_marked", n=n_beyond, **details)


def _told_category_weight(steps: Sequence[NumberStep | CategoryStep], weight: float) -> list[Message]:
    if weight == 1 or not any(is_either_or(step) for step in steps):
        return []
    if weight == 0:
        return [finding("preparation.categories_without_weight")]
    return [finding("preparation.category_weight", weight=weight)]


def _told_scale(n: int, scale: str) -> Message:
    if scale == "none":
        return finding("preparation.not_scaled", n=n)
    ways = {
        "robust": finding("preparation.median_and_interquartile_range"),
        "minmax": finding("preparation.smallest_and_largest"),
    }
    return finding(
        "preparation.scaled", n=n, scale=ways.get(scale, finding("preparation.mean_and_standard_deviation"))
    )
