"""Texts and properties as the files of Office programs take them."""

import re

from segdesk.report.document import Text

# The part of an Office file that holds properties of one's own, and how it is related to the rest.
CUSTOM = "/docProps/custom.xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: Text) -> str:
    """Return a text, in the language in force, without control characters and lone surrogates: no XML holds them."""
    return _FORBIDDEN.sub("", str(text))
