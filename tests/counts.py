"""How often a test tries: a seeded part in the quick suite, all of it with `python3 dev.py test --full`."""

import os

FULL = bool(os.environ.get("SEGDESK_FULL"))


def times(quick: int, full: int) -> int:
    """Return how often to try."""
    return full if FULL else quick
