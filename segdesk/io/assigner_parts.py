"""Assigners as the parts of a model file: kinds, single numbers, and arrays beside them.

One that was shaped by hand holds others: its base, and the one of each step that parts customers. Their arrays have
dotted names, such as `base.centres` or `steps.2.child.centres`.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import msgspec
import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.assigners.representatives import RepresentativeAssigner
from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.shaped import Annex, Route, ShapedAssigner, Step
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.io.model_limits import MOST_SEGMENTS, Shape, assigner_shapes

Arrays = Mapping[str, np.ndarray]
SHAPED = "shaped"
ASSIGNERS: dict[str, type] = {
    "centres": CentreAssigner,
    "tree": TreeAssigner,
    "mixture": MixtureAssigner,
    "neighbours": NeighbourAssigner,
    "prototypes": PrototypeAssigner,
    "representatives": RepresentativeAssigner,
    "rfm": RfmAssigner,
}
_MOST_STEPS = 1_000


class SingleDocument(msgspec.Struct, forbid_unknown_fields=True):
    """An assigner without others inside: its kind, how many segments it has, and its single numbers."""

    kind: str
    k: int
    settings: dict[str, float | None]


class StepDocument(msgspec.Struct, forbid_unknown_fields=True):
    """A step by hand: how many segments there are after it, and who parts customers in it."""

    is_annex: bool
    k: int
    child: SingleDocument | None


class ShapedDocument(msgspec.Struct, forbid_unknown_fields=True):
    """Segments that were shaped by hand."""

    base: SingleDocument
    steps: list[StepDocument]
    n_values: int


def single_parts(assigner: Assigner, prefix: str = "") -> tuple[SingleDocument, dict[str, np.ndarray]]:
    """Return an assigner without others inside as plain values and arrays, whose names begin with `prefix`."""
    kind = next(name for name, cls in ASSIGNERS.items() if isinstance(assigner, cls))
    arrays: dict[str, np.ndarray] = {}
    settings: dict[str, float | None] = {}
    for f in fields(assigner):  # type: ignore[arg-type]
        value = getattr(assigner, f.name)
        if isinstance(value, np.ndarray):
            arrays[prefix + f.name] = value
        else:
            # JSON has no infinity: None stands for it.
            settings[f.name] = float(value) if np.isfinite(value) else None
    return SingleDocument(kind, assigner.n_segments, settings), arrays


def single_of(document: SingleDocument, arrays: Arrays, prefix: str = "") -> Assigner:
    """Return the assigner that `single_parts` made these of."""
    cls = ASSIGNERS[document.kind]
    settings: dict[str, Any] = {
        name: np.inf if value is None else value for name, value in document.settings.items()
    }
    own = {f.name: arrays[prefix + f.name] for f in fields(cls) if prefix + f.name in arrays}
    assigner: Assigner = cls(**own, **settings)
    return assigner


def shaped_parts(assigner: ShapedAssigner) -> tuple[ShapedDocument, dict[str, np.ndarray]]:
    """Return an assigner that was shaped by hand as plain values and arrays."""
    base, arrays = single_parts(assigner.base, "base.")
    arrays["centres"] = assigner.centres
    steps = []
    for i, step in enumerate(assigner.steps):
        prefix = f"steps.{i}."
        if isinstance(step, Annex):
            arrays[f"{prefix}centres"] = step.centres
            steps.append(StepDocument(True, len(step.centres), None))
            continue
        arrays[f"{prefix}targets"], arrays[f"{prefix}child_targets"] = step.targets, step.child_targets
        child = None
        if step.child is not None:
            child, more = single_parts(step.child, f"{prefix}child.")
            arrays |= more
        k = int(max(step.targets.max(), step.child_targets.max()))
        steps.append(StepDocument(False, k, child))
    return ShapedDocument(base, steps, assigner.n_values), arrays


def shaped_of(document: ShapedDocument, arrays: Arrays) -> ShapedAssigner:
    """Return the assigner that `shaped_parts` made these of."""
    steps: list[Step] = []
    for i, step in enumerate(document.steps):
        prefix = f"steps.{i}."
        if step.is_annex:
            steps.append(Annex(arrays[f"{prefix}centres"]))
            continue
        child = None if step.child is None else single_of(step.child, arrays, f"{prefix}child.")
        steps.append(Route(arrays[f"{prefix}targets"], child, arrays[f"{prefix}child_targets"]))
    base = single_of(document.base, arrays, "base.")
    return ShapedAssigner(base, tuple(steps), arrays["centres"], document.n_values)


def shaped_shapes(document: ShapedDocument, k: int, n_features: int) -> dict[str, Shape]:
    """Return the shape of each array of an assigner that was shaped by hand.

    Raises
    ------
    ValueError
        If it holds more steps or segments than any, or an assigner of an unknown kind.
    """
    singles = [document.base, *(step.child for step in document.steps if step.child is not None)]
    numbers = [*(each.k for each in singles), *(step.k for step in document.steps)]
    if len(document.steps) > _MOST_STEPS or any(not 0 < each <= MOST_SEGMENTS for each in numbers):
        raise ValueError("it has more segments or steps than any model")
    if any(each.kind not in ASSIGNERS for each in singles):
        raise ValueError("it places in an unknown way")
    shapes: dict[str, Shape] = {"centres": (k, n_features)}
    shapes |= _prefixed("base.", assigner_shapes(document.base.kind, document.base.k, n_features))
    before = document.base.k
    for i, step in enumerate(document.steps):
        prefix = f"steps.{i}."
        if step.is_annex:
            shapes[f"{prefix}centres"] = (before + 1, n_features)
        else:
            n_children = 0 if step.child is None else step.child.k
            shapes[f"{prefix}targets"] = (before + 1,)
            shapes[f"{prefix}child_targets"] = (n_children + 1,)
            if step.child is not None:
                inner = assigner_shapes(step.child.kind, step.child.k, n_features)
                shapes |= _prefixed(f"{prefix}child.", inner)
        before = step.k
    return shapes


def _prefixed(prefix: str, shapes: Mapping[str, Shape]) -> dict[str, Shape]:
    return {prefix + name: shape for name, shape in shapes.items()}
