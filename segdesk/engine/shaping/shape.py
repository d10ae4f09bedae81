"""From the segments of a method to those that were made of them by hand."""

from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.shaped import ShapedAssigner, shaped
from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.centres import centres_of
from segdesk.engine.data.finding import finding
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.by_hand import ByHandSpec, Edit, Move
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.shaping.edits import Shaper
from segdesk.engine.shaping.state import State
from segdesk.errors import UsageError
from segdesk.messages import Message
from segdesk.progress import Progress, silent


@dataclass(frozen=True, eq=False)
class ShapedSegments:
    """Segments after what was done to them by hand.

    Attributes
    ----------
    partition : Partition
        As numbered now; its assigner knows the steps, but no single customer.
    by_hand : frozenset of int
        Numbers of the segments that are not as the method made them.
    spec : ByHandSpec
        The steps that were taken, and the file that they were taken on.
    steps, warnings : tuple of Message
        What was done, and what to beware of.
    """

    partition: Partition
    by_hand: frozenset[int]
    spec: ByHandSpec
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]


def shape(
    training: TrainingData,
    method: Method,
    settings: MethodSpec,
    partition: Partition,
    spec: ByHandSpec,
    progress: Progress = silent,
) -> ShapedSegments:
    """Take the steps of a recipe.

    On another file than that they were made on, numbers may stand for other segments and rows for other customers: the
    steps before the first customer was moved are taken as far as they can be, and that is said.

    Parameters
    ----------
    training : TrainingData
    method : Method
    settings : MethodSpec
        With the choices that were made for these segments.
    partition : Partition
        As the method made it.
    spec : ByHandSpec
    progress : Progress, optional

    Raises
    ------
    UsageError
        If a step can't be taken on the file that it was made on.
    """
    file = fingerprint(training)
    is_other = spec.made_on is not None and spec.made_on != file
    shaper = Shaper(training, method, settings, progress)
    labels, k = partition.labels, partition.k
    state = State(training.matrix, labels, (False,) * k, partition.fit.names)
    taken: list[Edit] = []
    for edit in spec.edits:
        if is_other and isinstance(edit, Move):
            break
        try:
            state = shaper.take(state, edit)
        except UsageError:
            if not is_other:
                raise
            break
        taken.append(edit)
    found = _partition(training, partition, state)
    applied = ByHandSpec(tuple(taken), file)
    warnings = _placed_otherwise(training, found) if applied.moves_customers else []
    if is_other:
        warnings.insert(0, finding("by_hand.made_on_another_file", total=len(spec.edits), applied=len(taken)))
    steps = (*(edit.words for edit in taken), *shaper.notes)
    return ShapedSegments(
        found,
        frozenset(number for number, is_made in enumerate(state.by_hand, start=1) if is_made),
        applied,
        (*steps, finding("by_hand.numbers_of_the_moment", k=state.k)) if taken else (),
        tuple(warnings),
    )


def fingerprint(training: TrainingData) -> str:
    """Return what tells the file of these customers from any other."""
    source = training.inspection.table if training.purchases is None else training.purchases.table
    return source.source.sha256


def _partition(training: TrainingData, partition: Partition, state: State) -> Partition:
    centres = centres_of(training.matrix, state.labels)
    base = partition.fit.assigner
    n_values = len(training.fitted.preparation.names) if isinstance(base, RfmAssigner) else 0
    assigner = ShapedAssigner(base, state.steps, centres, n_values)
    assignment = shaped(partition.assignment, state.steps, training.matrix, centres, state.labels)
    fit = replace(partition.fit, assigner=assigner, names=state.names)
    return Partition(fit, assignment.labels, state.k, partition.rows, partition.unlimited, by_hand=assignment)


def _placed_otherwise(training: TrainingData, found: Partition) -> list[Message]:
    """Return a warning where the model would not put each customer where it was put by hand."""
    seen = training.matrix
    assigner = found.fit.assigner
    assert isinstance(assigner, ShapedAssigner)
    if assigner.n_values:
        seen = np.hstack([training.values, seen])
    otherwise = int((assigner.labels(seen) != found.labels).sum())
    return [finding("by_hand.not_placed_alike", n=otherwise)] if otherwise else []
