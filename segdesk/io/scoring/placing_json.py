"""`export-sql --format json`: what places customers as plain numbers, for programs that reckon by themselves.

What each number means stands in docs/placing.md; `resources/schemas/placing.schema.json` says what there is.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.assigners.representatives import RepresentativeAssigner
from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.apply import level_values
from segdesk.engine.preparation.steps import MISSING_LEVEL, OTHER_LEVEL, CategoryStep, NumberStep
from segdesk.engine.recipe.computed import MergedLevels
from segdesk.io.scoring.refusals import refuse_what_cannot_be_written
from segdesk.io.scoring.spellings import spellings_of
from segdesk.messages import say
from segdesk.version import VERSION

FORMAT, FORMAT_VERSION = "segdesk-placing", 1


def placing_json(model: Model) -> str:
    """Return a document of what places customers.

    Raises
    ------
    InputError
        If the model's placing rests on what a document cannot hold.
    """
    refuse_what_cannot_be_written(model)
    merged = model.computation.merged
    segments = [
        {"segment": i, "name": name, "centre": centre, "limit": limit}
        for i, (name, centre, limit) in enumerate(
            zip(model.names, model.centres.tolist(), model.limits.tolist(), strict=True), start=1
        )
    ]
    document = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "segdesk": VERSION,
        "variables": [
            _category(step, merged)
            if isinstance(step, CategoryStep)
            else _number(step, str(model.types[step.name]), merged)
            for step in model.preparation.steps
        ],
        "placing": _placing(model.assigner),
        "segments": segments,
        "unassigned": str(say("Unassigned")),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _number(step: NumberStep, type_: str, merged: Sequence[MergedLevels]) -> dict[str, Any]:
    spellings = spellings_of(step, merged)
    capped = step.lower is not None and step.upper is not None
    return {
        "name": step.name,
        "kind": "number",
        "type": "ordered" if step.order else type_,
        "order": [spellings[level] for level in step.order],
        "drop_if_empty": step.missing == "drop",
        "fill": step.fill,
        "transform": step.transform,
        "exponent": step.exponent,
        "lower": step.lower if capped else None,
        "upper": step.upper if capped else None,
        "outside": {"cap": "cap", "set-aside": "leave out"}.get(step.outliers, "keep"),
        "centre": step.centre,
        "spread": step.spread,
        "weight": step.weight,
        "empty": None
        if step.indicator is None
        else {"centre": step.indicator.centre, "spread": step.indicator.spread},
    }


def _category(step: CategoryStep, merged: Sequence[MergedLevels]) -> dict[str, Any]:
    spellings, values = spellings_of(step, merged), level_values(step).tolist()
    return {
        "name": step.name,
        "kind": "category",
        "drop_if_empty": step.missing == "drop",
        "levels": [
            {"texts": [] if level in (MISSING_LEVEL, OTHER_LEVEL) else spellings[level], "columns": columns}
            for level, columns in zip(step.levels, values, strict=True)
        ],
        "if_empty": step.levels.index(step.fill),
        "if_other": step.levels.index(OTHER_LEVEL if OTHER_LEVEL in step.levels else step.fill),
    }


def _placing(assigner: Assigner) -> Mapping[str, Any]:
    """Return what a method fitted, under the name of the rule by which it places."""
    if isinstance(assigner, CentreAssigner):
        return {"rule": "nearest centre", "centres": assigner.centres.tolist()}
    if isinstance(assigner, TreeAssigner):
        return {
            "rule": "tree of halves",
            "forks": assigner.forks.tolist(),
            "branches": assigner.branches.tolist(),
            "centres": assigner.centres.tolist(),
        }
    if isinstance(assigner, MixtureAssigner):
        return {
            "rule": "highest posterior",
            "weights": assigner.weights.tolist(),
            "means": assigner.means.tolist(),
            "precision_factors": assigner.precision_factors.tolist(),
        }
    if isinstance(assigner, PrototypeAssigner):
        return {
            "rule": "nearest prototype",
            "prototypes": assigner.prototypes.tolist(),
            "segments": assigner.numbers.tolist(),
            "factors": assigner.factors.tolist(),
            "power": assigner.power,
        }
    if isinstance(assigner, RepresentativeAssigner):
        return {
            "rule": "nearest representative",
            "points": assigner.points.tolist(),
            "segments": assigner.numbers.tolist(),
            "reaches": assigner.reaches.tolist(),
        }
    assert isinstance(assigner, RfmAssigner)
    return {
        "rule": "RFM",
        "as_of": assigner.as_of if assigner.as_of != float("inf") else None,
        "levels": assigner.thresholds.bins,
        "bound_belongs_above": assigner.by_r_package,
        "recency": list(assigner.thresholds.recency),
        "frequency": {scores: list(cuts) for scores, cuts in assigner.thresholds.frequency.items()},
        "monetary": {scores: list(cuts) for scores, cuts in assigner.thresholds.monetary.items()},
        "cells": assigner.cells.tolist(),
    }
