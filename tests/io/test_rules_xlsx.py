"""The workbook's sheet of rules: formulas that LibreOffice counts to the figures written beside them."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from openpyxl.formula.translate import Translator

from segdesk.engine.rules.rule import fits
from segdesk.io.writers.rules_sql import in_order
from segdesk.io.writers.xlsx import write_labeled_xlsx
from segdesk.messages import use_language
from tests.engine.frames import USE, segmented, shop
from tests.rules_by_hand import HOSTILE_USE, hostile
from tests.sample_results import orders, survey

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: nothing recalculates")


def native():
    """Customers whose yes/no and days are typed by the table itself."""
    frame = shop(300)
    frame["newsletter"] = frame["newsletter"] == "yes"
    return segmented(frame, use=("newsletter", "since", "income"), k="4")


RESULTS = {
    "shop": lambda: segmented(shop(400), use=USE, k="3"),
    "native": native,
    "orders": orders,
    "survey": survey,
}


@pytest.fixture(params=list(RESULTS), scope="module")
def result(request):
    return RESULTS[request.param]()


def rules_of(path: Path, values: bool):
    return openpyxl.load_workbook(path, data_only=values).worksheets[2]


def recalculated(path: Path, folder: Path) -> Path:
    """Take the stored values of formulas away, and let LibreOffice put in what it counts."""
    bare = folder / "bare.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as stripped:
        for name in whole.namelist():
            content = whole.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            stripped.writestr(name, content)
    profile = (folder / "profile").as_uri()
    words = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*words, "--outdir", str(folder / "out"), str(bare)], check=True, timeout=180)
    return folder / "out" / "bare.xlsx"


def assert_figures(sheet, result):
    for row, each in enumerate(result.named, start=2):
        cells = [cell.value for cell in sheet[row]]
        assert cells[0] == each.number
        if each.rule is None:
            assert cells[2] == "No short rule sets this segment apart."
            assert set(cells[3:9]) == {None}
            continue
        found = fits(each.rule.conditions, result.source.columns)
        assert cells[2] == str(each.rule.words)
        assert cells[3:5] == [each.rule.matching, (found & (result.fit.labels == each.number)).sum()]
        assert cells[5:8] == pytest.approx([each.rule.precision, each.rule.coverage, each.rule.held_out])
        assert bool(cells[8]) is bool(found[0])


def by_first_rule(result):
    placed = np.zeros(len(result.fit.labels), dtype=int)
    for each, rule in reversed(in_order(result)):
        placed[fits(rule.conditions, result.source.columns)] = each.number
    return placed.tolist()


def test_stored_values_are_right_for_programs_that_do_not_calculate(result, tmp_path):
    write_labeled_xlsx(tmp_path / "labeled.xlsx", result)
    sheet = rules_of(tmp_path / "labeled.xlsx", values=True)
    assert_figures(sheet, result)
    assert sheet["K2"].value == by_first_rule(result)[0]


def test_formulas_stand_in_the_sheet_of_rules_only(result, tmp_path):
    write_labeled_xlsx(tmp_path / "labeled.xlsx", result)
    book = openpyxl.load_workbook(tmp_path / "labeled.xlsx")
    with_formulas = [
        sheet.title
        for sheet in book.worksheets
        if any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    ]
    assert with_formulas == ["Rules"]


def test_a_file_with_formula_texts_gets_plain_figures_and_no_formula_at_all(tmp_path):
    result = segmented(hostile(), use=HOSTILE_USE, k="4")
    write_labeled_xlsx(tmp_path / "labeled.xlsx", result)
    book = openpyxl.load_workbook(tmp_path / "labeled.xlsx")
    assert not any(
        cell.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
    sheet = rules_of(tmp_path / "labeled.xlsx", values=True)
    assert_figures(sheet, result)
    assert sheet["K2"].value is None
    assert any("no formula at all" in str(row[2].value) for row in sheet.iter_rows())


def test_more_rules_than_a_formula_holds_stand_without_the_formula_for_all(tmp_path):
    group = np.repeat(np.arange(72), 12)
    frame = pd.DataFrame({"place": [f"p{i}" for i in group % 9], "plan": [f"q{i}" for i in group // 9]})
    result = segmented(frame, k="72", use=("place", "plan"))
    assert len(in_order(result)) > 60
    write_labeled_xlsx(tmp_path / "labeled.xlsx", result)
    sheet = rules_of(tmp_path / "labeled.xlsx", values=False)
    assert sheet["K1"].value is None
    assert sheet["K2"].value is None
    assert sheet["D2"].value.startswith("=SUMPRODUCT(")


@needs_office
def test_libreoffice_counts_the_same(result, tmp_path):
    write_labeled_xlsx(tmp_path / "labeled.xlsx", result)
    assert_figures(rules_of(recalculated(tmp_path / "labeled.xlsx", tmp_path), values=True), result)


@needs_office
def test_the_formula_of_the_first_customer_places_everyone_when_it_is_filled_down(result, tmp_path):
    path = tmp_path / "labeled.xlsx"
    write_labeled_xlsx(path, result)
    book = openpyxl.load_workbook(path)
    formula, customers = book.worksheets[2]["K2"].value, book.worksheets[0]
    place = customers.max_column + 2
    for row in range(2, customers.max_row + 1):
        target = customers.cell(row, place)
        target.value = Translator(formula, "K2").translate_formula(target.coordinate)
    book.save(path)
    sheet = openpyxl.load_workbook(recalculated(path, tmp_path), data_only=True).worksheets[0]
    placed = [sheet.cell(row, place).value for row in range(2, customers.max_row + 1)]
    assert placed == by_first_rule(result)


@needs_office
def test_it_counts_in_another_language_too(tmp_path):
    result = RESULTS["shop"]()
    with use_language("de"):
        write_labeled_xlsx(tmp_path / "labeled.xlsx", result)
        sheet = rules_of(recalculated(tmp_path / "labeled.xlsx", tmp_path), values=True)
        assert sheet.title == "Regeln"
        for row, each in enumerate(result.named, start=2):
            assert sheet.cell(row, 4).value == each.rule.matching
            assert sheet.cell(row, 3).value == str(each.rule.words)
