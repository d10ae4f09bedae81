"""Choosing the method from the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import GENIE
from segdesk.engine.validation.nonconvex_groups import nonconvex_groups_hidden_from_kmeans
from segdesk.engine.validation.separated_groups import groups_hidden_from_kmeans
from segdesk.messages import Message, say

MANY_ROWS = 500_000
SAMPLE_ROWS = 5_000


@dataclass(frozen=True)
class Choice:
    """A method for a table.

    Attributes
    ----------
    name : str
    why : Message
        In a sentence.
    linkage : str or None
        Of a tree, where it must be a certain one.
    """

    name: str
    why: Message
    linkage: str | None = None


def choose_method(
    matrix: Floats, seed: int, feature_groups: Sequence[FeatureGroup] = (), ks: Sequence[int] = ()
) -> Choice:
    """Choose the method for a table.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    seed : int
        Of the recipe.
    feature_groups : sequence of FeatureGroup, optional
        Which columns belong to which variable; without them all are numbers.
    ks : sequence of int, optional
        Numbers of segments that are wanted.
    """
    n_rows, n_features = matrix.shape
    if n_rows > MANY_ROWS:
        return Choice(
            "minibatch",
            say("Method: mini-batch k-means, because the table has {n_rows} customers.", n_rows=n_rows),
        )
    if n_features == 1:
        return Choice(
            "kmeans", say("Method: k-means, which cuts a single column where its values leave the most room.")
        )
    sample = matrix[even_sample(n_rows, SAMPLE_ROWS, seed)]
    if groups_hidden_from_kmeans(sample, seed) is not None:
        return Choice(
            "gmm",
            say(
                "Method: Gaussian mixture, because there are groups with gaps between them that only some of the "
                "columns show; k-means would cut along the others."
            ),
        )
    numbers_only = not any(group.is_category for group in feature_groups)
    if numbers_only and nonconvex_groups_hidden_from_kmeans(matrix, ks, seed) is not None:
        return Choice(
            "hierarchical",
            say(
                "Method: a tree of nearest customers (hierarchical, Genie), because there are groups of other than "
                "round shape with gaps around them; k-means would cut through them."
            ),
            GENIE,
        )
    if len({group.is_category for group in feature_groups if group.weight > 0}) == 2:
        return Choice(
            "kmeans",
            say(
                "Method: k-means on numbers and categories together; each category is weighed so that it counts as "
                "much as one number, and its rare values more than its usual ones (as in FAMD). So every column has "
                "its say, and new customers are placed by the nearest group."
            ),
        )
    return Choice(
        "kmeans",
        say(
            "Method: k-means, which groups customers that are close on all columns together and places new ones "
            "by the nearest group."
        ),
    )
