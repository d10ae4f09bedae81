"""Texts that are no delimited tables as they stand, and lists that only look so."""

import pytest

from segdesk.io.reading import read_table
from segdesk.io.text_shapes import find_shape
from tests.io.files import cells, put

NAMES = ["Anna Müller", "José Ruiz Díaz", "Li", "Ève Martin", "Bob de Vries"]
PLACES = ["Ulm", "San José", "Den Haag", "Wien"]
DATA = [(f"{i:05d}", NAMES[i % 5], PLACES[i % 4], 20 + 7 * i % 60, 11.77 + i * 33.1) for i in range(1, 41)]


def read(path, lines, name="t.txt"):
    return read_table(put(path / name, "\n".join(lines) + "\n"))


@pytest.mark.parametrize("headings", [None, "id    date     n  dollars"])
def test_columns_of_numbers_between_blanks_are_read_with_and_without_headings(tmp_path, headings):
    lines = [
        f" {key} 199701{i % 28 + 1:02d} {n:2d} {money:8.2f}" for i, (key, *_, n, money) in enumerate(DATA)
    ]
    table = read(tmp_path, [*([headings] if headings else []), *lines])
    assert cells(table)[0] == ["00001", "19970101", "27", "44.87"]
    assert (table.n_rows, len(table.columns)) == (40, 4)
    assert (table.names == ("id", "date", "n", "dollars")) == bool(headings)
    assert any("parted by blanks" in str(step) for step in table.steps)


def test_aligned_columns_keep_the_blanks_inside_their_cells(tmp_path):
    lines = ["Kundenliste vom 31.12.2024", "", f"{'Name':<20}{'Ort':<12}{'Alter':>5}{'Umsatz in €':>14}"]
    lines += [
        f"{name:<20}{place:<12}{age:>5}{f'{money:.2f}'.replace('.', ','):>14}"
        for _, name, place, age, money in DATA
    ]
    table = read(tmp_path, lines)
    assert table.names == ("Name", "Ort", "Alter", "Umsatz in €")
    assert cells(table)[:2] == [
        ["José Ruiz Díaz", "San José", "27", "44,87"],
        ["Li", "Den Haag", "34", "77,97"],
    ]
    assert (table.n_rows, table.source.header_line) == (40, 3)


def test_a_line_of_dashes_under_the_headings_shows_where_columns_begin(tmp_path):
    lines = ["name                 city       n", "-------------------- ---------- ------"]
    lines += [f"{name:<20} {place:<10} {age:>6}" for _, name, place, age, _ in DATA]
    table = read(tmp_path, [*lines, "", "(40 rows affected)"])
    assert (table.names, table.n_rows) == (("name", "city", "n"), 40)
    assert cells(table)[1] == ["Li", "Den Haag", "34"]


def test_what_r_writes_is_read_with_its_names_of_rows(tmp_path):
    lines = [
        '"age" "city" "spend"',
        *(f'"{i}" {age} "{place}" {x:.2f}' for i, (_, _, place, age, x) in enumerate(DATA, 1)),
    ]
    table = read(tmp_path, lines)
    assert table.names == ("column_1", "age", "city", "spend")
    assert cells(table)[0] == ["1", "27", "San José", "44.87"]


def test_lines_in_quotation_marks_as_a_whole_are_opened(tmp_path):
    lines = [
        '"id,name,spend"',
        *(f'"{key},""{name}, {key}"",{money:.2f}"' for key, name, _, _, money in DATA),
    ]
    table = read(tmp_path, lines, "t.csv")
    assert table.names == ("id", "name", "spend")
    assert cells(table)[0] == ["00001", "José Ruiz Díaz, 00001", "44.87"]


@pytest.mark.parametrize(
    "lines",
    [
        ['"name"', *(f'"{name}, {key}"' for key, name, *_ in DATA)],
        ['"id","name"', *(f'"{key}","{name}"' for key, name, *_ in DATA)],
        ["name", *(f"Ada Lovelace {key}x" for key, *_ in DATA)],
        ["revenue", *(f"{i} 234" for i in range(1, 40))],
        ["when", *(f"2024-01-{i:02} 10:00" for i in range(1, 29))],
        ["id,name", *(f"{key},{name}" for key, name, *_ in DATA)],
        ["1,5", "2,5"],
    ],
)
def test_lists_and_delimited_texts_stay_as_they_are(lines):
    assert find_shape("\n".join(lines)) is None
