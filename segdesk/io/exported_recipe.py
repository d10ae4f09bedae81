"""The recipe as it goes into a report, a chart or a labeled file: whoever gets one can repeat the analysis.

It travels further than a recipe file does, so it names no file of this computer and no customer. What is left out is
said in its first lines.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from xml.sax.saxutils import escape

from segdesk.engine.recipe.by_hand import Move
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.recipe_file import recipe_to_toml
from segdesk.io.recipe_in_export import HTML_ID, MARK, PROPERTY

# What headings may hold and XML may not; TOML itself escapes control characters.
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
# A property of a document holds no more in Excel.
MOST_IN_PROPERTY = 255


def recipe_for_export(recipe: Recipe) -> str:
    """Return a recipe as TOML, without paths and without rows of customers.

    Steps by hand from the first customer moved on are left out: those after it speak of the segments that it made.

    Parameters
    ----------
    recipe : Recipe
        As a run filled it in.
    """
    left_out = []
    transactions, by_hand = recipe.transactions, recipe.by_hand
    if transactions.join is not None:
        left_out.append("the name of the customers table that was joined")
        transactions = replace(transactions, join=None)
    if by_hand.moves_customers:
        left_out.append("customers moved by hand, and the steps by hand after that")
        kept = tuple(takewhile(lambda edit: not isinstance(edit, Move), by_hand.edits))
        by_hand = replace(by_hand, edits=kept, made_on=by_hand.made_on if kept else None)
    first = f"{MARK}: open this file in segdesk to repeat the analysis."
    notes = [f"# Left out: {what}." for what in left_out]
    toml = recipe_to_toml(replace(recipe, transactions=transactions, by_hand=by_hand))
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", "\n".join([first, *notes, toml]))


def html_with_recipe(page: str, text: str) -> str:
    """Return a page of HTML that holds a recipe where no browser shows it."""
    body, end, rest = page.rpartition("</body>")
    return f'{body}<template id="{HTML_ID}">{html.escape(text)}</template>\n{end}{rest}'


def in_properties(text: str) -> list[tuple[str, str]]:
    """Return a recipe as properties of an Office document, by name, each as long as Excel allows."""
    pieces = [text[start : start + MOST_IN_PROPERTY] for start in range(0, len(text), MOST_IN_PROPERTY)]
    return [(f"{PROPERTY} {number}", piece) for number, piece in enumerate(pieces, start=1)]


def custom_properties_part(properties: Sequence[tuple[str, str]]) -> str:
    """Return the part `docProps/custom.xml` of an Office document with these properties."""
    each = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties, start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{each}</Properties>'
    )
