"""Lists of names that fit a sentence."""

_MOST_NAMED = 5


def shortened(names: list[str], most: int = _MOST_NAMED) -> list[str]:
    """Return a list of names that fits a sentence."""
    return names if len(names) <= most else [*names[:most], "…"]
