"""How a file was found to be written says nothing of the next one that a recipe is run on."""

import pandas as pd
import pytest

from segdesk.engine.recipe.reading import FoundReading, ReadSpec
from segdesk.io.reading import read_table


def test_what_a_recipe_found_of_one_file_is_found_anew_of_the_next(tmp_path):
    """A recipe of a file in cp1252 with semicolons reads next month's in UTF-8 with commas, and its sheet."""
    first, later = tmp_path / "mayo.csv", tmp_path / "junio.csv"
    first.write_bytes("año;gasto\n1;2,5\n2;3,5\n".encode("cp1252"))
    later.write_bytes("título\n\naño,gasto\n1,2.5\n2,3.5\n".encode())
    found = FoundReading(encoding="cp1252", delimiter=";", header=1)
    spec = ReadSpec(encoding="cp1252", delimiter=";", header=1, found=found)
    assert read_table(first, spec).names == read_table(later, spec).names == ("año", "gasto")
    # What somebody asked for stays: here the separator was.
    asked = ReadSpec(
        encoding="cp1252", delimiter=";", header=1, found=FoundReading(encoding="cp1252", header=1)
    )
    assert read_table(first, asked).source.delimiter == ";"
    assert len(read_table(later, asked).names) == 1


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [(("Kunden", "Notizen"), "Kunden"), (("Juni", "Kunden"), "Kunden"), (("Juni",), "Juni")],
)
def test_a_sheet_that_a_recipe_found_is_meant_where_the_next_workbook_has_it(tmp_path, sheets, expected):
    path = tmp_path / "mappe.xlsx"
    with pd.ExcelWriter(path) as book:
        for sheet in sheets:
            pd.DataFrame({"Kunde": ["a", "b", "c"], "Umsatz": [1, 2, 3]}).to_excel(
                book, sheet_name=sheet, index=False
            )
    spec = ReadSpec(sheet="Kunden", found=FoundReading(sheet="Kunden"))
    assert read_table(path, spec).source.sheet == expected
