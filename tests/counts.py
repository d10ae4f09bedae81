"""How often a test tries: a seeded part in the quick suite, all of it with `python3 dev.py test --full`."""

import os

FULL = bool(os.environ.get("SEGDESK_FULL"))


def times(quick: int, full: int) -> int:
    """Return how often to try."""
    return full if FULL else quick


# Words for runs whose subject is neither how many segments there are nor how solid they are: they need not compare
# numbers by every criterion and draw the customers anew fifty times, as the full suite has them do.
FEW_DRAWS: tuple[str, ...] = () if FULL else ("--draws", "5")
SHORTER: tuple[str, ...] = () if FULL else ("--k", "4", *FEW_DRAWS, "--criteria", "silhouette,inertia")

# Words for runs whose report nobody looks at: its charts are drawn for the folder only, not for the web and phones too,
# which takes most of the time of writing a small result.
UNREPORTED: tuple[str, ...] = () if FULL else ("--report", "")
REPORTED = ("--report", "html")
