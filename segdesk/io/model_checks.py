"""Whether the parts of a model that was read from a file fit together, so that placing by it cannot fail."""

import numpy as np

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.assigners.representatives import RepresentativeAssigner
from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.shaped import ASKED, Annex, ShapedAssigner
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.data.table import ColumnType
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.steps import CategoryStep, Donors, NumberStep, Preparation
from segdesk.engine.recipe.preparation import MOST_WEIGHT
from segdesk.io.model_limits import SMALLEST_SPREAD
from segdesk.io.reference_checks import check_reference

TRANSFORMS = ("none", "log", "yeo-johnson")


def check_model(model: Model) -> None:
    """Refuse a model whose parts do not fit together.

    Raises
    ------
    ValueError
        Naming the part.
    """
    _check_preparation(model.preparation, set(model.types) & set(model.formats))
    for step in model.preparation.steps:
        expected = step.type if isinstance(step, NumberStep) else str(ColumnType.CATEGORY)
        _need(str(model.types[step.name]) == expected, "types")
    k, n_features = len(model.names), len(model.preparation.features)
    _need(k > 0, "names")
    _need(model.centres.shape == (k, n_features), "centres_of_segments")
    _need(model.limits.shape == (k,), "limits")
    for array in (model.centres, model.limits):
        _need(array.dtype == np.float64 and bool(np.isfinite(array).all()), "centres_of_segments")
    assigner = model.assigner
    if isinstance(assigner, ShapedAssigner):
        _check_shaped(assigner, model, k, n_features)
    else:
        _check_single(assigner, model, k, n_features)
    if model.reference is not None:
        check_reference(model.reference, model)


def _check_shaped(assigner: ShapedAssigner, model: Model, k: int, n_features: int) -> None:
    """Refuse steps that lead to segments that do not exist, or leave out some that do."""
    _need_floats(assigner.centres, (k, n_features), "centres")
    by_rules = isinstance(assigner.base, RfmAssigner)
    _need(assigner.n_values == (len(model.preparation.names) if by_rules else 0), "n_values")
    before = assigner.base.n_segments
    _check_single(assigner.base, model, before, n_features)
    for step in assigner.steps:
        if isinstance(step, Annex):
            _need_floats(step.centres, (before + 1, n_features), "centres")
            before += 1
            continue
        _need(step.targets.shape == (before + 1,) and step.targets.dtype.kind == "i", "targets")
        _need(step.child_targets.dtype.kind == "i" and int(step.child_targets[0]) == 0, "child_targets")
        n_children = 0
        if step.child is not None:
            n_children = step.child.n_segments
            _check_single(step.child, model, n_children, n_features)
        _need(step.child_targets.shape == (n_children + 1,), "child_targets")
        asked = ASKED in step.targets.tolist()
        _need(asked == (step.child is not None), "targets")
        reached = {*step.targets.tolist(), *step.child_targets.tolist()} - {0, ASKED}
        before = max(reached, default=0)
        _need(reached == set(range(1, before + 1)), "targets")
    _need(before == k, "targets")


def _check_single(assigner: Assigner, model: Model, k: int, n_features: int) -> None:
    if isinstance(assigner, CentreAssigner):
        _need_floats(assigner.centres, (k, n_features), "centres")
    elif isinstance(assigner, TreeAssigner):
        _check_tree(assigner, k, n_features)
    elif isinstance(assigner, MixtureAssigner):
        _need_floats(assigner.weights, (k,), "weights")
        _need_floats(assigner.means, (k, n_features), "means")
        _need_floats(assigner.precision_factors, (k, n_features, n_features), "precision_factors")
        diagonals = np.diagonal(assigner.precision_factors, axis1=1, axis2=2)
        _need(bool((assigner.weights > 0).all() and (diagonals > 0).all()), "weights")
    elif isinstance(assigner, NeighbourAssigner):
        _need_floats(assigner.rows, (len(assigner.rows), n_features), "rows")
        _need(assigner.row_labels.shape == (len(assigner.rows),), "row_labels")
        _need(assigner.row_labels.dtype.kind == "i", "row_labels")
        _need(set(np.unique(assigner.row_labels).tolist()) | {0} == set(range(k + 1)), "row_labels")
        _need(assigner.reach > 0, "reach")
    elif isinstance(assigner, PrototypeAssigner):
        _need_floats(assigner.prototypes, (k, n_features), "prototypes")
        _need(assigner.numbers.shape == (k,) and assigner.numbers.dtype.kind == "i", "numbers")
        _need(sorted(assigner.numbers.tolist()) == list(range(1, k + 1)), "numbers")
        _need_floats(assigner.factors, (n_features,), "factors")
        _need(bool((assigner.factors >= 0).all()), "factors")
        _need(assigner.power in (1, 2), "power")
    elif isinstance(assigner, RepresentativeAssigner):
        n_points = len(assigner.points)
        _need_floats(assigner.points, (n_points, n_features), "points")
        _need(assigner.numbers.shape == (n_points,) and assigner.numbers.dtype.kind == "i", "numbers")
        _need(set(assigner.numbers.tolist()) == set(range(1, k + 1)), "numbers")
        _need_floats(assigner.reaches, (n_points,), "reaches")
        _need(bool((assigner.reaches >= 0).all()), "reaches")
    elif isinstance(assigner, RfmAssigner):
        _check_rules(assigner, model, k)


