"""Texts as the files of office programs take them: XML knows no control characters and no lone surrogates."""

import re

from segdesk.report.document import Text

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: Text) -> str:
    """Return a text, in the language in force, without what no XML can hold."""
    return _FORBIDDEN.sub("", str(text))
