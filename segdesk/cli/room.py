"""Whether there is the memory to load what a command needs.

The numerical libraries take theirs while they load: with too little they end the process without a word, or wait for
more without an end.
"""

import sys

from segdesk.errors import InputError
from segdesk.memory import available_memory, size_in_words
from segdesk.messages import say

# What these load takes 60 MB; all others bring scikit-learn, and most of them the charts.
_LIGHT = ("inspect", "clean", "sample")
_LEAST_OF_LIGHT, _LEAST = 80 << 20, 240 << 20


def require_memory_to_load(command: str) -> None:
    """Refuse a command whose libraries would not fit, before they load.

    Raises
    ------
    InputError
        Naming both sizes.
    """
    library, needed = ("pandas", _LEAST_OF_LIGHT) if command in _LIGHT else ("sklearn", _LEAST)
    free = available_memory()
    if needed > free and library not in sys.modules:
        raise InputError(
            say(
                "segdesk takes about {needed} of memory before it begins; {free} are free.",
                needed=size_in_words(needed),
                free=size_in_words(free),
            ),
            mend=say("Close other programs, or allow it more memory."),
        )
