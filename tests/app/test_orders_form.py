"""The page that checks a file shows what was taken for money and orders, the rivals, and what a status leaves out."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from segdesk.app.pages.check_page import CheckPage

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot, lane, theme):
    made = CheckPage(lane, theme)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    return made


def shop(folder: Path) -> Path:
    """Write orders of twelve customers, of which some were cancelled, some are of a kind that nobody knows."""
    lines = ["Bestellnr;Datum;Kunde;Zahlungsstatus;Erstattung;Zwischensumme;Gesamtbetrag"]
    for i in range(120):
        state = {3: "storniert", 5: "in Klärung"}.get(i % 8, "bezahlt")
        back = "2,50" if i % 10 == 0 else "0,00"
        lines.append(
            f"B{i};{1 + i % 28:02}.{1 + i % 12:02}.2024;K{i % 12};{state};{back};{20 + i},00;{25 + i},50"
        )
    path = folder / "bestellungen.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def money(page: CheckPage) -> float:
    """Return the money of all customers as the page has understood it."""
    found = page._inspected
    assert found is not None
    assert found.opened is not None
    column = next(c for c in found.opened.customers.columns if c.name == "monetary")
    return round(float(column.values.sum()), 2)


def test_rivals_of_the_money_are_named_and_offered_first(page, tmp_path):
    page.check(shop(tmp_path))
    orders = page.shown.orders
    assert orders.columns["amount"].currentText() == "found: Gesamtbetrag"
    assert orders.rivals["amount"].text() == "May be as well: Zwischensumme"
    assert orders.columns["amount"].itemText(1) == "Zwischensumme"
    assert not orders.rivals["order"].isVisible()


def test_words_of_a_status_are_listed_with_lines_and_money(page, tmp_path):
    page.check(shop(tmp_path))
    boxes = page.shown.orders.status.boxes
    cancelled = sum(25.5 + i for i in range(120) if i % 8 == 3)
    assert boxes["Zahlungsstatus", "storniert"].text() == f"storniert – 15 line(s), {cancelled:,.2f}"
    ticked = {word: box.isChecked() for (_, word), box in boxes.items()}
    assert ticked == {"storniert": False, "in Klärung": True, "bezahlt": True}


def test_a_tick_counts_the_lines_of_a_word_or_leaves_them_out(qtbot, page, tmp_path):
    page.check(shop(tmp_path))
    before = money(page)
    qtbot.mouseClick(page.shown.orders.status.boxes["Zahlungsstatus", "storniert"], LEFT)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    everything = sum(25.5 + i - (2.5 if i % 10 == 0 else 0) for i in range(120))
    assert money(page) == pytest.approx(everything)
    assert before < everything
    qtbot.mouseClick(page.shown.orders.status.boxes["Zahlungsstatus", "in Klärung"], LEFT)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert not page.shown.orders.status.boxes["Zahlungsstatus", "in Klärung"].isChecked()
    assert page.shown.orders.status.boxes["Zahlungsstatus", "storniert"].isChecked()
    qtbot.mouseClick(page.shown.orders.status.boxes["Zahlungsstatus", "storniert"], LEFT)
    qtbot.mouseClick(page.shown.orders.status.boxes["Zahlungsstatus", "in Klärung"], LEFT)
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert money(page) == before


def test_refunds_can_be_left_where_they_are(qtbot, page, tmp_path):
    page.check(shop(tmp_path))
    combo = page.shown.orders.columns["refund"]
    assert combo.currentText() == "found: Erstattung"
    before = money(page)
    combo.setCurrentIndex(combo.count() - 1)
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(page.shown.accept.isEnabled)
    assert combo.currentText() == "take nothing off"
    refunded = sum(2.5 for i in range(120) if i % 10 == 0 and i % 8 != 3)
    assert money(page) == pytest.approx(before + refunded)
