"""The part of a segmentation that places new customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from segdesk.engine.assigners.assigner import Assigner, Assignment
from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.shaped import ShapedAssigner
from segdesk.engine.backends.backend import Backend
from segdesk.engine.backends.memory import MemoryBackend
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.distances import to_centres
from segdesk.engine.data.table import ColumnFormat, ColumnType, TypedColumn
from segdesk.engine.drift.reference import Reference, reference_of
from segdesk.engine.drift.unlike import UNLIKE_QUANTILE
from segdesk.engine.preparation.apply import apply_preparation, values_of
from segdesk.engine.preparation.steps import Preparation
from segdesk.engine.schema.computed import Computation, compute_again


@dataclass(frozen=True, eq=False)
class Model:
    """Everything that is needed to place a customer, and nothing of the customers it was fitted on but what that needs.

    Attributes
    ----------
    types : mapping of str to ColumnType
        Of the variables and the inputs.
    formats : mapping of str to ColumnFormat
        How their texts were written; decides where a new file alone can't.
    preparation : Preparation
    assigner : Assigner
    names : tuple of str
        Of segments 1..k.
    centres : float64 array of shape (k, n_features)
        Mean of each segment's training rows.
    limits : float64 array of shape (k,)
        Distance from its centre that 99% of a segment's training rows stay within.
    limited : bool
        The segments were made with limits on their size, which don't hold for the customers that it places.
    computation : Computation
        What is made of the inputs first.
    moved : bool
        Some customers were moved by hand, which does not hold for those that it places.
    reference : Reference or None
        How the customers were spread that it was made from; None of models made before this was kept.
    """

    types: Mapping[str, ColumnType]
    formats: Mapping[str, ColumnFormat]
    preparation: Preparation
    assigner: Assigner
    names: tuple[str, ...]
    centres: Floats
    limits: Floats
    limited: bool = False
    computation: Computation = field(default_factory=Computation)
    moved: bool = False
    reference: Reference | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the columns that segments are told apart by."""
        return self.preparation.names

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Names of the columns that a table must have: variables, or what they are computed from."""
        return self.computation.needed(self.variables, tuple(self.types))


@dataclass(frozen=True, eq=False)
class AssignedCustomers:
    """New customers with their segments.

    Attributes
    ----------
    assignment : Assignment
        Of every row; rows that can't be placed have label 0.
    unlike : bool array of shape (n_rows,)
        Further from their segment than 99% of the customers that it was made from, or unassigned.
    not_placed : bool array of shape (n_rows,)
        Rows that the preparation leaves out, or that do not take part.
    unknown : mapping of str to int
        Categories never seen before, per variable.
    takes_part : bool array of shape (n_rows,), or None
        Rows that meet the condition of those that the segments were made from; None without one.
    """

    assignment: Assignment
    unlike: npt.NDArray[np.bool_]
    not_placed: npt.NDArray[np.bool_]
    unknown: Mapping[str, int]
    takes_part: npt.NDArray[np.bool_] | None = None

    @property
    def participants(self) -> npt.NDArray[np.bool_]:
        """Rows that take part, shape (n_rows,)."""
        return np.ones(len(self.unlike), dtype=bool) if self.takes_part is None else self.takes_part

    def sizes(self, k: int) -> npt.NDArray[np.intp]:
        """Return how many of those who take part are in segments 0, the unassigned, to k."""
        return np.bincount(self.assignment.labels[self.participants], minlength=k + 1)


def fit_model(
    columns: Sequence[TypedColumn],
    preparation: Preparation,
    assigner: Assigner,
    names: Sequence[str],
    matrix: Floats,
    labels: Labels,
    limited: bool = False,
    computation: Computation | None = None,
    moved: bool = False,
) -> Model:
    """Complete an assigner to a model.

    Parameters
    ----------
    columns : sequence of TypedColumn
        Of the training table.
    preparation : Preparation
    assigner : Assigner
        Numbered by size.
    names : sequence of str
        Of segments 1..k.
    matrix : float64 array of shape (n_segmented, n_features)
    labels : int32 array of shape (n_segmented,)
    limited : bool
        The labels keep limits on sizes.
    computation : Computation, optional
        What the columns were made of.
    moved : bool
        Some customers were moved by hand.
    """
    computation = computation or Computation()
    inputs = computation.needed(preparation.names, tuple(column.name for column in columns))
    needed = [column for column in columns if column.name in (*preparation.names, *inputs)]
    centres = centres_of(matrix, labels)
    limits = np.zeros(len(centres))
    for s in range(1, len(centres) + 1):
        distance = to_centres(matrix[labels == s], centres[[s - 1]])[:, 0]
        limits[s - 1] = np.quantile(distance, UNLIKE_QUANTILE)
    return Model(
        {column.name: column.type for column in needed},
        {column.name: column.format for column in needed},
        preparation,
        assigner,
        tuple(names),
        centres,
        limits,
        limited,
        computation,
        moved,
    )


def with_reference(model: Model, columns: Sequence[TypedColumn], labels: Labels) -> Model:
    """Return a model that keeps how the customers were spread that it was made from.

    Parameters
    ----------
    model : Model
    columns : sequence of TypedColumn
        Of all who took part.
    labels : int32 array of shape (n_segmented,)
        Of those who were segmented.
    """
    names = {*model.variables, *model.inputs}
    needed = {column.name: column for column in columns if column.name in names}
    k = len(model.names)
    if model.limited or model.moved:
        # What it says of them now is what it says of the next ones.
        sizes = assign_customers(model, needed).sizes(k)
    else:
        sizes = np.bincount(labels, minlength=k + 1)
        sizes[0] += len(next(iter(needed.values())).values) - len(labels)
    return replace(model, reference=reference_of(needed.values(), sizes.tolist()))


def _seen(model: Model, columns: Mapping[str, TypedColumn], matrix: Floats) -> Floats:
    """Return what the assigner looks at.

    Rules speak of days, orders and money; everything else is measured between prepared values.
    """
    assigner = model.assigner
    if isinstance(assigner, RfmAssigner):
        return values_of([columns[name] for name in model.variables])
    if isinstance(assigner, ShapedAssigner) and assigner.n_values:
        return np.hstack([values_of([columns[name] for name in model.variables]), matrix])
    return matrix


def assign_customers(model: Model, columns: Mapping[str, TypedColumn]) -> AssignedCustomers:
    """Place every row of typed columns.

    Parameters
    ----------
    model : Model
    columns : mapping of str to TypedColumn
        Holds the model's inputs, typed as it says.
    """
    made, takes_part = compute_again(model.computation, tuple(columns.values()))
    columns = {column.name: column for column in made}
    prepared = apply_preparation(model.preparation, columns)
    usable = prepared.usable if takes_part is None else prepared.usable & takes_part
    n_rows = len(usable)
    labels = np.zeros(n_rows, dtype=np.int32)
    second = np.zeros(n_rows, dtype=np.int32)
    confidence = np.full(n_rows, np.nan)
    unlike = np.ones(n_rows, dtype=bool)
    if usable.any():
        seen = _seen(model, columns, prepared.matrix)
        # Named by place: a level of a category may give its column the name of another.
        names = [str(j) for j in range(seen.shape[1])]
        backend: Backend = MemoryBackend(values=dict(zip(names, seen.T, strict=True)), rows=usable)
        for part, numbers in backend.chunks(names):
            found = model.assigner.assign(numbers)
            labels[part], second[part], confidence[part] = found.labels, found.second, found.confidence
        assigned = labels > 0
        own = model.centres[labels[assigned] - 1]
        distance = np.sqrt(((prepared.matrix[assigned] - own) ** 2).sum(axis=1))
        unlike[assigned] = distance > model.limits[labels[assigned] - 1] * (1 + 1e-9)
    assignment = Assignment(labels, confidence, second)
    return AssignedCustomers(assignment, unlike, ~usable, prepared.unknown, takes_part)
