"""Tables from the clipboard, as spreadsheets put them there."""

import csv

import pytest

from segdesk.delivery.deliver import deliver
from segdesk.engine.data.table import ColumnType
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import inspect
from segdesk.errors import InputError
from segdesk.io.readers.delimited import read_text
from segdesk.progress import silent
from tests.io.files import cells
from tests.sample_results import unreported

# Excel ends lines with CR LF and quotes only cells with line breaks, tabs or quotation marks at their beginning.
EXCEL = (
    'Kunde\tOrt\tUmsatz\r\nMüller, Anna\t"Köln\nKalk"\t1.234,50\r\nMeier\t12" Rohr\t3,5\r\n'
    '"""Zum Ochsen"""\t\t-1,25\r\n'
)
LIBREOFFICE = "Kunde\tOrt\tUmsatz\nMüller, Anna\tKöln\t1.234,50\nMeier\tUlm\t3,5\nHuber\t\t-1,25\n"


def test_cells_from_excel():
    table = read_text(EXCEL, "Pasted table", ReadSpec(), silent)
    assert table.names == ("Kunde", "Ort", "Umsatz")
    assert cells(table) == [
        ["Müller, Anna", "Köln\nKalk", "1.234,50"],
        ["Meier", '12" Rohr', "3,5"],
        ['"Zum Ochsen"', "", "-1,25"],
    ]
    assert (table.source.format, table.source.path.name) == ("clipboard", "Pasted table")
    assert table.source.delimiter == "\t"


def test_decimal_commas_from_libreoffice():
    table = read_text(LIBREOFFICE, "Pasted table", ReadSpec(), silent)
    typed = inspect(table, ColumnsSpec(kind="customers")).columns[2]
    assert typed.type is ColumnType.NUMBER
    assert typed.values.tolist() == [1234.5, 3.5, -1.25]


def test_text_with_other_separators():
    assert read_text("a;b\n1,5;2\n2,5;3\n", "Pasted", ReadSpec(), silent).names == ("a", "b")
    assert read_text("a,b\n1,2\n", "Pasted", ReadSpec(), silent).names == ("a", "b")


def test_first_heading_may_be_empty():
    assert len(read_text("\tspend\nx\t1\ny\t2\n", "Pasted", ReadSpec(), silent).columns) == 2


def test_the_user_settles_headings():
    table = read_text("a\tb\n1\t2\n", "Pasted", ReadSpec(header=0), silent)
    assert table.n_rows == 2


@pytest.mark.parametrize("text", ["", " \n\t ", "<html><body>no table</body></html>"])
def test_what_is_no_table_is_refused(text):
    with pytest.raises(InputError):
        read_text(text, "Pasted", ReadSpec(), silent)


def test_pasted_customers_are_delivered(tmp_path):
    rows = "".join(f"K{i:03d}\t{i % 7 * 10},5\t{i % 5}\r\n" for i in range(120))
    table = read_text(f"customer\tspend\torders\r\n{rows}", "Pasted table", ReadSpec(), silent)
    settings = {"kind": "customers", "k": "3", "draws": 0, "criteria": ("silhouette",)}
    found = unreported(segment(table, Recipe().with_settings(settings)))
    deliver(found, tmp_path / "out", ("csv", "xlsx"), False)
    with (tmp_path / "out" / "labeled.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t"))
    assert lines[0][:3] == ["customer", "spend", "orders"]
    assert lines[1][:3] == ["K000", "0,5", "0"]
    assert len(lines) == 121
