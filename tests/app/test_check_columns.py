"""The page that checks a file: what was left out and why, key and money of customers, and what columns hold."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from segdesk.app.pages.check_page import CheckPage
from segdesk.cli.main import run_command_line
from segdesk.engine.data.table import ColumnType

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
KINDS = ["number", "category", "date", "yes/no", "text", "identifier"]


@pytest.fixture
def page(qtbot, lane, theme):
    made = CheckPage(lane, theme)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    return made


def members(folder: Path) -> Path:
    """Write 80 members of a Spanish club, with two keys, two moneys, a note, a constant and a total."""
    lines = ["Nº socio;Tarjeta;Zona;Edad;Importe neto;Importe total;Moneda;Notas"]
    lines += [
        f"S{i:04d};T-{70000 + 9 * i};{1 + i % 4};{20 + i % 43};{100 + i},50;{121 + 2 * i},00;EUR;nota {i} de {i * 7}"
        for i in range(80)
    ]
    net, gross = sum(100.5 + i for i in range(80)), sum(121 + 2 * i for i in range(80))
    lines.append(f"Total;;;;{net:.2f};{gross:.2f};;".replace(".", ","))
    path = folder / "socios.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def sales(folder: Path) -> Path:
    """Write 120 sales of 15 customers on 28 days, with a number of the shop."""
    lines = ["Ticket\tClient\tDate\tMagasin\tMontant HT\tMontant TTC"]
    lines += [
        f"B{i}\tC{i % 15}\t2024-{1 + i % 12:02}-{1 + i % 28:02}\t{1 + i % 3}\t{30 + i}.00\t{36 + i}.50"
        for i in range(120)
    ]
    path = folder / "ventes.tsv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def take(qtbot, box, value: object) -> None:
    """Take an entry of a drop-down with the keyboard."""
    place = box.findData(value)
    assert place >= 0, f"{value!r} is no choice"
    box.setFocus()
    qtbot.keyClick(box, KEY.Key_Home)
    for _ in range(place):
        qtbot.keyClick(box, KEY.Key_Down)
    box.activated.emit(box.currentIndex())


def accepted(qtbot, page):
    """Take the table, and return it."""
    qtbot.waitUntil(page.shown.accept.isEnabled)
    with qtbot.waitSignal(page.accepted) as taken:
        qtbot.mouseClick(page.shown.accept, LEFT)
    return taken.args[0]


def told(capsys, path: Path, *options: str) -> dict:
    """Return what the command line understands with these options."""
    assert run_command_line(["inspect", str(path), *options, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def of(opened) -> list[tuple[str, str, str]]:
    return [(each.name, str(each.type), str(each.role)) for each in opened.read.schema.choices]


def by_command(answer: dict) -> list[tuple[str, str, str]]:
    return [(each["name"], each["type"], each["role"]) for each in answer["columns"]]


def heading(page, name: str) -> QPoint:
    """Return a point in the heading of a column."""
    header = page.shown.preview.lines_table.header
    section = page._inspected.read.table.names.index(name)
    return QPoint(header.sectionViewportPosition(section) + 12, 12)


def choose_type(qtbot, menu: QMenu, kind: str) -> None:
    """Walk down an open menu of types with the keyboard, and take one."""
    qtbot.waitUntil(menu.isVisible)
    actions = menu.actions()
    for _ in range(KINDS.index(kind) + 1):
        qtbot.keyClick(menu, KEY.Key_Down)
    assert menu.activeAction() is actions[KINDS.index(kind)]
    qtbot.keyClick(menu, KEY.Key_Return)


def click_heading(qtbot, page, name: str) -> QMenu:
    qtbot.mouseClick(page.shown.preview.lines_table.header.viewport(), LEFT, pos=heading(page, name))
    assert page.shown.preview.menu is not None
    return page.shown.preview.menu


def test_lines_and_columns_left_out_are_told_with_their_reasons(page, tmp_path):
    page.check(members(tmp_path))
    assert page.shown.notes.title.text().startswith("Worth knowing (")
    lines = page.shown.notes.text.text().splitlines()
    total = next(each for each in lines if "totals or averages" in each)
    assert "“Total”" in total
    assert "line 82" in total
    assert any("“Moneda” is left out – constant" in each for each in lines)
    assert any("“Notas” is left out – free text" in each for each in lines)
    assert lines.index(total) < next(i for i, each in enumerate(lines) if "Moneda" in each)


def test_many_notes_scroll_and_leave_the_preview_its_room(qtbot, page, tmp_path):
    headings = [f"Comentario {i}" for i in range(12)]
    lines = [";".join(["Socio", "Importe", *headings])]
    lines += [
        f"S{i:03d};{i},5;" + ";".join(f"dice {i * 3 + k} veces algo {i + k} más" for k in range(12))
        for i in range(60)
    ]
    path = tmp_path / "muchos.csv"
    path.write_text("\n".join(lines), "utf-8")
    page.check(path)
    QApplication.processEvents()
    notes = page.shown.notes
    assert "4 more column(s) left out." in notes.text.text()
    assert notes.height() < 140
    assert page.shown.preview.lines_table.height() > 300
    bar = notes.text.verticalScrollBar()
    assert bar.maximum() > 0
    notes.text.setFocus(Qt.FocusReason.TabFocusReason)
    assert notes.text.hasFocus(), "the keyboard gets to what must be scrolled"
    qtbot.keyClick(notes.text, KEY.Key_End)
    qtbot.keyClick(notes.text, KEY.Key_PageDown)
    assert bar.value() > 0


def test_what_became_of_the_lines_leaves_the_customers_their_room(page, tmp_path):
    page.check(sales(tmp_path))
    preview = page.shown.preview
    preview.setCurrentIndex(1)
    QApplication.processEvents()
    assert len(preview.counted.text().splitlines()) >= 3
    assert preview.counted.height() < 90
    assert preview.customers_table.height() > 250


def test_a_file_without_peculiarities_has_no_list(page, tmp_path):
    path = tmp_path / "klar.csv"
    path.write_text("Kunde,Umsatz\n" + "".join(f"K{i:03d},{i}.5\n" for i in range(50)), "utf-8")
    page.check(path)
    assert not page.shown.notes.isVisible()


def test_a_column_that_is_not_understood_is_told_with_two_of_its_cells(page, tmp_path):
    cells = [f"{i}.50" if i % 3 else f"~{i} ca." for i in range(90)]
    path = tmp_path / "umsatz.csv"
    path.write_text("Kunde,Umsatz\n" + "".join(f"K{i:03d},{cell}\n" for i, cell in enumerate(cells)), "utf-8")
    page.check(path)
    text = page.shown.notes.text.text()
    assert "“Umsatz”" in text
    assert "~0 ca." in text


def test_key_and_money_are_named_with_their_rivals(page, tmp_path):
    page.check(members(tmp_path))
    form = page.shown.columns
    assert form.isVisible()
    assert form.columns["id"].currentText() == "found: Nº socio"
    assert form.columns["value"].currentText() == "found: Importe neto"
    assert form.rivals["id"].text() == "May be as well: Tarjeta"
    assert form.rivals["value"].text() == "May be as well: Importe total"
    assert form.rivals["id"].isVisible()
    assert form.columns["value"].itemText(1) == "Importe total", "rivals are offered first"
    names = [form.columns["value"].itemText(i) for i in range(form.columns["value"].count())]
    assert "Notas" not in names
    assert [box.accessibleName() for box in form.columns.values()] == ["Customer", "Money"]


def test_another_key_and_another_money_are_taken_as_the_command_line_takes_them(
    qtbot, page, tmp_path, capsys
):
    path = members(tmp_path)
    page.check(path)
    take(qtbot, page.shown.columns.columns["id"], "Tarjeta")
    take(qtbot, page.shown.columns.columns["value"], "Importe total")
    opened = accepted(qtbot, page)
    assert (opened.recipe.columns.id, opened.recipe.columns.value) == ("Tarjeta", "Importe total")
    answer = told(capsys, path, "--id", "Tarjeta", "--value", "Importe total")
    assert of(opened) == by_command(answer)
    assert opened.read.schema.value_column == answer["value"] == "Importe total"


def test_key_and_money_can_be_none_and_be_found_again(qtbot, page, tmp_path, capsys):
    path = members(tmp_path)
    page.check(path)
    form = page.shown.columns
    before = of(page._inspected.opened)
    take(qtbot, form.columns["id"], "")
    take(qtbot, form.columns["value"], "")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert form.columns["id"].currentText() == "none: number the rows"
    assert form.columns["value"].currentText() == "none"
    answer = told(capsys, path, "--id", "", "--value", "")
    assert of(page._inspected.opened) == by_command(answer)
    assert page._inspected.read.schema.value_column is None
    take(qtbot, form.columns["id"], None)
    take(qtbot, form.columns["value"], None)
    assert of(accepted(qtbot, page)) == before


def test_a_click_on_a_heading_changes_what_its_column_holds(qtbot, page, tmp_path, capsys):
    path = members(tmp_path)
    page.check(path)
    menu = click_heading(qtbot, page, "Zona")
    assert [action.text() for action in menu.actions()] == KINDS
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["category"]
    assert "Zona" in menu.accessibleName()
    right, model = Qt.AlignmentFlag.AlignRight, page.shown.preview.lines
    assert not model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole) & right
    choose_type(qtbot, menu, "number")
    opened = accepted(qtbot, page)
    assert model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole) & right, (
        "the preview shows it as a number"
    )
    assert opened.recipe.columns.type == ("Zona=number",)
    assert of(opened) == by_command(told(capsys, path, "--type", "Zona=number"))
    assert ("Zona", "number", "segmentation variable") in of(opened)


def test_a_type_is_taken_back_by_choosing_again(qtbot, page, tmp_path):
    page.check(members(tmp_path))
    before = of(page._inspected.opened)
    choose_type(qtbot, click_heading(qtbot, page, "Edad"), "category")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert of(page._inspected.opened) != before
    choose_type(qtbot, click_heading(qtbot, page, "Edad"), "number")
    opened = accepted(qtbot, page)
    assert opened.recipe.columns.type == ("Edad=number",)
    assert of(opened) == before


def test_the_keyboard_opens_the_menu_of_its_column(qtbot, page, tmp_path):
    page.check(members(tmp_path))
    table = page.shown.preview.lines_table
    table.setFocus()
    table.setCurrentIndex(page.shown.preview.lines.index(0, 3))
    qtbot.keyClick(table, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = page.shown.preview.menu
    assert menu is not None
    choose_type(qtbot, menu, "category")
    assert accepted(qtbot, page).recipe.columns.type == ("Edad=category",)


def test_the_right_button_opens_the_menu_too(qtbot, page, tmp_path):
    page.check(members(tmp_path))
    viewport, at = page.shown.preview.lines_table.header.viewport(), heading(page, "Zona")
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, asked)
    menu = page.shown.preview.menu
    assert menu is not None
    assert menu.isVisible()
    qtbot.keyClick(menu, KEY.Key_Escape)
    assert page.shown.accept.isEnabled(), "nothing was changed"


def test_a_type_that_cells_do_not_have_is_told(qtbot, page, tmp_path):
    page.check(members(tmp_path))
    choose_type(qtbot, click_heading(qtbot, page, "Notas"), "date")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert "“Notas”: 80 cells are no date and count as missing" in page.shown.notes.text.text()


def test_a_type_that_is_refused_can_be_changed_again(qtbot, page, tmp_path):
    page.check(sales(tmp_path))
    take(qtbot, page.shown.orders.columns["amount"], "Montant TTC")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    menu = click_heading(qtbot, page, "Montant TTC")
    choose_type(qtbot, menu, "text")
    qtbot.waitUntil(page.shown.trouble.isVisible)
    assert not page.shown.accept.isEnabled()
    assert page.shown.preview.lines.rowCount() == 120, "what was understood last stays in sight"
    table = page.shown.preview.lines_table
    table.setFocus()
    table.setCurrentIndex(page.shown.preview.lines.index(0, 5))
    qtbot.keyClick(table, KEY.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert page.shown.preview.menu is not menu
    choose_type(qtbot, page.shown.preview.menu, "number")
    opened = accepted(qtbot, page)
    assert not page.shown.trouble.isVisible()
    assert opened.recipe.columns.type == ("Montant TTC=number",)


def test_money_that_is_said_to_be_no_number_is_money_no_more(qtbot, page, tmp_path):
    page.check(members(tmp_path))
    take(qtbot, page.shown.columns.columns["value"], "Importe total")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    choose_type(qtbot, click_heading(qtbot, page, "Importe total"), "text")
    opened = accepted(qtbot, page)
    assert opened.read.schema.value_column == "Importe neto"


def test_columns_of_orders_change_their_type_too(qtbot, page, tmp_path, capsys):
    path = sales(tmp_path)
    page.check(path)
    assert page.shown.orders.columns["amount"].currentText() == "found: Montant HT"
    assert page.shown.orders.rivals["amount"].text() == "May be as well: Montant TTC"
    assert not page.shown.columns.isVisible()
    choose_type(qtbot, click_heading(qtbot, page, "Montant HT"), "text")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert page.shown.orders.columns["amount"].currentText() == "found: Montant TTC"
    opened = accepted(qtbot, page)
    assert opened.recipe.columns.type == ("Montant HT=text",)
    answer = told(capsys, path, "--type", "Montant HT=text")
    assert [(c.name, str(c.type)) for c in page._inspected.read.columns] == [
        (name, kind) for name, kind, _ in by_command(answer)
    ]


@pytest.mark.parametrize("role", ["customer", "date", "amount", "order"])
def test_what_columns_of_orders_are_can_be_changed(qtbot, page, tmp_path, role):
    page.check(sales(tmp_path))
    box = page.shown.orders.columns[role]
    assert box.currentText().startswith("found: ")
    other = {"customer": "Magasin", "date": "Date", "amount": "Montant TTC", "order": "Ticket"}[role]
    take(qtbot, box, other)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert getattr(page._inspected.read.schema.purchases, role) == other
    take(qtbot, box, None)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert getattr(page._inspected.recipe.transactions, role) is None


def test_another_line_of_headings_forgets_what_was_said_of_columns(qtbot, page, tmp_path):
    page.check(members(tmp_path))
    choose_type(qtbot, click_heading(qtbot, page, "Edad"), "category")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    take(qtbot, page.shown.columns.columns["id"], "Tarjeta")
    qtbot.waitUntil(page.shown.accept.isEnabled)
    page.shown.reading.editors["header"].setValue(0)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    columns = page._inspected.recipe.columns
    assert (columns.type, columns.id) == ((), None)
    assert page._inspected.recipe.read.header == 0


def test_headings_say_in_words_what_columns_hold_and_are(page, tmp_path):
    page.check(members(tmp_path))
    model = page.shown.preview.lines
    names = page._inspected.read.table.names
    tips = {
        name: model.headerData(i, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        for i, name in enumerate(names)
    }
    assert "money, forms segments" in tips["Importe neto"]
    assert "identifier\ncustomer: " in tips["Nº socio"]
    assert "category" in tips["Zona"]


def test_a_page_that_is_gone_hears_nothing_of_its_lane(qtbot, lane, theme, tmp_path):
    page = CheckPage(lane, theme)
    page.check(members(tmp_path))
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    lane.start(
        "other", lambda progress: ColumnType.NUMBER, lambda found: None, lambda error: None, owner=lane
    )
    QApplication.processEvents()
    assert not lane.is_busy
