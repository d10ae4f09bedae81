"""Tables to and from spreadsheets: copied with headings in the language's numbers, pasted from text and HTML."""

from html.parser import HTMLParser

import pandas as pd
import pytest
from PySide6.QtCore import QLocale, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from segdesk.app.clipboard import table_of_html, table_text
from segdesk.app.copying import copied_frame, copied_table
from segdesk.app.dialogs.about_dialog import AboutDialog
from segdesk.app.dialogs.frame_table import FrameTable
from segdesk.errors import InputError
from tests.app.driving import CTRL, KEY, Drive, few_customers


@pytest.fixture
def german(qapp):
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(QLocale("en_US"))


def on_clipboard(text: str | None = None, html: str | None = None) -> None:
    data = QMimeData()
    if text is not None:
        data.setText(text)
    if html is not None:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


class Cells(HTMLParser):
    """The cells of a copied table, with their styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells, self.styles = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("td", "th"):
            self.cells.append("")
            self.styles.append(dict(attrs).get("style", ""))

    def handle_data(self, data):
        self.cells[-1] += data


def test_figures_are_copied_exactly_with_the_decimal_mark_of_the_language(german):
    frame = pd.DataFrame({"Ort": ["Köln", "Ulm"], "Anteil": [1234.5678, float("nan")], "Kunden": [12_000, 3]})
    copied = copied_frame(frame)
    assert copied.text == "Ort\tAnteil\tKunden\nKöln\t1234,5678\t12000\nUlm\t\t3\n"
    assert Cells(copied.html).cells == [
        "Ort",
        "Anteil",
        "Kunden",
        "Köln",
        "1234,5678",
        "12000",
        "Ulm",
        "",
        "3",
    ]


def test_texts_stay_texts_in_a_spreadsheet(qapp):
    copied = copied_table(["id", "n"], [["007", "7"], ["=1+1", "8"], ['a<b\t"c', "9"]], [True, False])
    html = Cells(copied.html)
    assert html.cells == ["id", "n", "007", "7", "=1+1", "8", 'a<b\t"c', "9"]
    assert ["@" in style for style in html.styles[2:]] == [True, False] * 3
    # Text alone has no such mark: what would run gets an apostrophe, as in labeled.csv.
    assert copied.text.splitlines()[2] == "'=1+1\t8"
    assert copied.text.splitlines()[3] == '"a<b\t""c"\t9'


def test_a_large_table_is_copied_as_text_alone(qapp):
    copied = copied_table(["n"] * 100, [["1"] * 100] * 1001, [False] * 100)
    assert copied.html == ""
    assert len(copied.text.splitlines()) == 1002


def test_a_selection_of_any_small_table_is_copied_with_its_headings(qtbot):
    table = FrameTable("Preview")
    qtbot.addWidget(table)
    table.show()
    table.fill(["town", "n", "m"], [["Bonn", "1", "4"], ["Ulm", "2", "5"], ["Köln", "3", "6"]], [1, 2])
    qtbot.keyClick(table, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "town\tn\tm\nBonn\t1\t4\nUlm\t2\t5\nKöln\t3\t6\n"
    for row in (0, 1):
        for column in (1, 2):
            table.item(row, column).setSelected(True)
    qtbot.keyClick(table, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "n\tm\n1\t4\n2\t5\n"


def test_a_table_of_a_web_page_becomes_cells(qapp):
    html = (
        "<html><style>td {color: red}</style><p>Preise</p><table><thead><tr><th>Cliente<th>Gasto&nbsp;total</tr>"
        '<tr><td>007</td><td>1.234,50 <b>€</b></td></tr><tr><td colspan="2">Nota<br>larga "x"</td></tr>'
        "<tr><td>008</td><td><table><tr><td>dentro</td></tr></table></td></tr></table><table><tr><td>otra</table>"
    )
    assert table_of_html(html).splitlines()[:3] == [
        "Cliente\tGasto total", "007\t1.234,50 €", '"Nota larga ""x"""\t',
    ]  # fmt: skip
    assert "otra" not in table_of_html(html)
    on_clipboard("Cliente\nGasto total", html)
    assert table_text().startswith("Cliente\tGasto total\n007")


def test_a_spreadsheets_own_text_comes_before_its_html(qapp):
    on_clipboard("a\tb\n1\t2\n", "<table><tr><td>other</td></tr></table>")
    assert table_text() == "a\tb\n1\t2\n"


def test_a_clipboard_without_a_table_says_what_to_do(qapp):
    on_clipboard("   ")
    with pytest.raises(InputError):
        table_text()


def test_pasting_by_key_opens_the_table_as_a_file_is_opened(drive: Drive, tmp_path):
    rows = few_customers(tmp_path).read_text("utf-8").splitlines()
    on_clipboard("\n".join(row.replace(",", "\t") for row in rows))
    drive.key(KEY.Key_V, CTRL)
    drive.run_ended()
    assert drive.window.pages.check_page is drive.window.pages.currentWidget()
    drive.click(drive.page.shown.accept)
    drive.until(lambda: drive.document.opened is not None)
    assert drive.document.opened.table.n_rows == len(rows) - 1
    assert drive.document.opened.table.source.path.name == "Pasted table"


def test_files_are_dropped_on_every_page_and_on_a_dialog(drive: Drive, tmp_path):
    first = few_customers(tmp_path)
    second = few_customers(tmp_path, 150, "more.csv")
    assert drive.drop(drive.window, first)
    drive.run_ended()
    # On the page that checks a file.
    assert drive.drop(drive.window, second)
    drive.run_ended()
    assert drive.page.isVisible()
    drive.segmented(first)
    drive.window.dialogs.show_about()
    dialog = drive.dialog(AboutDialog)
    assert drive.drop(dialog, second)
    drive.run_ended()
    assert drive.page.isVisible()
    drive.until(lambda: not drive.dialogs(AboutDialog))


def test_a_chart_pane_leaves_files_to_the_window(drive: Drive, tmp_path):
    path = few_customers(tmp_path)
    drive.segmented(path)
    assert drive.drop(drive.bench.charts, path)
    drive.run_ended()
    assert drive.page.isVisible()
    QApplication.clipboard().clear()
