"""How many classes of people gave these answers: latent class analysis of tables of nothing but answers.

Answers of yes and no, or from 1 to 5, lie on a grid: distances between them are few, and numbers of segments that fit a
grid well are those that follow its lines. Latent classes ask something else: into how many classes must people fall for
the answers to be independent within each?

References
----------
Lazarsfeld & Henry 1968, Latent Structure Analysis. Linzer & Lewis 2011, Journal of Statistical Software 42:10 (poLCA).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.posteriors import posteriors
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.threads import in_parallel

# An answer has few possible values; and of few questions or people nothing can be told.
MOST_LEVELS, FEWEST_QUESTIONS, FEWEST_ROWS = 10, 4, 100
MOST_ROWS, MOST_CLASSES = 2_000, 10
STARTS, ROUNDS, SETTLED = 5, 200, 1e-6
# Of each answer in each class, as if it had been given so often: no probability becomes 0.
PRIOR = 0.01
# So many numbers in a row with a higher BIC end the search.
PATIENCE = 2


@dataclass(frozen=True)
class LatentClasses:
    """The number of classes with the lowest BIC.

    Attributes
    ----------
    k : int
        1 where answers go together no more than by chance.
    bic : mapping of int to float
        By number of classes, as far as it was looked for; lower is better.
    """

    k: int
    bic: Mapping[int, float]


def latent_classes(
    matrix: Floats,
    feature_groups: Sequence[FeatureGroup],
    seed: int = 0,
    progress: Progress = silent,
) -> LatentClasses | None:
    """Return how many latent classes answers fall into, None for tables of anything else.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order; of more than 2,000 a sample is looked at.
    feature_groups : sequence of FeatureGroup
        Which columns belong to which variable; those without weight take no part.
    seed : int, default 0
        Of the recipe; makes the starts.
    progress : Progress
    """
    rows = matrix[even_sample(len(matrix), MOST_ROWS, seed)]
    asked = [group for group in feature_groups if group.weight > 0]
    if len(asked) < FEWEST_QUESTIONS or len(rows) < FEWEST_ROWS:
        return None
    coded = []
    for group in asked:
        values, codes = np.unique(rows[:, group.columns], axis=0, return_inverse=True)
        if len(values) > MOST_LEVELS:
            return None
        if len(values) > 1:
            coded.append(codes.reshape(-1))
    if len(coded) < FEWEST_QUESTIONS:
        return None
    levels = [int(codes.max()) + 1 for codes in coded]
    given = np.concatenate([np.eye(n)[codes] for codes, n in zip(coded, levels, strict=True)], axis=1)
    free = sum(levels) - len(levels)
    bic: dict[int, float] = {}
    best = 1
    for k in range(1, MOST_CLASSES + 1):
        reached = in_parallel(
            partial(_reach, given, levels, seed, k),
            range(STARTS if k > 1 else 1),
            say("Comparing segments"),
            progress,
        )
        bic[k] = -2 * max(reached) + (k * free + k - 1) * float(np.log(len(given)))
        best = min(best, k, key=lambda one: bic[one])
        if k - best >= PATIENCE:
            break
    return LatentClasses(best, bic)


def _reach(given: Floats, levels: Sequence[int], seed: int, k: int, start: int) -> float:
    """Return the log-likelihood that expectation-maximisation reaches from a random start.

    `given` holds 1 where a row has the level of a question, shape (n_rows, sum of levels).
    """
    share: npt.NDArray[np.float64] = np.random.default_rng([seed, k, start]).dirichlet(np.ones(k), len(given))
    ends = np.cumsum(levels)
    before = likelihood = -np.inf
    for _ in range(ROUNDS):
        sizes = share.sum(axis=0) + PRIOR
        chance = share.T @ given + PRIOR
        for first, end in zip(ends - levels, ends, strict=True):
            chance[:, first:end] /= chance[:, first:end].sum(axis=1, keepdims=True)
        share, likelihood = posteriors(given @ np.log(chance).T + np.log(sizes / sizes.sum()))
        if likelihood - before < SETTLED * len(given):
            break
        before = likelihood
    return likelihood
