"""Texts in TOML of anyone's, without what would keep the parser busy for ever or end it."""

import re
import tomllib
from typing import Any

# A name of many parts: each of them is looked up in all that come before.
_MANY_PARTS = re.compile(r"""(?<![\w-])(?>(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){40}""")


class NestedTooDeeplyError(ValueError):
    """It is nested deeper than any file of ours."""


def document_of(text: str) -> dict[str, Any]:
    """Return the document of a text in TOML.

    Raises
    ------
    NestedTooDeeplyError
    ValueError
        If it is no TOML.
    """
    if _MANY_PARTS.search(text) is None:
        try:
            return tomllib.loads(text)
        except RecursionError:
            pass
    raise NestedTooDeeplyError("it is nested too deeply")
