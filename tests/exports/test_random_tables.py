"""Tables with known truth, in the manner of 12 countries and 10 programs: read back equal, or told."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import segdesk
from tests.counts import times
from tests.exports.random_tables import Truth, WrittenTable, write_table

N_TABLES = times(200, 500)
AT_ONCE = 25


def wrong_cells(written: Truth, found: list[object]) -> int:
    """Count the cells that are not what was written."""
    if len(written) != len(found):
        return max(len(written), len(found))
    return sum(not is_same(want, got) for want, got in zip(written, found, strict=True))


def is_same(want: object, got: object) -> bool:
    is_missing = got is None or (isinstance(got, float) and np.isnan(got)) or str(got) == "NaT"
    if want is None:
        return is_missing
    if is_missing:
        return False
    if isinstance(want, float):
        return isinstance(got, float) and abs(got - want) <= 1e-9 * max(1, abs(want))
    return str(got)[: len(str(want))] == want if len(str(want)) == 10 and str(want)[4] == "-" else got == want


def faults(table: WrittenTable) -> list[str]:
    """Return every column that was misread without a word, none where the file was read right or refused."""
    try:
        frame = segdesk.clean(table.path, kind="customers")
    except segdesk.InputError:
        return []
    notes = " ".join(frame.attrs["notes"])
    silent = []
    for heading, written in table.truth.items():
        if heading not in frame:
            silent.append(f"{heading}: there is no such column among {list(frame)}")
            continue
        wrong = wrong_cells(written, frame[heading].tolist())
        if wrong and heading not in notes:
            silent.append(f"{heading}: {wrong} of {len(written)} wrong: {frame[heading].tolist()[:3]}")
    return silent


@pytest.mark.parametrize("first", range(0, N_TABLES, AT_ONCE))
def test_tables_of_all_countries_and_programs_come_back_equal_or_are_told(first: int, tmp_path: Path):
    silent = {}
    for seed in range(first, first + AT_ONCE):
        table = write_table(tmp_path, seed)
        found = faults(table)
        if found:
            silent[f"{seed} ({table.country}, {table.program})"] = found
    assert not silent


def test_every_country_meets_every_program(tmp_path: Path):
    pairs = Counter((t.country, t.program) for t in (write_table(tmp_path, seed) for seed in range(120)))
    assert len(pairs) == 120
