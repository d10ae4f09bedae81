"""How one number, date or yes/no column is prepared: empty cells, transform, extreme values."""

from collections.abc import Mapping

import numpy as np

from segdesk.engine.backends.backend import NumberColumn
from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.column_terms import TYPE_WORDS
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.data.transforms import near_one
from segdesk.engine.preparation.steps import Indicator, NumberStep
from segdesk.engine.recipe.preparation import VariableSpec
from segdesk.errors import InputError, Where
from segdesk.messages import Message, Value, say

MANY_MISSING = 0.05
INDICATOR_CORRELATION = 0.2
SKEWED = 1.0
# A few returns among purchases must not keep the best customers from being evened out.
FEW_NEGATIVE = 0.02
AUTO_FENCE, TUKEY_FENCE = 3.0, 1.5
# More values than this are not extreme: they are a group of their own.
MOST_EXTREME = 0.05
MIN_VALUES_FOR_FENCE = 20
QUARTILES = (0.25, 0.75)
# Whole numbers between these are years, whatever lies beyond the fences.
_FIRST_YEAR, _LAST_YEAR = 1700, 2200


def fit_number(
    column: TypedColumn,
    known: NumberColumn,
    numeric: Mapping[str, Floats],
    wanted: VariableSpec,
    kept: Mask,
) -> tuple[NumberStep, VariableSpec, list[Message]]:
    """Return the step of a number, date or yes/no column, its settings with every choice made, and what was done.

    `known` are the values of the rows that are kept.
    """
    name = column.name
    missing = np.isnan(numeric[name])
    findings: list[Message] = []

    rule, indicator = _missing_rule(name, numeric, wanted, kept)
    fill = _fill_value(rule, column, known, wanted)
    if missing.any():
        findings.append(missing_finding(column, int(missing.sum()), rule, fill))
    transform, exponent = "none", None
    if column.type is ColumnType.NUMBER:
        transform, exponent = _choose_transform(column, known, wanted, findings)
    outliers, lower, upper = _choose_fences(column, known, wanted, (transform, exponent), findings)

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
    return step, choice, findings


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
    column: TypedColumn, known: NumberColumn, wanted: VariableSpec, findings: list[Message]
) -> tuple[str, float | None]:
    """Return the transform of a number with its exponent; `findings` is added to."""
    transform = wanted.transform or "none"
    exponent = None
    before = known.skewness()
    n_negative = known.n_outside(0, np.inf)
    fits_log = n_negative <= FEW_NEGATIVE * known.n
    if transform == "auto":
        transform = "log" if fits_log and before > SKEWED else "none"
    if transform == "log" and not fits_log:
        transform = "none"
        findings.append(finding("preparation.negative_so_no_logarithm", column=column.as_read))
    if transform == "log" and n_negative:
        findings.append(finding("preparation.few_negative_as_zero", n=n_negative, column=column.as_read))
    if transform == "yeo-johnson":
        exponent = known.yeo_johnson_exponent() if known.lowest < known.highest else 1.0
        if exponent is None:
            transform = "none"
            findings.append(finding("preparation.too_large_for_yeo_johnson", column=column.as_read))
    if transform != "none":
        after = known.transformed(transform, exponent).skewness()
        code = "preparation.logarithm" if transform == "log" else "preparation.yeo_johnson"
        findings.append(finding(code, column=column.as_read, before=before, after=after))
    return transform, exponent


