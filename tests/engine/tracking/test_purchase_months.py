"""Purchases month by month: the triangle is that of plain SQL, and nobody knows of what was bought later."""

import datetime as dt

import numpy as np
import pandas as pd

from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import inspect
from segdesk.engine.tracking.purchase_months import lines_before, months_of, retention_of
from segdesk.io.frames import table_from_frame
from segdesk.io.reading import read_table
from tests.engine.tracking.triangle_by_sql import triangle_by_sql


def cells(retention):
    """Return how many of each cohort were there so much later, those who were."""
    return {
        (cohort.label, offset): n
        for cohort, row in zip(retention.cohorts, retention.active.tolist(), strict=True)
        for offset, n in zip(retention.offsets.tolist(), row, strict=True)
        if n > 0
    }


def test_the_triangle_of_online_retail_equals_plain_sql_to_the_customer(shared_data):
    path = shared_data / "data" / "online_retail" / "online_retail.csv.gz"
    _, purchases = customers_of(read_table(path), Recipe())
    found = retention_of(purchases, months_of(purchases))
    lines = pd.read_csv(path, dtype={"CustomerID": str, "InvoiceNo": str})
    bought = """"CustomerID" IS NOT NULL AND "Quantity" > 0 AND "InvoiceNo" NOT LIKE 'C%'"""
    assert cells(found) == triangle_by_sql(lines, "CustomerID", '"InvoiceDate"', bought)
    assert not found.is_whole
    # What is not over yet is not counted: those of November might still buy in December.
    _, known, active = found.curve[0]
    assert known == sum(found.customers) - sum(found.customers[-2:])
    assert active == sum(
        n for (cohort, later), n in cells(found).items() if later == 1 and cohort < "2011-11"
    )


def shop():
    random = np.random.default_rng(3)
    days = pd.Timestamp("2023-11-20") + pd.to_timedelta(random.integers(0, 150, 400), unit="D")
    return pd.DataFrame(
        {
            "Kunde": [f"C{i}" for i in random.integers(0, 60, 400)],
            "Datum": days.strftime("%d.%m.%Y"),
            "Bestellung": np.arange(400) + 9000,
            "Betrag": np.round(random.gamma(2, 30, 400), 2),
        }
    )


def test_lines_before_a_day_are_those_of_the_file_cut_there():
    frame = shop()
    table = table_from_frame(frame)
    lines = inspect(table, Recipe().columns)
    _, purchases = customers_of(table, Recipe())
    found = lines_before(lines, purchases, dt.date(2024, 2, 1))
    day = pd.to_datetime(frame["Datum"], format="%d.%m.%Y")
    assert found.table.column("Bestellung").cells().tolist() == [
        str(number) for number in frame.loc[day < "2024-02-01", "Bestellung"]
    ]
    assert {column.name: column.type for column in found.columns} == {
        column.name: column.type for column in lines.columns
    }


def test_months_without_a_purchase_are_months_too():
    frame = shop()
    frame = frame[~frame["Datum"].str.endswith(".01.2024")]
    _, purchases = customers_of(table_from_frame(frame), Recipe())
    months = months_of(purchases)
    assert [month.label for month in months] == [
        "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04",
    ]  # fmt: skip
    assert {later for _, later in cells(retention_of(purchases, months))} <= set(range(6))
