"""Another segmentation of the same customers that is worth a look, one step away."""

from collections.abc import Mapping
from dataclasses import dataclass

from segdesk.messages import Message


@dataclass(frozen=True)
class Alternative:
    """A change of settings, and what it is good for.

    Attributes
    ----------
    words : Message
        What to do, as a button says it.
    settings : mapping of str to str or float
        For `Recipe.with_settings`.
    """

    words: Message
    settings: Mapping[str, str | float]

    @property
    def options(self) -> str:
        """The settings as they are typed."""
        written = {name: f"{v:g}" if isinstance(v, float) else v for name, v in self.settings.items()}
        return " ".join(f"--{name.replace('_', '-')} {value}" for name, value in written.items())
