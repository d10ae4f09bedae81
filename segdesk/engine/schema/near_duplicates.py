"""Segmentation variables that say nearly the same."""

from collections.abc import Mapping

from segdesk.engine.data.column_titles import ColumnTitle
from segdesk.engine.data.finding import finding
from segdesk.messages import Message


def near_duplicates(
    pairs: dict[tuple[str, str], float],
    threshold: float = 0.95,
    titles: Mapping[str, ColumnTitle] | None = None,
) -> list[Message]:
    """Return a warning for each group of segmentation variables that say the same, whether two or many.

    Parameters
    ----------
    pairs : dict of (str, str) to float
        Correlation of each pair of variables.
    threshold : float, default 0.95
        Variables belong together if their correlation is above it in size, or by way of another one.
    titles : mapping of str to ColumnTitle, optional
        What each variable is called; by default its name.
    """
    titles = titles or {}
    close = {pair: abs(r) for pair, r in pairs.items() if abs(r) > threshold}
    warnings = []
    waiting = sorted({name for pair in close for name in pair})
    while waiting:
        group, reached = [], [waiting.pop(0)]
        while reached:
            name = reached.pop()
            group.append(name)
            reached += [other for other in waiting if (name, other) in close]
            waiting = [other for other in waiting if other not in reached]
        warnings.append(
            finding(
                "roles.near_duplicates",
                names=[titles.get(name, name) for name in sorted(group)],
                r=min(abs(r) for (a, b), r in pairs.items() if a in group and b in group),
                n=len(group),
            )
        )
    return warnings
