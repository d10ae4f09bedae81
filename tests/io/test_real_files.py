"""The files of the development data load with the rows, columns and types that are known of them."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.types import type_columns
from segdesk.errors import InputError
from segdesk.io.reading import list_sheets, read_table
from tests.io.files import cells


@pytest.fixture(scope="module")
def data(shared_data: Path) -> Path:
    return shared_data / "data"


def _typed(path: Path, **settings: str) -> dict[str, TypedColumn]:
    table = read_table(path, ReadSpec(**settings))  # type: ignore[arg-type]
    return {column.name: column for column in type_columns(table)}


@pytest.mark.parametrize(
    ("name", "rows", "columns", "header"),
    [
        ("mall_customers/Mall_Customers.csv", 200, 5, 1),
        ("customer_personality/marketing_campaign.csv", 2240, 29, 1),
        ("credit_card/CC_GENERAL.csv", 8950, 18, 1),
        ("telco_churn/Telco-Customer-Churn.csv", 7043, 21, 1),
        ("bank_marketing/bank-additional.csv", 4119, 21, 1),
        ("retail_demographics/segmentation data.csv", 2000, 8, 1),
        ("superstore_eu/superstore_semicolon_decimal_comma.csv", 9994, 12, 1),
        ("groceries/Groceries_dataset.csv", 38765, 3, 1),
        ("rfm_orders/rfm_data_orders.csv", 4906, 6, 1),
        ("tea/tea.csv", 300, 36, 1),
        ("messy/utf-16le_encoded.csv", 327, 19, 1),
        # 116 lines below the headings, of which one is blank and one names the source.
        ("messy/spanish_chars.csv", 114, 8, 1),
        # 17 lines below the headings: 13 of data, a total, a blank one, two of remarks.
        ("messy/excel_pasting.csv", 13, 9, 4),
        ("messy/mixedGLB.csv", 133, 19, 4),
        ("messy/weird_head_padding.csv", 60, 10, 12),
        ("messy/simple.psv", 28, 6, 1),
        ("messy/simple.ssv", 6, 3, 1),
        ("messy/null.csv", 10, 4, 0),
        ("messy/blank_line.ods", 3, 3, 1),
        ("workbooks/datasets.xlsx", 150, 5, 1),
        ("workbooks/type-me.xlsx", 10, 2, 1),
        ("workbooks/clippy.xlsx", 4, 2, 1),
        ("peer_expectations/flower_gower_default.csv", 18, 18, 1),
        ("peer_expectations/USArrests.csv", 50, 5, 1),
    ],
)
def test_rows_and_columns(data: Path, name: str, rows: int, columns: int, header: int) -> None:
    table = read_table(data / name)
    assert (table.n_rows, len(table.columns), table.source.header_line) == (rows, columns, header)


def test_every_benchmark_is_numbers_throughout(data: Path) -> None:
    for path in sorted((data / "clustering_benchmarks").glob("*.csv")):
        for column in type_columns(read_table(path)):
            if column.name.startswith("x"):
                assert column.type is ColumnType.NUMBER, (path.name, column.name)


def test_headings_without_rows_are_refused(data: Path) -> None:
    with pytest.raises(InputError, match="no rows"):
        read_table(data / "messy/utf8bom.csv")


def test_both_copies_of_customer_personality_agree(data: Path) -> None:
    iso = _typed(data / "customer_personality/marketing_campaign.csv")
    us = _typed(data / "customer_personality/marketing_campaign_us_dates.csv")
    assert iso["Dt_Customer"].type is us["Dt_Customer"].type is ColumnType.DATE
    assert us["Dt_Customer"].format.date_order == "month first"
    assert iso["Income"].n_missing == us["Income"].n_missing == 24
    assert iso["ID"].type is ColumnType.IDENTIFIER
    assert iso["Response"].type is ColumnType.YES_NO
    for name, column in iso.items():
        assert column.type is us[name].type
        np.testing.assert_array_equal(column.values, us[name].values, err_msg=name)


def test_online_retail_holds_what_is_known_of_it(data: Path) -> None:
    table = read_table(data / "online_retail/online_retail.csv.gz")
    assert table.n_rows == 541_909
    typed = {column.name: column for column in type_columns(table)}
    kinds = [typed[name].type for name in table.names]
    identifier, number = ColumnType.IDENTIFIER, ColumnType.NUMBER
    assert kinds[:3] == [identifier, identifier, ColumnType.CATEGORY]
    assert kinds[3:] == [number, ColumnType.DATE, number, identifier, ColumnType.CATEGORY]
    assert typed["CustomerID"].n_missing == 135_080
    assert typed["CustomerID"].n_distinct == 4_372
    assert "17850.0" in typed["CustomerID"].levels
    assert typed["Description"].n_missing == 1_454
    invoices = typed["InvoiceNo"]
    cancelled = np.array([level.startswith("C") for level in invoices.levels])
    assert cancelled[invoices.values].sum() == 9_288
    price = typed["UnitPrice"].values
    assert ((price == 0).sum(), (price < 0).sum()) == (2_515, 2)
    assert (typed["Quantity"].values <= 0).sum() == 10_624
    dates = typed["InvoiceDate"].values
    assert str(dates.min())[:10] == "2010-12-01"
    assert str(dates.max())[:10] == "2011-12-09"


def test_decimal_commas_and_curly_quotes_of_superstore_are_understood(data: Path) -> None:
    table = read_table(data / "superstore_eu/superstore_semicolon_decimal_comma.csv")
    assert (table.source.encoding, table.source.decimal) == ("cp1252", ",")
    assert sum(cell.count("\u00a0") for row in cells(table) for cell in row) == 427
    typed = {column.name: column for column in type_columns(table)}
    assert typed["Sales"].values[:2].tolist() == [261.96, 731.94]
    assert typed["Postal Code"].type is ColumnType.CATEGORY
    assert typed["Customer Name"].personal


def test_blank_charges_of_telco_are_missing_numbers(data: Path) -> None:
    typed = _typed(data / "telco_churn/Telco-Customer-Churn.csv")
    assert (typed["TotalCharges"].type, typed["TotalCharges"].n_missing) == (ColumnType.NUMBER, 11)
    assert typed["MultipleLines"].type is ColumnType.CATEGORY
    assert typed["PhoneService"].type is ColumnType.YES_NO


def test_missing_cells_are_counted_as_known(data: Path) -> None:
    card = _typed(data / "credit_card/CC_GENERAL.csv")
    assert (card["CREDIT_LIMIT"].n_missing, card["MINIMUM_PAYMENTS"].n_missing) == (1, 313)
    people = _typed(data / "retail_demographics/segmentation data.csv")
    assert (people["Sex"].n_missing, people["Occupation"].n_missing) == (1, 1)
    bank = _typed(data / "bank_marketing/bank-additional.csv")
    assert "unknown" in bank["default"].levels


def test_day_first_dates_and_first_names_are_recognised(data: Path) -> None:
    assert _typed(data / "groceries/Groceries_dataset.csv")["Date"].format.date_order == "day first"
    orders = _typed(data / "rfm_orders/rfm_data_orders.csv")
    assert [name for name, column in orders.items() if column.personal] == [
        "first_name",
        "last_name",
        "email",
    ]
    assert "Nan" in orders["first_name"].levels
    assert orders["customer_id"].n_distinct == 995


def test_thousands_of_messy_tables_are_understood(data: Path) -> None:
    assert _typed(data / "messy/excel_pasting.csv")["2000"].values.max() == 27173
    assert _typed(data / "messy/spanish_chars.csv")["Gasto total 2011"].values[0] == 229932.5
    assert _typed(data / "messy/weird_head_padding.csv")["1993"].values[7] == 1613
    assert _typed(data / "messy/mixedGLB.csv")["D-N"].n_missing == 2


def test_sheets_of_real_workbooks_can_be_chosen(data: Path) -> None:
    sheets = list_sheets(data / "workbooks/datasets.xlsx")
    assert [(sheet.name, sheet.n_rows, sheet.n_columns) for sheet in sheets] == [
        ("iris", 150, 5), ("mtcars", 32, 11), ("chickwts", 71, 2), ("quakes", 1000, 5),
    ]  # fmt: skip
    quakes = _typed(data / "workbooks/datasets.xlsx", sheet="quakes")
    assert all(column.type is ColumnType.NUMBER for column in quakes.values())
    headings = read_table(data / "workbooks/clippy.xlsx", ReadSpec(sheet="two-row-header")).names
    assert headings[0] == "name (at birth)"
    mixed = read_table(data / "workbooks/type-me.xlsx", ReadSpec(sheet="date_coercion"))
    assert (mixed.n_rows, len(mixed.columns)) == (7, 2)


def test_chinook_tables_and_queries_are_read(data: Path) -> None:
    path = data / "chinook/Chinook_Sqlite.sqlite"
    sizes = {sheet.name: sheet.n_rows for sheet in list_sheets(path)}
    assert len(sizes) == 11
    assert (sizes["Customer"], sizes["Invoice"], sizes["InvoiceLine"], sizes["Track"]) == (
        59,
        412,
        2240,
        3503,
    )
    invoices = _typed(path, table="Invoice")
    assert invoices["Total"].values.sum() == pytest.approx(2328.60)
    assert invoices["InvoiceDate"].type is ColumnType.DATE
    query = "SELECT c.CustomerId, c.FirstName, i.Total FROM Customer c JOIN Invoice i USING (CustomerId)"
    assert read_table(path, ReadSpec(query=query)).n_rows == 412


_REFUSED = {
    "invoice.csv", "html_named.xlsx", "not_a_sheet.ods", "row_with_one_comma_more.csv",
    "half_a_workbook.xlsx", "model.joblib",
}  # fmt: skip


def test_hostile_files_are_read_or_refused_as_told(shared_data: Path, tmp_path: Path) -> None:
    make = shared_data / "badinputs/make.py"
    subprocess.run([sys.executable, str(make), str(tmp_path)], check=True, capture_output=True)
    manifest = pd.read_csv(tmp_path / "manifest.csv", dtype=str, keep_default_na=False)
    for line in manifest.itertuples():
        path = tmp_path / str(line.file)
        if path.name in _REFUSED:
            with pytest.raises(InputError, match=re.escape(path.name)):
                read_table(path)
            continue
        table = read_table(path)
        assert table.n_rows == int(str(line.n_rows) or 25), path.name
        type_columns(table)
