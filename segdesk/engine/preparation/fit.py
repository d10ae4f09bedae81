"""Deciding how each variable is prepared, from all its values, and saying what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.backends.backend import Backend
from segdesk.engine.backends.memory import MemoryBackend
from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.preparation.donors import fit_donors
from segdesk.engine.preparation.fit_categories import fit_category
from segdesk.engine.preparation.fit_numbers import fit_number
from segdesk.engine.preparation.fit_scales import category_weight_findings, fit_scales, scale_finding
from segdesk.engine.preparation.steps import CategoryStep, NumberStep, Preparation, is_nominal
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.schema.shared_levels import find_shared_levels, repeated_levels
from segdesk.messages import Message, say
from segdesk.progress import Progress, silent


@dataclass(frozen=True)
class FittedPreparation:
    """A preparation, the spec with every automatic choice filled in, and the findings that say so."""

    preparation: Preparation
    spec: PrepareSpec
    steps: tuple[Message, ...]


def fit_preparation(
    columns: Mapping[str, TypedColumn], spec: PrepareSpec, seed: int, progress: Progress = silent
) -> FittedPreparation:
    """Decide and fit the preparation of the segmentation variables.

    Parameters
    ----------
    columns : mapping of str to TypedColumn
        The segmentation variables in the order of the matrix: numbers, dates, yes/no, categories.
    spec : PrepareSpec
        What the user wants; `auto` is decided here.
    seed : int
        Of the recipe.
    progress : Progress, optional
        Is told of each column.

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

    fitted_numbers = _fit_numbers(columns, numeric, wanted, kept, progress)
    borrowing = any(step.missing == "knn" for step, _, _ in fitted_numbers.values())
    donors = (
        fit_donors({n: np.where(kept, v, np.nan) for n, v in numeric.items()}, seed) if borrowing else None
    )
    scaled, staying = fit_scales([step for step, _, _ in fitted_numbers.values()], donors, numeric, kept)

    category_weight = 1.0 if spec.category_weight is None else spec.category_weight
    nominal = [column for name, column in columns.items() if not wanted[name].order]
    shared = find_shared_levels(nominal) if spec.shared_levels == "once" else ()
    repeats = repeated_levels(shared)
    findings: list[Message] = [finding("preparation.shared_levels_once", n=len(shared))] if shared else []
    steps: list[NumberStep | CategoryStep] = []
    resolved: dict[str, VariableSpec] = {}
    for name, column in columns.items():
        step: NumberStep | CategoryStep
        if name in numeric:
            step = scaled[name]
            _, resolved[name], own = fitted_numbers[name]
        else:
            step, resolved[name], own = fit_category(column, wanted[name], staying, repeats.get(name, ()))
        if is_nominal(step):
            step = replace(step, weight=step.weight * category_weight)
        steps.append(step)
        findings.extend(own)
    findings.append(scale_finding(len(steps), spec.scale))
    findings.extend(category_weight_findings(steps, category_weight))
    return FittedPreparation(
        Preparation(tuple(steps), donors),
        replace(spec, variables=resolved, category_weight=category_weight),
        tuple(findings),
    )


def _fit_numbers(
    columns: Mapping[str, TypedColumn],
    numeric: Mapping[str, Floats],
    wanted: Mapping[str, VariableSpec],
    kept: Mask,
    progress: Progress,
) -> dict[str, tuple[NumberStep, VariableSpec, list[Message]]]:
    """Return what `fit_number` finds for each number."""
    backend: Backend = MemoryBackend(values=numeric, rows=kept)
    fitted = {}
    for i, name in enumerate(numeric):
        progress(say("Preparing the columns"), i / len(numeric))
        fitted[name] = fit_number(columns[name], backend.numbers(name), numeric, wanted[name], kept)
    return fitted


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
        order=(own.order or column.order) if column.type is ColumnType.CATEGORY else (),
    )
