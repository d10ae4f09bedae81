"""Pivot tables saved as plain sheets become one row per customer again."""

import pytest

from segdesk.io.columns import encoded
from segdesk.io.left_out import LeftOut
from segdesk.io.tidying import tidy


def tidied(rows, headings):
    out = LeftOut()
    kept = tidy([encoded(list(cells)) for cells in zip(*rows, strict=True)], headings, out)
    columns = [[texts[code] for code in codes] for codes, texts in kept]
    return [list(row) for row in zip(*columns, strict=True)], [str(step) for step in out.steps()]


INSIDE = {
    "Norte": [("Ana", 20.5, 3), ("Luis", 30.25, 4), ("Eva", 11, 2)],
    "Sur": [("Pilar", 7.75, 1), ("Rosa", 99, 9)],
}
TOTAL = ["168.50", "19"]


@pytest.mark.parametrize(
    ("headings", "subtotal", "whole"),
    [
        (["Region", "Kunde", "Summe von Umsatz", "Anzahl von Beleg"], "{} Ergebnis", "Gesamtergebnis"),
        (["Region", "Customer", "Sum of Revenue", "Count of Order"], "{} Total", "Grand Total"),
        (["Región", "Cliente", "Ventas", "Pedidos"], "Total {}", "Total general"),
        (["Région", "Client", "Somme de CA", "Nombre de Cde"], None, "Total général"),
    ],
)
def test_names_of_groups_that_stand_once_are_filled_down(headings, subtotal, whole):
    rows = []
    for group, people in INSIDE.items():
        rows += [
            [group if i == 0 else "", name, str(money), str(n)] for i, (name, money, n) in enumerate(people)
        ]
        if subtotal:
            sums = [sum(each[k] for each in people) for k in (1, 2)]
            rows.append([subtotal.format(group), "", *map(str, sums)])
    kept, steps = tidied([*rows, [whole, "", *TOTAL]], headings)
    assert [row[:2] for row in kept] == [[group, p[0]] for group, people in INSIDE.items() for p in people]
    assert steps[-1].startswith(f"3 empty cells of “{headings[0]}” were filled")
    assert steps[0].startswith(f"{3 if subtotal else 1} line")


@pytest.mark.parametrize(
    "label", ["Zeilenbeschriftungen", "Row Labels", "Etiquetas de fila", "Étiquettes de lignes"]
)
def test_groups_in_the_column_of_their_members_are_sums(label):
    rows = []
    for group, people in INSIDE.items():
        rows.append([group, str(sum(p[1] for p in people)), str(sum(p[2] for p in people))])
        rows += [[name, str(money), str(n)] for name, money, n in people]
    kept, steps = tidied([*rows, ["Total", *TOTAL]], [label, "A", "B"])
    assert [row[0] for row in kept] == ["Ana", "Luis", "Eva", "Pilar", "Rosa"]
    assert steps == [
        "3 lines of totals or averages were left out: “Norte” (line 1), “Sur” (line 5) and “Total” (line 8)."
    ]


def test_optional_cells_of_other_tables_stay_empty():
    rows = [["Dr.", "Ana", "1.5"], ["", "Luis", "2.5"], ["Prof.", "Eva", "7.25"], ["", "Rosa", "9"]]
    assert tidied(rows, ["Titel", "Name", "Umsatz"]) == (rows, [])


def test_a_pivot_of_one_level_loses_no_customer():
    rows = [["A", "10"], ["B", "4"], ["C", "6"], ["D", "3"], ["E", "3"]]
    assert tidied(rows, ["Row Labels", "Sum of Revenue"]) == (rows, [])
