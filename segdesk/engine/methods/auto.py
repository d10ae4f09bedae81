"""Choosing the method from the table."""

from segdesk.messages import Message, say

MANY_ROWS = 500_000


def choose_method(n_rows: int, n_features: int) -> tuple[str, Message]:
    """Return the name of the method for a table of this size, and the reason in a sentence."""
    if n_rows > MANY_ROWS:
        return "minibatch", say(
            "Method: mini-batch k-means, because the table has {n_rows} customers.", n_rows=n_rows
        )
    if n_features == 1:
        return "kmeans", say(
            "Method: k-means, which cuts a single column where its values leave the most room."
        )
    return "kmeans", say(
        "Method: k-means, which groups customers that are close on all columns together and places new ones "
        "by the nearest group."
    )
