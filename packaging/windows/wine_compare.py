"""Compare what two systems made of the same customers, and leave with 1 unless they agree.

    python packaging/windows/wine_compare.py HERE THERE

Both are folders that `segdesk run` wrote, or both files with a column `segment`. Customers must be in the same segments
but for one in a hundred, whose place may hang on the last digit of a number that another library computed.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from sklearn.metrics import adjusted_rand_score

LEAST_EQUAL = 0.99

Rows = list[dict[str, str]]


def main(words: Sequence[str]) -> int:
    """Print what was found, and return the exit code."""
    here, there = map(Path, words)
    if here.is_file():
        return customers_agree(rows(here), rows(there))
    code = customers_agree(rows(here / "labeled.csv"), rows(there / "labeled.csv"))
    return max(code, segments_agree(rows(here / "segments.csv"), rows(there / "segments.csv")))


def rows(path: Path) -> Rows:
    """Return the lines of a table; a labeled file keeps the separator of the file that it came from."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        delimiter = ";" if ";" in file.readline() else ","
        file.seek(0)
        return list(csv.DictReader(file, delimiter=delimiter))


def customers_agree(own: Rows, other: Rows) -> int:
    """Compare the segment of each customer."""
    if len(own) != len(other):
        print(f"{len(own):,} customers here, {len(other):,} there")
        return 1
    ours, theirs = ([row["segment"] for row in each] for each in (own, other))
    equal = sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(ours)
    agreement = adjusted_rand_score(ours, theirs)
    print(f"{len(ours):,} customers, {100 * equal:.2f}% in the same segment, Rand index {agreement:.4f}")
    return int(equal < LEAST_EQUAL)


def segments_agree(own: Rows, other: Rows) -> int:
    """Compare the tables of segments: all words, and how far numbers are apart, relative to the larger."""
    if [list(row) for row in own] != [list(row) for row in other]:
        print(f"the tables of segments have other rows or columns: {len(own)} rows here, {len(other)} there")
        return 1
    words, apart = 0, 0.0
    for row, counterpart in zip(own, other, strict=True):
        for name, cell in row.items():
            try:
                a, b = float(cell), float(counterpart[name])
            except ValueError:
                words += cell != counterpart[name]
                continue
            apart = max(apart, abs(a - b) / max(abs(a), abs(b), 1e-12))
    print(f"{len(own)} segments, {words} words differ, numbers by at most {apart:.0e} of their size")
    return int(words > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
