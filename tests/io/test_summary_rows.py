"""Which rows sum up others: decided by their figures, not by what they are called."""

import numpy as np
import pytest

from segdesk.io.columns import encoded
from segdesk.io.summary_rows import find_summary_rows
from segdesk.io.summary_words import Label, Statistic, counted, label_of

MONEY = [410.25, 3707.07, 13936.18, 366.86, 3621.94, 15841.02, 52.5, 8.99, 1204.0, 77.31]
VISITS = [1, 6, 16, 1, 6, 18, 2, 1, 9, 3]
CUSTOMERS = [
    [f"K{i}", str(n), f"{money:.2f}"] for i, (n, money) in enumerate(zip(VISITS, MONEY, strict=True))
]
SUMS = [str(sum(VISITS)), f"{sum(MONEY):.2f}"]
MEANS = [f"{np.mean(VISITS):.2f}", f"{np.mean(MONEY):.2f}"]


def found(rows):
    summaries = find_summary_rows(
        [encoded(list(cells)) for cells in zip(*rows, strict=True)],
        np.array([not any(row) for row in rows]),
    )
    return summaries.rows


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Total", Label(Statistic.SUM, True)),
        ("GRAND TOTALS (60 records)", Label(Statistic.SUM, True)),
        ("Total: 60 customers", Label(Statistic.SUM, True)),
        ("Suma total", Label(Statistic.SUM, True)),
        ("Ogółem", Label(Statistic.SUM, True)),
        ("合計", Label(Statistic.SUM, True)),
        ("Σ", Label(Statistic.SUM, True)),
        ("Ø", Label(Statistic.MEAN, True)),
        ("-- Mittelwert --", Label(Statistic.MEAN, True)),
        ("Promedio", Label(Statistic.MEAN, True)),
        ("Nord Ergebnis", Label(Statistic.SUM, False)),
        ("Total for Müller GmbH", Label(Statistic.SUM, False)),
        ("Max", Label(Statistic.LARGEST, True)),
        ("Totally", None),
        ("Summer", None),
        ("", None),
        ("Total " + "x" * 100, None),
    ],
)
def test_labels(text, label):
    assert label_of(text) == label


@pytest.mark.parametrize(
    ("text", "n"),
    [("Total: 60 customers", 60), ("(1.204 Datensätze)", 1204), ("Total", None), ("x" * 20, None)],
)
def test_a_number_in_a_label_is_read(text, n):
    assert counted(text) == n


@pytest.mark.parametrize("name", ["Total", "Summe", "Somme", "Totaal", "Razem", "", "--", "Σ"])
@pytest.mark.parametrize("place", [0, len(CUSTOMERS)])
def test_sums_of_all_rows_are_a_total_first_or_last(name, place):
    rows = list(CUSTOMERS)
    rows.insert(place, [name, *SUMS])
    assert found(rows) == [place]


def test_an_average_below_a_total_shields_it_not():
    rows = [
        *CUSTOMERS,
        ["Total", *SUMS],
        ["Average", *MEANS],
        ["Max", "18", "15841.02"],
        ["Median", "4", "389"],
    ]
    assert found(rows) == [10, 11, 12, 13]
    assert found([*CUSTOMERS, ["", *MEANS]]) == [10]


def test_a_customer_who_is_called_total_stays():
    for name in ("Total", "Summe", "Max", "Media", "Total Wine & More"):
        for place in (0, 5, 10):
            rows = list(CUSTOMERS)
            rows.insert(place, [name, "4", "512.30"])
            assert found(rows) == [], (name, place)
    # Nor do his figures keep a real total from being one.
    rows = [*CUSTOMERS, ["Total Energies", "4", "512.30"]]
    whole = ["Total", str(sum(VISITS) + 4), f"{sum(MONEY) + 512.3:.2f}"]
    assert found([*rows, whole]) == [11]


def test_a_name_that_is_missing_makes_no_total():
    rows = [*CUSTOMERS, ["", "4", "512.30"], ["", "5", "80.00"]]
    assert found(rows) == []
    # One customer has all of it: his figures are the sums of the others' nothing.
    alone = [["A", "0", "0"], ["", "7", "99.50"], ["B", "0", "0"], ["C", "0", "0"]]
    assert found(alone) == []
    assert found([["A", "0", "0"], ["B", "0", "0"], ["", "0", "0"]]) == []


def test_numbers_of_customers_in_between_are_no_means_of_the_others():
    rows = [[str(1000 + i), "" if i == 5 else "Ulm", str(i % 3)] for i in range(11)]
    assert found(rows) == []


def test_subtotals_of_blocks_are_found_above_and_below_them():
    def block(part, name):
        money = sum(MONEY[i] for i in part)
        visits = sum(VISITS[i] for i in part)
        return [name, str(visits), f"{money:.2f}"]

    first, second = range(4), range(4, 10)
    below = [*CUSTOMERS[:4], block(first, "Nord Ergebnis"), *CUSTOMERS[4:], block(second, "Süd Ergebnis")]
    assert found([*below, ["Gesamtergebnis", *SUMS]]) == [4, 11, 12]
    nameless = [*CUSTOMERS[:4], block(first, ""), *CUSTOMERS[4:], block(second, ""), ["", *SUMS]]
    assert found(nameless) == [4, 11, 12]
    above = [
        ["Total", *SUMS],
        block(first, "Total A"),
        *CUSTOMERS[:4],
        block(second, "Total B"),
        *CUSTOMERS[4:],
    ]
    assert found(above) == [0, 1, 6]


def test_a_total_of_more_than_was_exported_is_one():
    # Only ten of many customers are listed, but all are summed up.
    assert found([["Total", "900", "120345.10"], *CUSTOMERS]) == [0]


def test_a_label_alone_is_no_customer():
    assert found([*CUSTOMERS, ["Grand Totals (10 records)", "", ""]]) == [10]
    assert found([["Max", "", ""], *CUSTOMERS]) == []


def test_marks_of_the_country_are_understood():
    rows = [[f"Kunde {i}", f"{1234.5 + i:,.2f} €".translate(str.maketrans(",.", ".,"))] for i in range(20)]
    rows.append(["", "24.880,00 €"])
    assert found(rows) == [20]


def test_totals_of_parts_stand_below_the_total_of_all():
    parts = [["Total: Search", "20", "9000.00"], ["Total: Display", "--", "--"]]
    assert found([*CUSTOMERS, ["Total: Account", *SUMS], *parts]) == [10, 11, 12]
    # Without one, the name alone says nothing.
    assert found([*CUSTOMERS, *parts[:1]]) == []


def test_a_block_begins_below_the_name_of_a_group():
    rows = [
        *CUSTOMERS[:5],
        ["Freeman", "", ""],
        *CUSTOMERS[5:8],
        ["Total Freeman", "21", "15902.51"],
        *CUSTOMERS[8:],
    ]
    assert found(rows) == [9]


def test_a_row_with_a_number_of_its_own_is_a_customer_whatever_stands_in_it():
    rows = [[str(1000 + i), "", "Ø" if i > 7 else "", str(i)] for i in range(10)]
    assert found(rows) == []
    assert found([["1000", "", "Ø"], ["1001", "", "Ø"]]) == []
    # Where the first column counts purchases, the name stands in the second.
    rows = [[visits, name, money] for name, visits, money in CUSTOMERS]
    assert found([*rows, [SUMS[0], "Summe", SUMS[1]]]) == [10]
