"""Pivot tables that were saved as plain sheets: outer names that stand once are filled down, inner sums go."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from segdesk.engine.data.arrays import Codes
from segdesk.engine.schema.numbers import find_marks, parse_numbers
from segdesk.io.columns import Texts, object_array
from segdesk.io.summary_candidates import is_numeric
from segdesk.io.summary_words import labels_in

Encoded = tuple[Codes, Texts]
Bools = npt.NDArray[np.bool_]

_ROW_LABELS = re.compile(
    r"\s*(?:row labels|zeilenbeschriftungen|etiquetas de fila|[ée]tiquettes de lignes|etichette di riga|rijlabels|"
    r"r[óo]tulos de linha|etykiety wierszy|popisky řádků|sorcímkék|行ラベル|行标签)\s*",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"\s*(?:(?:sum|count|average|max|min) of|(?:summe|anzahl|mittelwert|maximum|minimum) von|"
    r"(?:suma|recuento|cuenta|promedio|m[áa]x\.?|m[íi]n\.?) de|(?:somme|nombre|moyenne) de|"
    r"(?:somma|conteggio|media) di|(?:som|aantal|gemiddelde) van|soma de|suma z|součet z|合計 /)\s.*",
    re.IGNORECASE | re.DOTALL,
)
_MOST_ROWS = 100_000
_DIGITS = 6.0
# In a column that names groups, so many rows go without a name.
_LEAST_EMPTY = 0.25


def is_pivot(headings: Sequence[str]) -> bool:
    """Whether headings are those that a pivot table is given: Row Labels, Sum of Revenue."""
    return any(_ROW_LABELS.fullmatch(heading) or _VALUES.fullmatch(heading) for heading in headings)


def fill_down(columns: Sequence[Encoded], headings: Sequence[str]) -> tuple[list[Encoded], dict[int, int]]:
    """Repeat the names of groups that stand in the first row of each only.

    Parameters
    ----------
    columns : sequence of (codes, texts)
        Without totals and blank rows.
    headings : sequence of str

    Returns
    -------
    list of (codes, texts)
    dict of int to int
        How many cells were filled, by column.
    """
    filled: dict[int, int] = {}
    out = list(columns)
    outer: list[Codes] = []
    values = [i for i, heading in enumerate(headings) if _VALUES.fullmatch(heading)]
    names = list(range(values[0])) if values else [i for i, (_, t) in enumerate(columns) if not is_numeric(t)]
    # The last column of names is that of the rows themselves.
    for i in names[:-1]:
        codes, texts = columns[i]
        empty = np.array([not text.strip() for text in texts], dtype=bool)[codes]
        if not _names_groups(codes, empty, outer):
            continue
        last = np.maximum.accumulate(np.where(empty, 0, np.arange(len(codes))))
        out[i] = _without_unused(codes[last], texts)
        filled[i] = int(empty.sum())
        outer = [*outer, out[i][0]]
    return out, filled


def _names_groups(codes: Codes, empty: Bools, outer: Sequence[Codes]) -> bool:
    """Whether a column names each group once, in its first row: a name that comes again is that of a row.

    Cells that are merely missing stand among names that come again, or are few.
    """
    import pandas as pd  # noqa: PLC0415 - heavy

    if not len(codes) or empty[0] or empty.mean() < _LEAST_EMPTY:
        return False
    named = pd.DataFrame(dict(enumerate([*outer, codes])))[~empty]
    return not named.duplicated().any()


def _without_unused(codes: Codes, texts: Texts) -> Encoded:
    used, new = np.unique(codes, return_inverse=True)
    return new.astype(np.int32), object_array([texts[code] for code in used])


def outer_rows(columns: Sequence[Encoded], keep: Bools) -> list[int]:
    """Return the rows that are sums of those below them, where all rows of the table are either one or the other.

    That is how a pivot table with two names in one column looks: North, its customers, South, its customers.

    Parameters
    ----------
    columns : sequence of (codes, texts)
    keep : bool array of shape (n_rows,)
        Rows that are data so far.
    """
    codes, texts = columns[0]
    labels = [i for i, label in labels_in([str(text) for text in texts]) if label.exact]
    rows = np.flatnonzero(keep & ~np.isin(codes, labels))
    figures = [_figures(columns[i], rows) for i in range(1, len(columns)) if is_numeric(columns[i][1])]
    if not figures or not 4 <= len(rows) <= _MOST_ROWS:
        return []
    values = np.column_stack(figures)
    units = np.where((values == np.round(values)).all(axis=0), 0.5, 0.005)
    outer: list[int] = []
    digits = 0.0
    at = 0
    while at < len(rows):
        total, found = np.zeros(values.shape[1]), 0
        slack = units + 1e-9 * np.abs(values[at])
        for end in range(at + 1, len(rows)):
            total = total + values[end]
            if (np.abs(total - values[at]) <= slack).all():
                found = end
                break
        if not found:
            return []
        outer.append(int(rows[at]))
        if found > at + 1:
            # Small numbers add up by chance.
            digits += float(np.log10(np.maximum(np.abs(values[at]) / units, 1)).sum())
        at = found + 1
    return outer if len(outer) > 1 and digits > _DIGITS else []


def _figures(column: Encoded, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    codes, texts = column
    listed = list(texts)
    return np.nan_to_num(parse_numbers(listed, find_marks(listed)))[codes[rows]]
