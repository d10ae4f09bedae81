"""The workbook of formulas: LibreOffice says of the customers in it what `predict` says."""

import re
from dataclasses import astuple, replace
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pytest

from segdesk.delivery.placing_files import deliver_workbook
from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.preparation.steps import CategoryStep, Preparation
from segdesk.errors import InputError, UsageError
from segdesk.io.scoring.placing_workbook import ADDED, check_workbook
from segdesk.io.scoring.workbook_guide import SheetNames
from segdesk.messages import LANGUAGES, use_language
from tests.counts import times
from tests.engine.frames import USE, segmented, shop
from tests.io.scoring.scored_models import (
    KINDS,
    N_PLACED,
    ODD,
    assert_the_same,
    customers_for,
    model_of,
    oddly_named,
    placed_by_predict,
)
from tests.spreadsheet import needs_office, pasted, reckoned

CUSTOMERS = "xl/worksheets/sheet2.xml"
# One kind of model for each rule of placing, and with the others each way of preparing.
RULES = ("centres", "tree of halves", "mixture", "prototypes", "medoids by Gower", "within reach", "rules")
MANY, FEW = times(2_000, N_PLACED), 500
FUNCTIONS = {
    *(
        "ABS",
        "AND",
        "COUNT",
        "COUNTA",
        "EXP",
        "IF",
        "INDEX",
        "INT",
        "ISLOGICAL",
        "ISNUMBER",
        "LEN",
        "LN",
        "MATCH",
    ),
    *("MAX", "MIN", "MMULT", "OR", "ROUND", "SQRT", "SUMPRODUCT", "SUMXMY2", "TRIM"),
}


def placed_in_office(model, frame, folder):
    """Return what LibreOffice says of customers that somebody pasted."""
    path = folder / "placing.xlsx"
    deliver_workbook(model, path, len(frame))
    names = ["row", *model.variables]
    pasted(path, CUSTOMERS, {j: frame[name].tolist() for j, name in enumerate(names)})
    found = reckoned(path, folder, 2).rename(columns={"Customer": "row"})
    return found.astype({"row": float, "segment": int, "segment_second": int})


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", RULES)
def test_libreoffice_places_many_as_predict_does(kind, tmp_path):
    found = placed_in_office(model_of(kind), customers_for(kind)[:MANY], tmp_path)
    assert len(found) == MANY
    assert_the_same(found, placed_by_predict(kind)[:MANY])


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in RULES])
def test_libreoffice_places_some_as_predict_does(kind, tmp_path):
    found = placed_in_office(model_of(kind), customers_for(kind)[:FEW], tmp_path)
    assert_the_same(found, placed_by_predict(kind)[:FEW])


@needs_office
@pytest.mark.slow
def test_words_truth_values_and_unread_cells_count_as_the_first_sheet_says(tmp_path):
    model = model_of("centres")
    path = tmp_path / "placing.xlsx"
    with use_language("de"):
        deliver_workbook(model, path, 8)
    plain = customers_for("centres").loc[[1, 2, 3, 4], ["row", *model.variables]].reset_index(drop=True)
    told = plain.astype(object)
    told["newsletter"] = ["no" if value == 0 else " YES " for value in plain["newsletter"]]
    told["plan"] = [None if pd.isna(value) else f"  {value.upper()} " for value in plain["plan"]]
    told.loc[2, ["age", "visits"]] = ["about 40", "n/a"]
    plain.loc[2, ["age", "visits"]] = None
    both = pd.concat([plain, told]).astype(object)
    pasted(path, CUSTOMERS, {j: both[name].tolist() for j, name in enumerate(both)})
    found = reckoned(path, tmp_path, 2)
    added = ["segment", "segment_name", "segment_confidence", "segment_second", "segment_unlike"]
    assert found.loc[:3, added].equals(found.loc[4:, added].reset_index(drop=True))
    assert set(found["segment_unlike"]) <= {"ja", "nein"}
    assert found["nicht verstanden"].tolist() == ["0"] * 6 + ["2", "0"]


def sheets_of(path):
    return list(openpyxl.load_workbook(path).worksheets)


@pytest.mark.parametrize("kind", KINDS)
def test_formulas_are_of_functions_that_every_excel_has(kind, tmp_path):
    """Each of these is in Excel 97; what came after 2007 would need a prefix in the file."""
    deliver_workbook(model_of(kind), tmp_path / "placing.xlsx", 2)
    used = set()
    for sheet in sheets_of(tmp_path / "placing.xlsx"):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            outside = re.sub(r'"[^"]*"', '""', cell.value)
            assert len(cell.value) < 8_000
            assert "_xlfn" not in outside
            # Nothing is left of what stands for the number of a row until formulas are filled down.
            assert not set("#{}") & set(outside)
            used |= set(re.findall(r"([A-Z][A-Z0-9.]*)\(", outside))
    assert used <= FUNCTIONS


