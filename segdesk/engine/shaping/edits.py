"""What each step by hand does to the segments."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from segdesk.engine.assigners.shaped import ASKED, Annex, Route
from segdesk.engine.clustering.methods.registry import FitTask, Method, find_method
from segdesk.engine.clustering.partition import Partition, number_by_size
from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.row_order import n_distinct
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.by_hand import Edit, Lock, Merge, Move, Order, Split, row_ranges
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.shaping.state import NOBODY, State, numbers_in_place, put_in_order, routed
from segdesk.errors import UsageError
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, silent


class Shaper:
    """Takes steps by hand, one after the other.

    Parameters
    ----------
    training : TrainingData
    method : Method
        That made the segments.
    spec : MethodSpec
        With the choices that were made for them.
    progress : Progress, optional
    """

    def __init__(
        self, training: TrainingData, method: Method, spec: MethodSpec, progress: Progress = silent
    ) -> None:
        self._training, self._method, self._spec, self._progress = training, method, spec, progress
        self.notes: list[Message] = []

    def take(self, state: State, edit: Edit) -> State:
        """Return the segments after a step.

        Raises
        ------
        UsageError
            If there are no such segments, customers or parts.
        """
        if isinstance(edit, Merge):
            return self._merged(state, edit)
        if isinstance(edit, Split):
            return self._split(state, edit)
        if isinstance(edit, Move):
            return self._moved(state, edit)
        if isinstance(edit, Lock):
            return self._found_anew(state, edit)
        return self._ordered(state, edit)

    def _merged(self, state: State, edit: Merge) -> State:
        check_numbers(state, edit.merge)
        first, gone = min(edit.merge), sorted(edit.merge)[1:]
        kept = [number for number in range(1, state.k + 1) if number not in gone]
        targets = numbers_in_place(state.k)
        for place, number in enumerate(kept, start=1):
            targets[number] = place
        targets[gone] = targets[first]
        flags = [number == first or state.by_hand[number - 1] for number in kept]
        names: list[Message] = []
        if state.names:
            merged = finding("by_hand.merged_name", names=[state.name(s) for s in sorted(edit.merge)])
            names = [merged if number == first else state.name(number) for number in kept]
        return routed(state, targets, flags, names)

    def _split(self, state: State, edit: Split) -> State:
        check_numbers(state, (edit.split,))
        inside = state.labels == edit.split
        found = self._fitted(find_method("kmeans"), state.matrix[inside], edit.parts)
        more = found.k - 1
        targets = numbers_in_place(state.k)
        targets[edit.split + 1 :] += more
        targets[edit.split] = ASKED
        parts = edit.split + np.arange(found.k)
        flags = [
            *state.by_hand[: edit.split - 1], *([True] * found.k), *state.by_hand[edit.split :]
        ]  # fmt: skip
        names: list[Message] = []
        if state.names:
            own = [
                finding("by_hand.part_name", name=state.name(edit.split), number=part + 1)
                for part in range(found.k)
            ]
            names = [*state.names[: edit.split - 1], *own, *state.names[edit.split :]]
        return routed(state, targets, flags, names, found.fit.assigner, np.concatenate([NOBODY, parts]))

    def _moved(self, state: State, edit: Move) -> State:
        rows = self._chosen(edit)
        new = state.k + 1 if edit.to is None else edit.to
        check_numbers(state, () if edit.to is None else (edit.to,))
        labels = np.where(rows, new, state.labels).astype(np.int32)
        touched = set(np.unique(state.labels[labels != state.labels]).tolist()) - {0}
        k = max(state.k, new)
        sizes = np.bincount(labels, minlength=k + 1)
        flags = [
            number in touched or number == new or state.by_hand[number - 1] for number in range(1, k + 1)
        ]
        names = list(state.names)
        if state.names and edit.to is None:
            names.append(finding("by_hand.apart_name"))
        steps = state.steps
        if edit.to is None:
            # A segment that everybody left has its place no longer, but a customer may still be nearest to it.
            centres = [
                state.matrix[(labels if sizes[s] else state.labels) == s].mean(axis=0)
                for s in range(1, k + 1)
            ]
            steps = (*steps, Annex(np.array(centres)))
        left = [number for number in range(1, k + 1) if sizes[number]]
        targets = np.zeros(k + 1, dtype=np.int32)
        targets[left] = np.arange(1, len(left) + 1)
        targets[1:][sizes[1:] == 0] = targets[new]
        return routed(
            replace(state, labels=labels, steps=steps),
            targets,
            [flags[number - 1] for number in left],
            [names[number - 1] for number in left] if names else [],
        )

    def _found_anew(self, state: State, edit: Lock) -> State:
        check_numbers(state, edit.lock)
        rest = ~np.isin(state.labels, edit.lock)
        method = self._method
        if method.determines_k:
            method = find_method("kmeans")
            self.notes.append(finding("by_hand.rest_by_kmeans"))
        found = self._fitted(method, state.matrix[rest], edit.rest)
        kept = sorted(edit.lock)
        targets = np.full(state.k + 1, ASKED, dtype=np.int32)
        targets[kept] = np.arange(1, len(kept) + 1)
        parts = len(kept) + 1 + np.arange(found.k)
        flags = [*(state.by_hand[number - 1] for number in kept), *([True] * found.k)]
        names: list[Message] = []
        if state.names:
            others = [finding("by_hand.rest_name", number=part + 1) for part in range(found.k)]
            names = [*(state.name(number) for number in kept), *others]
        return routed(state, targets, flags, names, found.fit.assigner, np.concatenate([NOBODY, parts]))

    def _ordered(self, state: State, edit: Order) -> State:
        if len(edit.order) != state.k:
            raise UsageError(
                say_n(
                    "An order of {given} segments was set, and there is {n}.",
                    "An order of {given} segments was set, and there are {n}.",
                    n=state.k,
                    given=len(edit.order),
                )
            )
        step = Route(numbers_in_place(state.k), None, NOBODY)
        return put_in_order(replace(state, is_ordered=True), step, edit.order)

    def _fitted(self, method: Method, rows: Floats, k: int) -> Partition:
        """Return so many segments of some customers, numbered by size."""
        most = n_distinct(rows)
        if most < k:
            raise UsageError(
                say_n(
                    "{k} segments can't be made of {n} different customer.",
                    "{k} segments can't be made of {n} different customers.",
                    n=most,
                    k=k,
                )
            )
        task = FitTask(
            rows, (k,), self._spec, progress=self._progress, feature_groups=self._training.feature_groups
        )
        return number_by_size(method.fit(task)[0], rows)

    def _chosen(self, edit: Move) -> Mask:
        """Return which training rows a step names."""
        n_rows = self._training.inspection.table.n_rows
        named = np.zeros(n_rows, dtype=bool)
        for first, last in row_ranges(edit.move):
            if last > n_rows:
                raise UsageError(
                    say("There is no customer in row {row}: the table has {n}.", row=last, n=n_rows)
                )
            named[first - 1 : last] = True
        chosen = named[self._training.positions]
        out = int(named.sum() - chosen.sum())
        if not chosen.any():
            raise UsageError(say("None of the customers to be moved takes part in the segments."))
        if out:
            self.notes.append(finding("by_hand.nobody_to_move", n=out))
        return chosen


def check_numbers(state: State, numbers: Sequence[int]) -> None:
    """Refuse numbers of segments that are not there.

    Raises
    ------
    UsageError
    """
    for number in numbers:
        if not 1 <= number <= state.k:
            raise UsageError(say("There is no segment {number}.", number=number))
