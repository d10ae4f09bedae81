"""Delimited text is read letter for letter, whatever dialect it is written in."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import Cancelled, InputError
from segdesk.io.reading import read_table
from segdesk.messages import Message
from tests.io.files import HEADINGS, ROWS, cells, csv_text, put


@pytest.mark.parametrize("sep", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end_is_found(tmp_path: Path, sep: str, end: str) -> None:
    table = read_table(put(tmp_path / "t.csv", csv_text(sep=sep, end=end)))
    assert cells(table) == ROWS
    assert table.names == tuple(HEADINGS)
    assert (table.source.delimiter, table.source.header_line) == (sep, 1)


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_unicode_is_recognised_with_and_without_mark(
    tmp_path: Path, encoding: str, mark: bytes, name: str
) -> None:
    table = read_table(put(tmp_path / "t.csv", mark + csv_text().encode(encoding)))
    assert cells(table) == ROWS
    assert table.source.encoding == name
    assert not table.warnings


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", ["Müller", "Élodie", "Peña", "Söhne – “GmbH”"]),
        ("latin-1", ["Gestión", "Ñandú", "Año"]),
        ("cp1251", ["Ольга Иванова", "Пётр Сидоров", "Мария Жукова"]),
    ],
)
def test_a_guessed_encoding_is_right_and_said_to_be_a_guess(
    tmp_path: Path, encoding: str, words: list[str]
) -> None:
    rows = [[f"C{i}", words[i % len(words)], str(i)] for i in range(40)]
    table = read_table(put(tmp_path / "t.csv", csv_text(rows, ["id", "name", "n"]), encoding))
    assert cells(table) == rows
    assert "guess" in str(table.warnings[0])


def test_a_byte_that_is_no_utf8_is_read_and_told_with_its_line(tmp_path: Path) -> None:
    rows = [["K1", "Jürgen"], ["K2", "Peña"], ["K3", "Zoë"]]
    data = csv_text(rows, ["id", "name"]).encode().replace("ñ".encode(), b"\xf1")
    table = read_table(put(tmp_path / "t.csv", data))
    assert cells(table) == rows
    told = "1 byte that is no UTF-8 (line 3) was read as “ñ”, as in cp1252."
    assert [str(warning) for warning in table.warnings] == [told]


def test_a_named_encoding_wins_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "t.csv", csv_text([["ž", "1"], ["č", "2"]], ["a", "b"]), "cp1250")
    assert cells(read_table(path, ReadSpec(encoding="cp1250")))[0] == ["ž", "1"]
    with pytest.raises(InputError, match="no text in utf-8"):
        read_table(path, ReadSpec(encoding="utf-8"))
    with pytest.raises(InputError, match="no text encoding “klingon”"):
        read_table(path, ReadSpec(encoding="klingon"))


def test_cells_stay_as_they_are_letter_for_letter(tmp_path: Path) -> None:
    rows = [
        ["00123", "NA", " inner  and outer ", "a\r\nb"],
        ["1_000", "null", "\u00a0x\u00a0", 'say "hi"'],
        ["0x1A", "NaN", '5" disk', "a\rb"],
        ["12E4", "", "it's", "a,b"],
        ["+7", "None", "=1+1", "\t"],
        ["1.50", "TRUE", "x", "é"],
    ]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c", "d"], *rows])
    assert cells(read_table(put(tmp_path / "t.csv", out.getvalue()))) == rows


def test_a_quote_inside_an_unquoted_cell_stays(tmp_path: Path) -> None:
    table = read_table(put(tmp_path / "t.csv", 'size,n\n5" disk,1\n3" disk,2\n'))
    assert cells(table) == [['5" disk', "1"], ['3" disk', "2"]]


@pytest.mark.parametrize("tail", [b"\x1a", b"\r\n\x1a"])
def test_the_dos_end_mark_is_no_customer(tmp_path: Path, tail: bytes) -> None:
    table = read_table(put(tmp_path / "t.csv", csv_text(end="\r\n").rstrip().encode() + tail))
    assert cells(table) == ROWS


def test_a_separator_after_every_line_makes_no_column(tmp_path: Path) -> None:
    text = csv_text(sep=";").replace("\n", ";\n")
    table = read_table(put(tmp_path / "t.csv", text))
    assert cells(table) == ROWS
    assert any("without a heading and without values" in str(step) for step in table.steps)


def test_a_separator_after_data_lines_only_makes_no_column(tmp_path: Path) -> None:
    first, rest = csv_text(sep=";").split("\n", 1)
    table = read_table(put(tmp_path / "t.csv", first + "\n" + rest.replace("\n", ";\n")))
    assert cells(table) == ROWS


def test_a_long_line_is_refused_with_its_place(tmp_path: Path) -> None:
    lines = csv_text().split("\n")
    lines[7] += ",extra"
    with pytest.raises(InputError) as caught:
        read_table(put(tmp_path / "t.csv", "\n".join(lines)))
    assert caught.value.where is not None
    assert caught.value.where.line == 8
    assert "5 fields" in str(caught.value)
    assert "4 columns" in str(caught.value)


def test_short_lines_are_filled_counted_and_located(tmp_path: Path) -> None:
    lines = csv_text().split("\n")
    lines[4] = lines[4].rsplit(",", 1)[0]
    lines[9] = lines[9].rsplit(",", 2)[0]
    table = read_table(put(tmp_path / "t.csv", "\n".join(lines)))
    assert table.n_rows == 30
    assert cells(table)[3] == [*ROWS[3][:3], ""]
    assert any("2 lines have fewer cells" in str(said) and "line 5" in str(said) for said in table.warnings)


def test_blank_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    lines = csv_text().strip().split("\n")
    table = read_table(put(tmp_path / "t.csv", "\n".join([*lines[:5], "", ",,,", *lines[5:], "", ""])))
    assert cells(table) == ROWS
    assert any("blank line" in str(step) for step in table.steps)


def test_doubled_headings_are_told_apart_and_said(tmp_path: Path) -> None:
    table = read_table(put(tmp_path / "t.csv", "id,orders,orders,orders_2\na,1,2,3\nb,2,3,4\n"))
    assert table.names == ("id", "orders", "orders_3", "orders_2")
    assert "“orders” is a duplicate" in str(table.warnings[0])


def test_empty_headings_get_names(tmp_path: Path) -> None:
    table = read_table(put(tmp_path / "t.csv", ",b,c\nx,1,2\ny,2,3\n"))
    assert table.names == ("column_1", "b", "c")
    assert table.headings == ("", "b", "c")


def test_titles_repeated_headings_totals_and_notes_are_left_out_and_counted(tmp_path: Path) -> None:
    body = csv_text().strip().split("\n")
    total = f"Total,,{sum(int(row[2]) for row in ROWS)},{sum(float(row[3]) for row in ROWS)}"
    text = "\n".join(
        ["Customers 2024", "", *body[:11], body[0], *body[11:], total, "", "Source: our own shop system"]
    )
    table = read_table(put(tmp_path / "t.csv", text))
    assert cells(table) == ROWS
    said = " ".join(map(str, table.steps))
    assert "1 line above the headings" in said
    assert "1 line that repeats the headings" in said
    assert "1 line of totals or averages was left out: “Total” (line 35)" in said
    assert "1 line of remarks" in said
    assert table.source.header_line == 3


def test_a_last_customer_called_total_is_no_total(tmp_path: Path) -> None:
    rows = [["Shell", "5"], ["BP", "7"], ["Total", "6"]]
    assert cells(read_table(put(tmp_path / "t.csv", csv_text(rows, ["company", "orders"])))) == rows


def test_a_file_without_headings_is_recognised(tmp_path: Path) -> None:
    rows = [[str(i), f"{i}.5", "ab"[i % 2]] for i in range(10)]
    table = read_table(put(tmp_path / "t.csv", csv_text(rows, None)))
    assert cells(table) == rows
    assert table.names == ("column_1", "column_2", "column_3")
    assert table.source.header_line == 0
    assert "no line of headings" in str(table.warnings[0])


def test_years_and_very_long_texts_are_headings(tmp_path: Path) -> None:
    headings = ["customer_id", "2021", "2022", "2023", "x" * 3000]
    rows = [[f"C{i}", str(i), str(2 * i), str(3 * i), "7"] for i in range(20)]
    table = read_table(put(tmp_path / "t.csv", csv_text(rows, headings)))
    assert table.names == tuple(headings)
    assert cells(table) == rows


def test_the_line_of_headings_can_be_named(tmp_path: Path) -> None:
    path = put(tmp_path / "t.csv", "a,b\nc,d\n1,2\n3,4\n")
    assert read_table(path, ReadSpec(header=2)).names == ("c", "d")
    assert cells(read_table(path, ReadSpec(header=0)))[0] == ["a", "b"]
    with pytest.raises(InputError, match="no line 9"):
        read_table(path, ReadSpec(header=9))


def test_decimal_commas_do_not_count_as_separators(tmp_path: Path) -> None:
    rows = [[str(i), f"{i},5", f"{i * 2},25"] for i in range(20)]
    table = read_table(put(tmp_path / "t.csv", csv_text(rows, ["id", "a", "b"], sep=";")))
    assert cells(table) == rows
    assert table.source.decimal == ","


def test_a_column_of_values_is_a_table_and_prose_is_none(tmp_path: Path) -> None:
    assert read_table(put(tmp_path / "a.csv", "revenue\n1\n2\n3\n")).names == ("revenue",)
    prose = "This is a letter to all of our customers\n" * 20
    with pytest.raises(InputError, match="No separator"):
        read_table(put(tmp_path / "b.csv", prose))


def test_an_open_quotation_mark_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="never closed") as caught:
        read_table(put(tmp_path / "t.csv", 'a,b\n1,2\n3,"4\n5,6\n'))
    assert caught.value.where is not None
    assert caught.value.where.line == 3


def test_packed_files_are_read_and_broken_ones_refused(tmp_path: Path) -> None:
    text = csv_text().encode()
    packed = put(tmp_path / "t.csv.gz", gzip.compress(text))
    assert cells(read_table(packed)) == ROWS
    with zipfile.ZipFile(tmp_path / "t.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("t.csv", text)
    assert cells(read_table(tmp_path / "t.zip")) == ROWS
    put(packed, gzip.compress(text)[:-20])
    with pytest.raises(InputError, match="damaged or incomplete"):
        read_table(packed)
    put(tmp_path / "t.zip", (tmp_path / "t.zip").read_bytes()[:80])
    with pytest.raises(InputError, match="damaged or incomplete"):
        read_table(tmp_path / "t.zip")


def test_an_archive_of_several_files_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("a.csv", "a,b\n1,2\n")
        archive.writestr("b.csv", "a,b\n1,2\n")
    with pytest.raises(InputError, match="holds 2 files"):
        read_table(tmp_path / "t.zip")


def test_headings_without_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no rows below"):
        read_table(put(tmp_path / "t.csv", "kitten,win\n"))


def test_a_stop_reaches_the_parser(tmp_path: Path) -> None:
    path = put(tmp_path / "t.csv", csv_text(ROWS * 3000))
    calls = []

    def stop(stage: Message, fraction: float) -> None:
        calls.append(fraction)
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_table(path, progress=stop)
    assert calls == sorted(calls)


def test_the_source_is_left_as_it_was(tmp_path: Path) -> None:
    path = put(tmp_path / "t.csv", csv_text())
    before = path.read_bytes(), path.stat().st_mtime_ns
    read_table(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == ["t.csv"]


_CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\t\r\n"), max_size=12
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=8),
    sep=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
    all_quoted=st.booleans(),
)
def test_any_table_is_read_back_with_the_same_cells(
    tmp_path: Path, rows: list[tuple[str, str]], sep: str, end: str, all_quoted: bool
) -> None:
    out = io.StringIO()
    writer = csv.writer(
        out, delimiter=sep, lineterminator=end, quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    )
    writer.writerow(["key", "first", "second"])
    # A key in every row keeps rows from being blank; it looks like data, so that the headings are plain.
    expected = [[str(1000 + i), *row] for i, row in enumerate(rows)]
    # Python writes a lone carriage return without quotes, where every program takes it for the end of a line.
    assume(all_quoted or not any("\r" in cell for row in rows for cell in row))
    writer.writerows(expected)
    path = put(tmp_path / "t.csv", out.getvalue())
    table = read_table(path, ReadSpec(delimiter=sep, header=1, encoding="utf-8"))
    assert cells(table) == expected


@pytest.mark.parametrize("sep", [";", "\t", "|"])
def test_decimal_commas_in_every_column_do_not_separate(tmp_path: Path, sep: str) -> None:
    lines = [("age", "income", "visits"), *((f"{i},0", f"-{i},25", f"{i}.000,5 €") for i in range(40))]
    path = put(tmp_path / "t.csv", "\n".join(sep.join(line) for line in lines).encode())
    table = read_table(path)
    assert table.names == ("age", "income", "visits")
    assert (table.source.delimiter, table.n_rows) == (sep, 40)
