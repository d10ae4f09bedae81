"""The latest value of some stages of the flow, so that a run makes anew only what its recipe changes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

Made = TypeVar("Made")


@dataclass(eq=False)
class StageCache:
    """What stages made last, and of what; whoever calls the pipeline keeps one, and several runs share it in turn.

    It holds one value per stage: a stage that is handed something else replaces the value it left.
    """

    _latest: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)

    def recall(self, stage: str, handed: object, make: Callable[[], Made]) -> Made:
        """Return what a stage makes: its latest value if it was handed the same, else what `make` returns.

        Parameters
        ----------
        stage : str
        handed : object
            All that decides the value, compared by content: fingerprints and specs, no tables or arrays.
        make : callable
            Makes the value. If it raises, the stage has no value until it is called again.
        """
        if stage in self._latest and _same(self._latest[stage][0], handed):
            value: Made = self._latest[stage][1]
            return value
        # The old value goes first: two prepared tables at a time may be more than fits.
        self._latest.pop(stage, None)
        value = make()
        self._latest[stage] = handed, value
        return value

    def forget_unless(self, stage: str, handed: object) -> None:
        """Drop what a stage made last unless it was handed this: what it holds would stay beside what is made anew."""
        if stage in self._latest and not _same(self._latest[stage][0], handed):
            del self._latest[stage]


def _same(one: object, other: object) -> bool:
    """Return whether two values are the same to the letter: 1 equals 1.0, but fills empty cells with another text."""
    return one == other and repr(one) == repr(other)
