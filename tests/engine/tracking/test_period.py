"""Which period a file is of, by its name: in several languages and wordings, in order, or refused in a sentence."""

import datetime as dt

import pytest

from segdesk.engine.tracking.period import Period, Unit, period_of_day, periods_of_files
from segdesk.errors import InputError

SAME = {
    "2024-03": (
        "2024-03.csv", "customers_202403.xlsx", "march_2024.csv", "Kunden März 2024.csv", "2024年3月.csv",
        "clientes-marzo-de-2024.csv", "mars2024.csv", "2024.3.csv", "03-2024.csv", "report 2024_mar.parquet",
        "032024.csv", "Mar-24.csv", "export 2024-03-31.csv", "Stand_31.03.2024.csv", "shop7_2024-03_v2.csv",
    ),
    "2024-Q1": (
        "Q1 2024.csv", "2024-Q1.csv", "2024q1.xlsx", "1. Quartal 2024.csv", "T1_2024.csv",
        "trimestre 1 de 2024.csv",
    ),
    "2024-W09": ("2024-W09.csv", "KW 9 2024.csv", "week9-2024.csv"),
    "2023": ("customers2023.csv", "Jahr 2023.csv"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("label", "name"), [(label, name) for label, names in SAME.items() for name in names]
)
def test_a_name_says_its_period(label, name):
    (period,) = periods_of_files([name])
    assert period.label == label


def test_files_are_ordered_by_period_and_not_by_name():
    names = ["april_2024.csv", "december_2023.csv", "january_2024.csv"]
    assert [period.label for period in sorted(periods_of_files(names))] == ["2023-12", "2024-01", "2024-04"]


def test_days_of_one_month_stay_days_and_month_ends_are_months():
    assert {p.unit for p in periods_of_files(["2024-03-01.csv", "2024-03-08.csv"])} == {Unit.DAY}
    assert [p.label for p in periods_of_files(["2024-02-29.csv", "2024-03-31.csv"])] == ["2024-02", "2024-03"]


def test_the_period_that_tells_files_apart_is_meant():
    names = ["year 2024 data 2024-01.csv", "year 2024 data 2024-02.csv"]
    assert [period.label for period in periods_of_files(names)] == ["2024-01", "2024-02"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["customers.csv", "2024-02.csv"], "The name of 1 file says no period: customers.csv."),
        (["march.csv", "april.csv"], "The names of 2 files say no period"),
        (["2024-02 north.csv", "2024-02 south.csv"], "are both of 2024-02"),
        (["2024-02.csv", "Q1 2024.csv"], "do not say periods of one length"),
        (["03-04-2024.csv", "05-04-2024.csv"], "The names of 2 files say no period"),
    ],
)
def test_what_cannot_be_put_in_order_is_refused(names, said):
    with pytest.raises(InputError) as refused:
        periods_of_files(names)
    assert said in str(refused.value)


@pytest.mark.parametrize("unit", list(Unit))
def test_periods_are_counted_without_gaps(unit):
    days = [dt.date(2019, 12, 1) + dt.timedelta(days=i) for i in range(800)]
    found = [period_of_day(day, unit).number for day in days]
    assert sorted(set(found)) == list(range(found[0], found[-1] + 1))
    assert len({Period(unit, number).label for number in found}) == len(set(found))