def test_nothing_of_the_data_becomes_a_formula(tmp_path):
    model, _ = oddly_named()
    names = ("=1+1", '@SUM(A1)"&CMD', "+cmd|' /C calc'!A0")
    steps = tuple(
        replace(step, levels=("=HYPERLINK(1)", *step.levels[1:]), fill=step.levels[1])
        if isinstance(step, CategoryStep)
        else step
        for step in model.preparation.steps
    )
    model = replace(model, names=names, preparation=replace(model.preparation, steps=steps))
    deliver_workbook(model, tmp_path / "placing.xlsx", 3)
    cells = [
        cell for sheet in sheets_of(tmp_path / "placing.xlsx") for row in sheet.iter_rows() for cell in row
    ]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    texts = {cell.value for cell in cells if cell.data_type in ("s", "inlineStr")}
    assert formulas
    assert {*names, *ODD.values(), "=HYPERLINK(1)"} <= texts
    assert not [
        each for each in formulas if any(odd in each for odd in ("cmd", "CMD", "HYPER", "come", 'pl"'))
    ]
    with ZipFile(tmp_path / "placing.xlsx") as package:
        assert not [
            name for name in package.namelist() if "external" in name.lower() or "vba" in name.lower()
        ]
        assert b"<hyperlink" not in b"".join(package.read(name) for name in package.namelist())


def test_it_is_laid_out_for_whoever_pastes(tmp_path):
    model = model_of("centres")
    deliver_workbook(model, tmp_path / "placing.xlsx", 30)
    guide, customers, calculation, numbers = sheets_of(tmp_path / "placing.xlsx")
    assert [sheet.title for sheet in (guide, customers, calculation, numbers)] == [
        "How to use this",
        "Customers",
        "Calculation",
        "Model",
    ]
    told = [cell.value for row in guide.iter_rows() for cell in row if cell.value is not None]
    assert any("there is room for: 30" in str(text) for text in told)
    assert {*model.names, *model.variables} <= set(told)
    assert customers.freeze_panes == calculation.freeze_panes == "B2"
    assert customers.auto_filter.ref == f"A1:{customers.cell(31, customers.max_column).coordinate}"
    assert customers.max_row == calculation.max_row == 31
    heads = [cell.value for cell in customers[1]]
    assert heads == ["Customer", *model.variables, *ADDED, "not understood"]
    assert customers.column_dimensions["G"].width > 15
    assert customers.cell(2, heads.index("segment_confidence") + 1).number_format == "0.00"
    # A colour for each segment, and three conditions more.
    rules = [rule for each in customers.conditional_formatting for rule in each.rules]
    assert len(rules) == len(model.names) + 3
    assert len({rule.dxf.fill.bgColor.rgb for rule in rules if rule.dxf.fill is not None}) == len(model.names)


def test_columns_that_are_called_as_those_added_keep_apart(tmp_path):
    frame = shop(200).rename(columns={"age": "segment", "income": "Customer"})
    model = segmented(frame, use=("segment", "Customer", "visits"), method="kmeans", k="2").fit.model
    deliver_workbook(model, tmp_path / "placing.xlsx", 2)
    heads = [cell.value for cell in sheets_of(tmp_path / "placing.xlsx")[1][1]]
    assert len({head.casefold() for head in heads}) == len(heads)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_excel_takes(language):
    with use_language(language):
        names = astuple(SheetNames.here())
    assert len({name.casefold() for name in names}) == 4
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\']", name)


def test_the_same_model_gives_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        deliver_workbook(model_of("mixture"), tmp_path / name, 20)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_as_many_rows_as_a_workbook_holds_are_refused_with_their_number(tmp_path):
    model = model_of("centres")
    with pytest.raises(InputError, match="900,000 customers are too many") as refused:
        deliver_workbook(model, tmp_path / "placing.xlsx", 900_000)
    (most,) = re.findall(r"\d+,\d+", str(refused.value.mend))
    assert check_workbook(model, int(most.replace(",", ""))) > 10_000
    with pytest.raises(InputError):
        check_workbook(model, int(most.replace(",", "")) + 1)
    with pytest.raises(UsageError, match="one customer at least"):
        check_workbook(model, 0)
    assert not (tmp_path / "placing.xlsx").exists()


def with_columns(n):
    """Return a model that looks at so many columns of numbers."""
    model = model_of("centres")
    step = next(step for step in model.preparation.steps if step.name == "age")
    steps = tuple(replace(step, name=f"v{i}") for i in range(n))
    return replace(
        model,
        preparation=Preparation(steps),
        types={step.name: model.types["age"] for step in steps},
        formats={step.name: model.formats["age"] for step in steps},
        assigner=CentreAssigner(np.zeros((4, n))),
        centres=np.zeros((4, n)),
    )


def test_without_a_number_there_is_room_for_as_many_as_fit():
    assert check_workbook(model_of("centres")) == 5_000
    assert 1_000 < check_workbook(with_columns(300)) < 5_000


def test_more_columns_than_a_sheet_has_are_refused():
    with pytest.raises(InputError, match="Excel holds 16,384 columns"):
        check_workbook(with_columns(6_000))


def test_what_formulas_cannot_hold_is_refused_as_for_sql():
    model = segmented(shop(300), use=USE, method="hierarchical", k="3").fit.model
    with pytest.raises(InputError, match="by those nearest to them"):
        check_workbook(model)
