"""Rows of a workbook are as high as what is written in them: no program finds that out for merged cells."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.report.build import build_report
from segdesk.report.typesetting import line_count
from segdesk.report.xlsx.build import to_xlsx
from segdesk.report.xlsx.grid import SheetGrid
from tests.sample_results import customers


@pytest.fixture(scope="module")
def book():
    report = build_report(customers(), "", "0.1.0", options=ReportOptions(Audience.BOARD), pictures={})
    return load_workbook(io.BytesIO(to_xlsx(report)))


def wide(sheet, cell):
    merged = next((each for each in sheet.merged_cells.ranges if cell.coordinate in each), None)
    columns = {cell.column} if merged is None else range(merged.min_col, merged.max_col + 1)
    letters = {
        place: dimension.width
        for dimension in sheet.column_dimensions.values()
        for place in range(dimension.min, dimension.max + 1)
    }
    return sum(letters[column] for column in columns) * 5.25


def test_no_text_is_higher_than_its_row(book):
    shown = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    lines = line_count(cell.value, cell.font.sz, wide(sheet, cell), cell.font.b)
                    if lines > 1:
                        high = sheet.row_dimensions[cell.row].height
                        assert (high or 0) >= lines * cell.font.sz * 1.15, cell.value
                        shown += 1
    assert shown


def test_sheets_are_as_wide_as_their_paper(book):
    for sheet in book:
        total = sum(each.width * (each.max - each.min + 1) for each in sheet.column_dimensions.values())
        assert total >= 100
        assert sheet.page_setup.orientation == ("landscape" if total > 140 else "portrait")


def test_a_chart_is_no_wider_than_the_columns():
    report = build_report(customers(), "", "0.1.0", options=ReportOptions(Audience.BOARD))
    of = replace(report, sections=tuple(each for each in report.shown if each.anchor == "segment-1"))
    sheet = load_workbook(io.BytesIO(to_xlsx(of))).worksheets[0]
    (chart,) = sheet._images
    last = chart.anchor.to.col
    assert 5 <= last <= 8


def test_a_long_word_of_a_heading_has_room_and_a_long_heading_wraps():
    class Seen:
        widths, heights = {}, {}

        def set_column(self, first, _, letters):
            self.widths[first] = letters

        def set_row(self, row, points):
            self.heights[row] = points

        def set_paper(self, _):
            pass

        def fit_to_pages(self, *_):
            pass

    grid, seen = SheetGrid(), Seen()
    grid.take(0, "Unterscheidungsmerkmal")
    grid.write(0, 0, "Unterscheidungsmerkmal", 11.0)
    grid.write(1, 1, "a heading of so many words that it takes some lines", 11.0)
    grid.settle(seen)
    assert seen.widths[0] > len("Unterscheidungsmerkmal")
    assert seen.heights[1] > 2 * seen.heights[0]
