"""How the tags of an XML document are found in its bytes, without taking the document apart."""

import html
import re

# What stands in a tag behind its name; a sign > inside of quotation marks does not end it.
ATTRIBUTES = rb"""((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>"""


def whole_number(text: bytes) -> int:
    """Return the number that an attribute holds, written out or by the numbers of its signs.

    Raises
    ------
    ValueError
        If it is none.
    """
    return int(html.unescape(text.decode()))


def attribute(name: str) -> re.Pattern[bytes]:
    """Return a pattern for the value of an attribute."""
    return re.compile(rb"""(?:^|\s)%s\s*=\s*(?:"([^"]*)"|'([^']*)')""" % re.escape(name.encode()))