def _check_tree(assigner: TreeAssigner, k: int, n_features: int) -> None:
    """Refuse forks that lead to a fork twice, back, or to a segment that does not exist."""
    _need_floats(assigner.centres, (k, n_features), "centres")
    n_forks = k - 1
    _need_floats(assigner.forks, (n_forks, 2, n_features), "forks")
    _need(assigner.branches.shape == (n_forks, 2) and assigner.branches.dtype.kind == "i", "branches")
    targets = sorted(assigner.branches.ravel().tolist())
    # Every segment and every fork but the root is reached exactly once, and from a fork before it.
    _need(targets == [*range(-k, 0), *range(1, n_forks)] if n_forks else not targets, "branches")
    for fork, pair in enumerate(assigner.branches.tolist()):
        _need(all(target < 0 or target > fork for target in pair), "branches")


def _check_rules(assigner: RfmAssigner, model: Model, k: int) -> None:
    """Refuse thresholds that do not rise, or that some customers would find none of, and cells without a segment."""
    n_cuts, with_money = len(assigner.recency_cuts), len(model.variables) == 3
    _need(2 <= n_cuts <= 8 and len(model.variables) in (2, 3), "recency_cuts")
    # Only recency may be a day, which counts back from another.
    first = ColumnType.NUMBER if np.isinf(assigner.as_of) else ColumnType.DATE
    wanted = [first, *[ColumnType.NUMBER] * (len(model.variables) - 1)]
    _need([model.types[name] for name in model.variables] == wanted, "types")
    _need_floats(assigner.recency_cuts, (n_cuts,), "recency_cuts")
    _need(bool((np.diff(assigner.recency_cuts) >= 0).all()), "recency_cuts")
    nested = assigner.frequency_groups.tolist() != [0]
    for cuts, groups, n_before, name in (
        (assigner.frequency_cuts, assigner.frequency_groups, 1, "frequency"),
        (assigner.monetary_cuts, assigner.monetary_groups, 2, "monetary"),
    ):
        _need(groups.ndim == 1 and groups.dtype.kind == "i", f"{name}_groups")
        _need_floats(cuts, (len(groups), n_cuts), f"{name}_cuts")
        _need(bool((np.diff(cuts, axis=1) >= 0).all()), f"{name}_cuts")
        if name == "monetary" and not with_money:
            _need(not len(groups), "monetary_groups")
            continue
        levels = {str(level) for level in range(1, n_cuts + 2)}
        scores = [str(group) for group in groups.tolist()]
        fits = (
            all(len(each) == n_before and set(each) <= levels for each in scores)
            if nested
            else scores == ["0"]
        )
        _need(bool(scores) and len(set(scores)) == len(scores) and fits, f"{name}_groups")
    _need(assigner.cells.shape == (5, 5, 5) and assigner.cells.dtype.kind == "i", "cells")
    _need(set(np.unique(assigner.cells).tolist()) | {0} == set(range(k + 1)), "cells")
    _need(assigner.by_r_package in (0, 1), "by_r_package")


def _check_preparation(preparation: Preparation, known: set[str]) -> None:
    names = preparation.names
    _need(bool(names) and len(set(names)) == len(names) and set(names) <= known, "order")
    for step in preparation.steps:
        # A category has the weight of its kind times its own.
        _need(0 <= step.weight <= 100 * MOST_WEIGHT, step.name)
        if isinstance(step, CategoryStep):
            # As many shares as levels, and the one to fill with among them: the step itself sees to that.
            _need(len(set(step.levels)) == len(step.levels), step.name)
            _need(all(0 < share <= 1 for share in step.shares), step.name)
            _need(step.missing in ("fill", "drop"), step.name)
        else:
            _need(step.spread >= SMALLEST_SPREAD, step.name)
            _need(step.indicator is None or step.indicator.spread >= SMALLEST_SPREAD, step.name)
            _need(step.transform in TRANSFORMS, step.name)
            _need((step.exponent is not None) or step.transform != "yeo-johnson", step.name)
            _need(step.missing in ("fill", "drop", "knn"), step.name)
            _need(step.missing != "knn" or preparation.donors is not None, step.name)
            _need(len(set(step.order)) == len(step.order), step.name)
            _need(bool(step.order) == (step.type == ColumnType.CATEGORY), step.name)
            if step.lower is not None and step.upper is not None:
                _need(step.lower <= step.upper, step.name)
    if preparation.donors is not None:
        numbers = {step.name for step in preparation.steps if isinstance(step, NumberStep)}
        _check_donors(preparation.donors, numbers)


def _check_donors(donors: Donors, numbers: set[str]) -> None:
    width = len(donors.names)
    _need(set(donors.names) == numbers and width == len(numbers), "donors")
    _need(len(donors.centres) == len(donors.spreads) == width, "donors")
    _need(all(spread >= SMALLEST_SPREAD for spread in donors.spreads), "donors")
    _need(all(len(row) == width for row in donors.rows) and donors.neighbours > 0, "donors")


def _need_floats(array: np.ndarray, shape: tuple[int, ...], name: str) -> None:
    _need(array.shape == shape and array.dtype == np.float64 and bool(np.isfinite(array).all()), name)


def _need(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(f"{name} does not fit the rest")
