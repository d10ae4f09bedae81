"""Bisecting k-means: a tree of halves, the segment with the highest inertia split next."""

from collections.abc import Sequence

import numpy as np

from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.clustering.lloyd import SAMPLE_ROWS, iterate, lowest_inertia
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.distances import to_centres
from segdesk.engine.data.row_order import sample_rows
from segdesk.messages import say

STARTS = 10


@method(
    "bisecting",
    say("bisecting k-means"),
    say("By splitting in two (bisecting k-means)"),
    makes_short_calls=True,
)
def fit_bisecting(task: FitTask) -> Sequence[Fit]:
    """Split step by step up to the largest k; every k asked for is a stage of the same tree."""
    rows = task.matrix
    forks: list[Floats] = []
    branches: list[list[int]] = []
    members = {1: np.arange(len(rows))}
    # Where each segment hangs: the fork and the side that lead to it.
    hangs: dict[int, tuple[int, int]] = {}
    fits: dict[int, Fit] = {1: _stage(rows, forks, branches, members)}
    for k in range(2, max(task.ks) + 1):
        inertias = {s: _inertia(rows[m]) for s, m in members.items()}
        parent = max(inertias, key=lambda s: (inertias[s], -s))
        pair = _halves(rows[members[parent]], task.spec.seed, 3 if task.quick else STARTS)
        side = to_centres(rows[members[parent]], pair).argmin(axis=1)
        fork = len(forks)
        forks.append(pair)
        branches.append([-parent, -k])
        if parent in hangs:
            above, which = hangs[parent]
            branches[above][which] = fork
        hangs[parent], hangs[k] = (fork, 0), (fork, 1)
        members[parent], members[k] = members[parent][side == 0], members[parent][side == 1]
        fits[k] = _stage(rows, forks, branches, members)
        task.progress(say("Trying numbers of segments"), k / max(task.ks))
    return [fits[k] for k in task.ks]


def _halves(rows: Floats, seed: int, starts: int) -> Floats:
    """Return the two centres of a split of `rows`."""
    sample = sample_rows(rows, SAMPLE_ROWS, seed, 2)
    return iterate(rows, lowest_inertia(sample, 2, seed, starts))


def _inertia(rows: Floats) -> float:
    return float(((rows - rows.mean(axis=0)) ** 2).sum())


def _stage(
    rows: Floats, forks: list[Floats], branches: list[list[int]], members: dict[int, np.ndarray]
) -> Fit:
    """Return the tree as it stands now."""
    n_features = rows.shape[1]
    centres = np.array([rows[members[s]].mean(axis=0) for s in sorted(members)])
    return Fit(
        TreeAssigner(
            np.array(forks).reshape(-1, 2, n_features),
            np.array(branches, dtype=np.int32).reshape(-1, 2),
            centres,
        )
    )
