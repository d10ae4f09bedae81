"""How long work tells how far it is, and learns that it should stop."""

from collections.abc import Callable

from segdesk.messages import Message

# Called with the stage in words and the share done of that stage, 0 to 1. It may raise `Cancelled`, which
# is how a stop reaches the work: whoever calls it must be ready for that at any call.
Progress = Callable[[Message, float], None]


def silent(stage: Message, fraction: float) -> None:
    """Report nothing and never stop."""


# The same of a single stage: called with the share done of it.
Step = Callable[[float], None]


def unseen(fraction: float) -> None:
    """Report nothing of a single stage and never stop."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """Return a progress whose 0..1 is `start`..`end` of the given one."""

    def scaled(stage: Message, fraction: float) -> None:
        progress(stage, start + (end - start) * fraction)

    return scaled
