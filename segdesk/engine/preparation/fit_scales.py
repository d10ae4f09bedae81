"""How numbers are scaled, so that columns count alike."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.backends.backend import Backend, NumberColumn
from segdesk.engine.backends.memory import MemoryBackend
from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.transforms import transformed
from segdesk.engine.preparation.apply import donor_values, imputed
from segdesk.engine.preparation.steps import CategoryStep, Donors, Indicator, NumberStep, is_nominal
from segdesk.messages import Message


def fit_scales(
    steps: Sequence[NumberStep], donors: Donors | None, numeric: Mapping[str, Floats], kept: Mask
) -> tuple[dict[str, NumberStep], Mask]:
    """Return the steps with centre and spread by name, and the rows that stay after extreme ones are set aside."""
    borrowed = donor_values(donors, numeric)
    on_scale: dict[str, Floats] = {}
    staying = kept.copy()
    for step in steps:
        values = transformed(imputed(step, numeric[step.name], borrowed), step.transform, step.exponent)
        if step.lower is not None and step.upper is not None:
            if step.outliers == "set-aside":
                staying &= (values >= step.lower) & (values <= step.upper)
            elif step.outliers == "cap":
                values = np.clip(values, step.lower, step.upper)
        on_scale[step.name] = values
    if not staying.any():
        staying = kept
    backend: Backend = MemoryBackend(values=on_scale, rows=staying)
    scaled: dict[str, NumberStep] = {}
    for step in steps:
        centre, spread = _centre_and_spread(backend.numbers(step.name), step.scale)
        indicator = step.indicator
        if indicator is not None:
            share = float(np.isnan(numeric[step.name])[staying].mean())
            indicator = Indicator(share, float(np.sqrt(share * (1 - share))) or 1.0)
        scaled[step.name] = replace(step, centre=centre, spread=spread, indicator=indicator)
    return scaled, staying


def _centre_and_spread(values: NumberColumn, scale: str) -> tuple[float, float]:
    """Return what is taken off and divided by."""
    if scale == "none":
        return 0.0, 1.0
    if scale == "minmax":
        return values.lowest, values.highest - values.lowest or 1.0
    if scale == "robust":
        q1, middle, q3 = values.quantiles((0.25, 0.5, 0.75))
        return middle, q3 - q1 or values.mean_and_spread()[1] or 1.0
    centre, spread = values.mean_and_spread()
    # A constant column has a spread of rounding errors at most; dividing by those would invent differences.
    if values.lowest == values.highest or spread <= 1e-12 * max(abs(values.lowest), abs(values.highest)):
        spread = 1.0
    return centre, spread


def category_weight_findings(steps: Sequence[NumberStep | CategoryStep], weight: float) -> list[Message]:
    """Return what the weight of categories does, where it does anything."""
    if weight == 1 or not any(is_nominal(step) for step in steps):
        return []
    if weight == 0:
        return [finding("preparation.categories_without_weight")]
    return [finding("preparation.category_weight", weight=weight)]


def scale_finding(n: int, scale: str) -> Message:
    """Return how the columns were scaled."""
    if scale == "none":
        return finding("preparation.not_scaled", n=n)
    ways = {
        "robust": finding("preparation.median_and_interquartile_range"),
        "minmax": finding("preparation.smallest_and_largest"),
    }
    return finding(
        "preparation.scaled", n=n, scale=ways.get(scale, finding("preparation.mean_and_standard_deviation"))
    )