def _choose_fences(
    column: TypedColumn,
    known: NumberColumn,
    wanted: VariableSpec,
    transform: tuple[str, float | None],
    findings: list[Message],
) -> tuple[str, float | None, float | None]:
    """Return the rule for extreme values and the fences on the transformed scale; `findings` is added to."""
    outliers = wanted.outliers or "none"
    if outliers == "none" or column.type in (ColumnType.YES_NO, ColumnType.CATEGORY):
        return "none", None, None
    if outliers == "auto" and known.lowest >= 0 and known.highest <= 1:
        # A share has ends of its own: whoever pays in full is no error of measurement.
        return "none", None, None
    on_scale = known.transformed(*transform)
    fences = _fences(on_scale, AUTO_FENCE if outliers in ("auto", "set-aside") else TUKEY_FENCE)
    outliers = "cap" if outliers == "auto" else outliers
    if fences is None:
        findings.append(finding("preparation.fences_impossible", column=column.as_read))
        return outliers, None, None
    lower, upper = fences
    n_beyond = on_scale.n_outside(lower, upper)
    if wanted.outliers == "auto" and n_beyond > MOST_EXTREME * on_scale.n:
        share = n_beyond / len(column.values)
        findings.append(finding("preparation.too_many_to_be_extreme", column=column.as_read, share=share))
        return "none", None, None
    if n_beyond:
        # A fence beyond the values themselves says nothing: the range ends where they do.
        ends = max(lower, on_scale.lowest), min(upper, on_scale.highest)
        findings.append(_outliers_finding(column, n_beyond, outliers, transform[0], *ends))
    return outliers, lower, upper


def _fill_value(rule: str, column: TypedColumn, known: NumberColumn, wanted: VariableSpec) -> float:
    """Return the number for empty cells."""
    if rule == "constant":
        return _constant(column, wanted)
    if column.type is ColumnType.YES_NO:
        return float(known.mean_and_spread()[0] >= 0.5)
    if rule == "mean":
        return known.mean_and_spread()[0]
    return known.median()


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


def _fences(values: NumberColumn, width: float) -> tuple[float, float] | None:
    """Return Tukey's fences of `values`, or None where there is no spread to build them on.

    Where the quartiles coincide (mostly zeros), they are taken from the values that are not the mode, and the mode
    itself stays inside.
    """
    q1, q3 = values.quantiles(QUARTILES)
    mode = q1
    if q3 == q1:
        rest = values.without(mode)
        if rest is None or rest.n < MIN_VALUES_FOR_FENCE:
            return None
        q1, q3 = rest.quantiles(QUARTILES)
        if q3 == q1:
            return None
        return min(q1 - width * (q3 - q1), mode), max(q3 + width * (q3 - q1), mode)
    return q1 - width * (q3 - q1), q3 + width * (q3 - q1)


def missing_finding(column: TypedColumn, n_missing: int, rule: str, fill: float | str) -> Message:
    """Return what was done with a column's empty cells."""
    shown: Value = fill
    if isinstance(fill, float) and column.type is ColumnType.DATE:
        shown = str(np.datetime64(0, "s") + np.timedelta64(round(fill * 86_400), "s"))[:10]
    elif isinstance(fill, float) and column.type is ColumnType.YES_NO:
        shown = (column.format.yes if fill else column.format.no) or fill
    details: dict[str, Value] = {
        "column": column.as_read,
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


def _outliers_finding(
    column: TypedColumn, n_beyond: int, outliers: str, transform: str, lower: float, upper: float
) -> Message:
    if transform == "log":
        lower, upper = float(np.expm1(lower)), float(np.expm1(upper))
    details: dict[str, Value] = {"column": column.as_read, "share": n_beyond / len(column.values)}
    if column.type is ColumnType.NUMBER and transform in ("none", "log"):
        ends: list[Value] = [lower, upper]
        if _are_years(column, lower, upper):
            # Nobody writes 1,905.
            ends = [f"{end:.0f}" for end in (lower, upper)]
        details["range"] = finding("preparation.fences", low=ends[0], high=ends[1])
    else:
        details["range"] = finding("preparation.usual_range")
    if outliers == "cap":
        return finding("preparation.outliers_capped", n=n_beyond, **details)
    if outliers == "set-aside":
        return finding("preparation.outliers_set_aside", n=n_beyond, **details)
    return finding("preparation.outliers_marked", n=n_beyond, **details)


def _are_years(column: TypedColumn, lower: float, upper: float) -> bool:
    """Whether numbers are calendar years, but for what lies beyond the fences."""
    known = column.values[~column.is_missing].astype(np.float64)
    return lower >= _FIRST_YEAR and upper <= _LAST_YEAR and bool((known == np.floor(known)).all())
