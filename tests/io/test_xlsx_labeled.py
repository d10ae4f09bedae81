"""The labeled workbook, opened again and compared cell by cell."""

import csv
import datetime
from dataclasses import replace

import numpy as np
import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from segdesk.engine.data.table import ColumnType
from segdesk.errors import Cancelled, OutputError
from segdesk.io.writers import xlsx
from segdesk.io.writers.labels import of_segmentation
from segdesk.io.writers.xlsx import why_no_xlsx, write_labeled_xlsx, write_placed_xlsx
from segdesk.samples import sample_path
from tests.sample_results import changed, customers, segmented, survey


def rows_of(path, sheet=0):
    workbook = openpyxl.load_workbook(path)
    return [list(row) for row in workbook.worksheets[sheet].iter_rows()]


def test_every_cell_of_the_sample_is_there_and_typed(tmp_path):
    result = customers()
    path = tmp_path / "labeled.xlsx"
    assert write_labeled_xlsx(path, result) == ()
    rows = rows_of(path)
    with sample_path("customers").open(newline="", encoding="utf-8") as file:
        source = list(csv.reader(file))
    assert [cell.value for cell in rows[0]] == [*source[0], "segment", "segment_name", "segment_confidence"]
    types = [column.type for column in result.source.columns]
    for position, (written, cells) in enumerate(zip(source[1:], rows[1:], strict=True)):
        for text, kind, cell in zip(written, types, cells, strict=False):
            if text == "":
                assert cell.value is None
            elif kind is ColumnType.NUMBER:
                assert cell.value == pytest.approx(float(text), rel=1e-14)
            elif kind is ColumnType.DATE:
                assert cell.value == datetime.datetime.fromisoformat(text)
                assert cell.is_date
            else:
                assert cell.value == text
        assert cells[-3].value == result.fit.labels[position]
        assert cells[-2].value == str(result.segment(int(result.fit.labels[position])).name)
        assert cells[-1].value == pytest.approx(result.fit.confidence[position], abs=1e-4)


def test_headings_are_bold_frozen_and_filtered(tmp_path):
    path = tmp_path / "labeled.xlsx"
    write_labeled_xlsx(path, customers())
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:S{len(customers().fit.labels) + 1}"
    assert all(cell.font.bold for cell in sheet[1])


def test_decimal_commas_become_numbers(tmp_path):
    path = tmp_path / "labeled.xlsx"
    write_labeled_xlsx(path, survey())
    rows = rows_of(path)
    place = [cell.value for cell in rows[0]].index("weekly_spend")
    assert rows[1][place].value == 126.34
    assert rows[1][place].number_format == "0.00"


def test_the_summary_and_the_origin(tmp_path):
    path = tmp_path / "labeled.xlsx"
    write_labeled_xlsx(path, customers())
    segments = [[cell.value for cell in row] for row in rows_of(path, 1)]
    assert [row[0] for row in segments[1:-1]] == [
        segment.number for segment in customers().description.segments
    ]
    assert sum(row[2] for row in segments[1:-1]) == segments[-1][2] == len(customers().fit.rows)
    spend = segments[0].index("Spend")
    profile = next(p for p in customers().description.profiles if p.variable == "spend")
    assert [row[spend] for row in segments[1:-1]] == pytest.approx(list(profile.mean))
    about = {row[0].value: row[1].value for row in rows_of(path, 3)}
    assert about["File"] == "shop_customers.csv"
    assert about["Segments"] == customers().k
    assert about["Step 1"] == str(customers().provenance.steps[0])


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "https://example.org",
    "mailto:a@b.c",
    "00123",
    "  spaces ",
    "{=A1}",
    "_x0041_",
]


def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path):
    rng = np.random.default_rng(0)
    lines = ["note;spend;Segment"]
    lines += [f"{HOSTILE[i % 8]};{rng.gamma(2, 30):.2f};x{i}" for i in range(80)]
    source = tmp_path / "hostile.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    path = tmp_path / "labeled.xlsx"
    write_labeled_xlsx(path, segmented(source, k="2"))
    rows = rows_of(path)
    assert [cell.value for cell in rows[0]] == [
        "note",
        "spend",
        "Segment",
        "segment_2",
        "segment_name",
        "segment_confidence",
    ]
    for i, row in enumerate(rows[1:]):
        # Excel undoes this escape itself, openpyxl on request.
        assert unescape(row[0].value) == HOSTILE[i % 8]
        assert row[0].data_type == "s"
        assert row[0].hyperlink is None


def rewritten(result, text):
    """The result with the first cell of the first column written otherwise."""
    first = result.source.table.columns[0]
    texts = np.append(first.texts, [text]).astype(object)
    codes = first.codes.copy()
    codes[0] = len(texts) - 1
    column = replace(first, codes=codes, texts=texts)
    return changed(
        result, table=replace(result.source.table, columns=(column, *result.source.table.columns[1:]))
    )


def test_long_texts_are_cut_and_counted(tmp_path):
    path = tmp_path / "labeled.xlsx"
    notes = write_labeled_xlsx(path, rewritten(customers(), "😀" * 20_000))
    assert [str(note) for note in notes] == [
        "labeled.xlsx: 1 text was cut, Excel holds 32,767 characters in a cell."
    ]
    assert rows_of(path)[1][0].value == "😀" * (32_767 // 2)


def test_control_characters_are_taken_out_and_counted(tmp_path):
    path = tmp_path / "labeled.xlsx"
    notes = write_labeled_xlsx(path, rewritten(customers(), "a\x00b\x1fc\ud800"))
    assert [str(note) for note in notes] == ["labeled.xlsx: control characters were taken out of 1 cell."]
    assert rows_of(path)[1][0].value == "abc"


def test_what_did_not_parse_stays_text(tmp_path):
    result = customers()
    place = result.source.table.names.index("spend")
    column, typed = result.source.table.columns[place], result.source.columns[place]
    texts = column.texts.copy()
    texts[column.codes[0]] = "about 50"
    values = typed.values.copy()
    values[column.codes == column.codes[0]] = np.nan
    values[1] = np.inf
    columns = list(result.source.table.columns)
    columns[place] = replace(column, texts=texts)
    types = list(result.source.columns)
    types[place] = replace(typed, values=values)
    odd = changed(result, table=replace(result.source.table, columns=tuple(columns)), columns=tuple(types))
    path = tmp_path / "labeled.xlsx"
    write_labeled_xlsx(path, odd)
    rows = rows_of(path)
    assert rows[1][place].value == "about 50"
    assert rows[2][place].value == str(column.cells()[1])


def test_the_same_result_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_labeled_xlsx(tmp_path / name, customers())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_more_rows_than_excel_holds_are_refused_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2000)
    reason = why_no_xlsx(customers().source.table)
    assert "2,005" in str(reason)
    with pytest.raises(OutputError):
        write_labeled_xlsx(tmp_path / "labeled.xlsx", customers())
    assert list(tmp_path.iterdir()) == []


def test_a_stop_leaves_nothing(tmp_path):
    def stop(stage, fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        write_labeled_xlsx(tmp_path / "labeled.xlsx", customers(), stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(OutputError, match=r"labeled\.xlsx"):
        write_labeled_xlsx(tmp_path / "nowhere" / "labeled.xlsx", customers())


def test_a_labeled_table_alone(tmp_path):
    path = tmp_path / "placed.xlsx"
    write_placed_xlsx(path, replace(of_segmentation(customers()), typed={}))
    workbook = openpyxl.load_workbook(path)
    assert len(workbook.worksheets) == 1
    assert workbook.worksheets[0]["J2"].value == "7"
