"""Small files of many countries, each with one thing that people write: read as a person reads it, or told."""

from dataclasses import dataclass
from pathlib import Path

import pytest

import segdesk
from tests.exports.test_random_tables import is_same

ROWS = 12


@dataclass(frozen=True)
class Case:
    """A column in a file of its own, beside the key of a customer and an amount.

    Attributes
    ----------
    heading : str
    cells : tuple of str
        Come again from the first until the file has twelve rows.
    right : tuple
        What a person reads in them: numbers, ISO dates, 1.0 and 0.0, texts, None for empty; an empty tuple where a note
        that names the column is right.
    delimiter : str
    note : str
        Must stand in a note.
    """

    heading: str
    cells: tuple[str, ...]
    right: tuple[object, ...] = ()
    delimiter: str = ";"
    note: str = ""


NUMBERS = {
    "danish prices without cents": Case(
        "Beløb", ("kr. 1.250,-", "kr. 99,50", "kr. 12,-"),
        (1250.0, 99.5, 12.0),
    ),
    "swedish prices with a colon": Case("Pris", ("100:-", "1 250:-", "99,50"), (100.0, 1250.0, 99.5)),
    "austrian prices with a long dash": Case(
        "Betrag", ("€ 25,–", "€ 1.030,–", "€ 7,20"),
        (25.0, 1030.0, 7.2),
    ),
    "swiss prices with a typographic apostrophe": Case(
        "Betrag CHF", ("1’234.50", "12’000.-", "35.—"), (1234.5, 12000.0, 35.0)
    ),
    "losses of an accountant in pounds": Case(
        "Profit", ("£(1,200.00)", "£350.25", "£ -"),
        (-1200.0, 350.25, 0.0), "\t",
    ),
    "brackets around the dollar too": Case(
        "Net income", ("($45.10)", "$1,045.00", "$ -"),
        (-45.1, 1045.0, 0.0), "|",
    ),
    "minus behind, then the currency": Case(
        "Saldo", ("1.080,79- EUR", "12,00 EUR", "3,5- EUR"), (-1080.79, 12.0, -3.5)
    ),
    "minus of a typographer": Case("Solde", ("−47,20", "1 250,00", "−3,10"), (-47.2, 1250.0, -3.1)),
    "guarded formulas": Case("Spend", ('="1250.50"', '="99.90"', '="7.00"'), (1250.5, 99.9, 7.0), "\t"),
    "guarded keys": Case("Filialcode", ('="0012"', '="0450"', '="0007"'), ("0012", "0450", "0007"), "\t"),
    "apostrophes before amounts": Case("Saldo", ("'-12,50", "'47,00", "'3,10"), (-12.5, 47.0, 3.1)),
    "millions in words": Case("Umsatz", ("4,2 Mio. €", "0,9 Mio. €", "12 Mio. €"), (4.2e6, 9e5, 1.2e7)),
    "thousands of euros": Case("Umsatz", ("350 T€", "1.200 T€", "48 T€"), (350e3, 1.2e6, 48e3)),
    "thousands as TEUR": Case("Umsatz", ("TEUR 350", "TEUR 48", "TEUR 75"), (350e3, 48e3, 75e3)),
    "k of an American": Case("Sales", ("$12k", "$3.5k", "$840"), (12e3, 3500.0, 840.0), ","),
    "millions in Spanish": Case("Ventas", ("1,5 millones", "2 millones", "0,4 millones"), (1.5e6, 2e6, 4e5)),
    "months of a contract": Case("Laufzeit", ("24 Monate", "12 Monate", "6 Monate"), (24.0, 12.0, 6.0)),
    "years and months": Case(
        "Tenure", ("18 months", "6 months", "2 years"), (18.0, 6.0, 24.0), ",", note="several ways"
    ),
    "spans of time": Case(
        "Avg. session", ("0:03:25", "1:30:00", "0:00:09"),
        (205.0, 5400.0, 9.0), note="spans",
    ),
    "arabic digits": Case("المبلغ", ("١٢٣٫٥", "٤٥٦٫٢٥", "٧٨٫٠"), (123.5, 456.25, 78.0)),
    "full-width digits": Case("金額", ("１２３４", "５６７８９", "９０"), (1234.0, 56789.0, 90.0), ","),
    "yen of an old code page": Case("売上", ("\\1,234", "\\56,789", "\\900"), (1234.0, 56789.0, 900.0), "\t"),
    "percent beside shares": Case("Rabatt", ("12,5%", "40%", "0,08"), (12.5, 40.0, 8.0), note="percent"),
    "percent beside bare percent": Case(
        "Share", ("12%", "8.5", "40%"),
        (12.0, 8.5, 40.0), ",", note="percent",
    ),
    "percent as a word": Case("Quote", ("12 Prozent", "7 Prozent", "40 Prozent"), (12.0, 7.0, 40.0)),
    "dollars with their code": Case(
        "Importe", ("$1,250.00 MXN", "$99.90 MXN", "$7.00 MXN"),
        (1250.0, 99.9, 7.0), "\t",
    ),
    "two currencies": Case(
        "Amount", ("12.50 €", "99.90 €", "$7.00"),
        (12.5, 99.9, 7.0), "\t", note="currencies",
    ),
    "amounts still to come": Case(
        "Revenue",
        ("1250.50", "99.90", "310.20", "47.00", "88.10", "tbd"),
        (1250.5, 99.9, 310.2, 47.0, 88.1, None), ",",
        note="tbd",
    ),
    "roubles": Case("Выручка", ("1 200,50 руб.", "35 руб", "7,20 р."), (1200.5, 35.0, 7.2)),
    "euros in three ways": Case("Umsatz", ("12,50 €", "99,90 EUR", "7 Euro"), (12.5, 99.9, 7.0)),
    "ten thousands of yen": Case("売上", ("1.2万円", "35万円", "9,800円"), (12e3, 35e4, 9800.0), "\t"),
    "squares and cubes": Case("Fläche", ("85,5 m²", "120 m²", "7 m²"), (85.5, 120.0, 7.0)),
    "centimetres beside metres": Case(
        "Height", ("180 cm", "1.65 m", "172.5 cm"),
        (180.0, 165.0, 172.5), ",", note="several ways",
    ),
    "no answer in a survey": Case(
        "Income", ("-99", "3500", "4200", "2800"),
        (-99.0, 3500.0, 4200.0, 2800.0), note="stands for no answer",
    ),
    "debts beside assets": Case("Income", ("-99", "3500", "-120", "2800"), (-99.0, 3500.0, -120.0, 2800.0)),
    "days since somebody came": Case(
        "Kunde seit (Tage)", ("4200", "3100", "5000"), (4200.0, 3100.0, 5000.0)
    ),
    "amounts with leading zeros": Case("Quantity", ("00012", "00150", "00007"), (12.0, 150.0, 7.0), ","),
}  # fmt: skip

DATES = {
    "spreadsheet days": Case(
        "Kaufdatum", ("45292", "45400", "45511"),
        ("2024-01-01", "2024-04-18", "2024-08-07"),
    ),
    "seconds since 1970": Case(
        "created_at", ("1704067200", "1709251200", "1714521600"),
        ("2024-01-01", "2024-03-01", "2024-05-01"), ",",
    ),
    "milliseconds since 1970": Case(
        "timestamp", ("1704067200000", "1709251200000"),
        ("2024-01-01", "2024-03-01"), ",",
    ),
    "births of the last century": Case(
        "Geburtsdatum", ("15.03.58", "02.11.34", "30.06.99"),
        ("1958-03-15", "1934-11-02", "1999-06-30"),
    ),
    "births in Spanish": Case(
        "Fecha de nacimiento", ("15/03/58", "02/11/41", "30/06/03"),
        ("1958-03-15", "1941-11-02", "2003-06-30"),
    ),
    "members since the fifties": Case(
        "Mitglied seit", ("15.03.58", "02.11.21", "30.06.99"),
        ("1958-03-15", "2021-11-02", "1999-06-30"),
    ),
    "what is valid for long": Case(
        "Gültig bis", ("31.12.45", "30.06.31", "31.01.28"),
        ("2045-12-31", "2031-06-30", "2028-01-31"),
    ),
    "french months": Case(
        "Date inscription", ("5 févr. 2024", "14 août 2023", "1er déc. 2022"),
        ("2024-02-05", "2023-08-14", "2022-12-01"),
    ),
    "german months": Case(
        "Datum", ("5. März 2024", "14. Dez. 2023", "1. Okt 2022"),
        ("2024-03-05", "2023-12-14", "2022-10-01"),
    ),
    "spanish months": Case(
        "Fecha", ("5 de enero de 2024", "14 ago 2023", "1 sept. 2022"),
        ("2024-01-05", "2023-08-14", "2022-09-01"),
    ),
    "months first with hyphens": Case(
        "Sale Date", ("Jan-05-24", "Aug-14-23", "Sep-01-22"),
        ("2024-01-05", "2023-08-14", "2022-09-01"), ",",
    ),
    "clocks of two offsets": Case(
        "Paid at", ("2024-05-10T00:30:00+0200", "2024-01-10T23:30:00+0100"),
        ("2024-05-10", "2024-01-10"), ",",
    ),
    "japanese dates": Case("登録日", ("2024年3月5日", "2023年12月14日"), ("2024-03-05", "2023-12-14"), ","),
    "days that never were": Case(
        "Kündigung", ("00.00.0000", "15.03.2024", "14.12.2023"),
        (None, "2024-03-15", "2023-12-14"),
    ),
    "zeros of MySQL beside one day": Case(
        "cancelled_at", ("0000-00-00 00:00:00", "2024-03-05 10:15:00"), (None, "2024-03-05"), ","
    ),
    "contracts without an end": Case(
        "Vertragsende", ("31.12.9999", "30.06.2025", "31.03.2026"),
        (None, "2025-06-30", "2026-03-31"), note="no date",
    ),
    "nobody was born in 1900": Case(
        "Birth date", ("1900-01-01", "1975-05-06", "1999-02-28"),
        (None, "1975-05-06", "1999-02-28"), ",", note="no date",
    ),
    "somebody was born on the first of 1970": Case(
        "Birthday", ("1970-01-01", "1975-05-06", "1962-02-28"),
        ("1970-01-01", "1975-05-06", "1962-02-28"), ",",
    ),
    "italian months": Case(
        "Data di nascita", ("3 marzo 1980", "1° gennaio 1990", "15 ago 1975"),
        ("1980-03-03", "1990-01-01", "1975-08-15"),
    ),
    "czech days with blanks": Case("Datum", ("5. 3. 2023", "14. 12. 2022"), ("2023-03-05", "2022-12-14")),
    "hungarian days": Case("Dátum", ("2023. 03. 05.", "2022. 12. 14."), ("2023-03-05", "2022-12-14")),
    "polish months": Case(
        "Data rejestracji", ("3 marca 2023 r.", "8 października 2021"),
        ("2023-03-03", "2021-10-08"),
    ),
    "russian months": Case(
        "Дата", ("5 марта 2023 г.", "14 авг. 2022"),
        ("2023-03-05", "2022-08-14"),
    ),
    "a heading in one word": Case("Kundeseit", ("20210304", "20191130"), ("2021-03-04", "2019-11-30")),
    "stamps without marks": Case(
        "Erstellt", ("20240305101500", "20231214235959"),
        ("2024-03-05", "2023-12-14"),
    ),
}  # fmt: skip

CODES = {
    "branches are no amounts": Case("Filial-Nr", ("4023", "3011", "6110"), ("4023", "3011", "6110")),
    "industries are no amounts": Case(
        "NAICS code", ("541511", "722511", "445110"),
        ("541511", "722511", "445110"), ",",
    ),
    "channels are kinds": Case("Canal", ("1", "2", "3"), ("1", "2", "3")),
    "months as numbers": Case("Monat", ("202401", "202402", "202312"), ("202401", "202402", "202312")),
    "postal codes of Prague": Case("PSČ", ("11000", "60200", "30100"), ("11000", "60200", "30100")),
    "postal codes of Italy": Case("CAP", ("20121", "80133", "50100"), ("20121", "80133", "50100")),
    "sales persons are no amounts": Case("Verkäufercode", ("12", "14", "31"), ("12", "14", "31")),
    "stores with a number sign": Case("Store #", ("112", "314", "731"), ("112", "314", "731"), ","),
    "branches of an Italian bank": Case("Codice filiale", ("112", "314", "731"), ("112", "314", "731")),
    "article numbers that were shortened": Case(
        "EAN", ("4.00631E+12", "4.00639E+12"),
        ("4.00631E+12", "4.00639E+12"), ",", note="last digits are lost",
    ),
    "answers in Italian": Case("Attivo", ("sì", "no", "sì"), (1.0, 0.0, 1.0)),
    "answers in Russian": Case("Согласие", ("да", "нет"), (1.0, 0.0)),
    "answers in Greek": Case("Συγκατάθεση", ("Ναι", "Όχι"), (1.0, 0.0)),
    "boxes of a survey": Case("Checked", ("☑", "☐"), (1.0, 0.0), ","),
    "ticks in German": Case("Werbung erlaubt", ("ja", "", "ja"), (1.0, 0.0, 1.0)),
    "ticks of a check box": Case("Opt-in", ("true", "", ""), (1.0, 0.0, 0.0), ","),
    "answers in Swedish": Case("Nyhetsbrev", ("Ja", "Nej", "Ja"), (1.0, 0.0, 1.0)),
    "answers in Portuguese": Case("Boletim", ("sim", "não", "sim"), (1.0, 0.0, 1.0)),
    "North America among regions": Case("Region", ("NA", "EU", "AS"), ("NA", "EU", "AS"), ","),
    "NULL of a data base": Case("Ort", ("Ulm", "NULL", "Köln"), ("Ulm", None, "Köln"), "|"),
}  # fmt: skip

TOLD = {
    "amounts in words": Case(
        "Umsatz", tuple(f"ca. {i} bis {i + 9}0" for i in range(100, 130)), note="Umsatz"
    ),
    "staff in numbers and guesses": Case(
        "Mitarbeiter",
        (*(f"{i * 7}" for i in range(1, 21)), *(f"ca. {i}0" for i in range(1, 6))),
        note="Mitarbeiter",
    ),
    "sizes of screens": Case("Total", tuple(f"{i}x{i * 2}" for i in range(100, 130)), (), ",", note="Total"),
    "dates by weeks": Case("Kaufdatum", tuple(f"2024/W{i:02d}/3" for i in range(1, 31)), note="Kaufdatum"),
}


def written(case: Case, folder: Path) -> Path:
    """Write a case as a file with the key of a customer and an amount beside it."""
    n_rows = max(ROWS, len(case.cells))
    cells = [case.cells[i % len(case.cells)] for i in range(n_rows)]
    mark = case.delimiter
    quoted = [
        f'"{cell.replace(chr(34), chr(34) * 2)}"' if mark in cell or '"' in cell else cell for cell in cells
    ]
    lines = [mark.join(("Customer ID", case.heading, "Visits"))]
    lines += [mark.join((f"K-{i:03d}", cell, str((i * 7) % 20 + 1))) for i, cell in enumerate(quoted)]
    path = folder / "export.csv"
    path.write_bytes("\r\n".join([*lines, ""]).encode())
    return path


@pytest.mark.parametrize("name", [*NUMBERS, *DATES, *CODES])
def test_what_people_write_is_read_as_a_person_reads_it(name: str, tmp_path: Path):
    case = {**NUMBERS, **DATES, **CODES}[name]
    frame = segdesk.clean(written(case, tmp_path), kind="customers")
    found = frame[case.heading].tolist()
    right = [case.right[i % len(case.right)] for i in range(len(found))]
    assert [(want, got) for want, got in zip(right, found, strict=True) if not is_same(want, got)] == []
    told = [note for note in frame.attrs["notes"] if case.heading in note]
    assert any(case.note in note for note in told) if case.note else told == []


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_understood_gets_a_note_with_two_cells(name: str, tmp_path: Path):
    case = TOLD[name]
    frame = segdesk.clean(written(case, tmp_path), kind="customers")
    (note,) = [note for note in frame.attrs["notes"] if case.heading in note]
    assert "not understood" in note
    assert case.cells[0] in note
    assert "--type" in note


@pytest.mark.parametrize("name", [
    "branches are no amounts", "industries are no amounts", "months as numbers", "postal codes of Prague",
    "postal codes of Italy", "sales persons are no amounts", "branches of an Italian bank",
    "article numbers that were shortened", "stores with a number sign",
])  # fmt: skip
def test_codes_form_no_segments(name: str, tmp_path: Path):
    case = CODES[name]
    roles = segdesk.inspect(written(case, tmp_path), kind="customers")["role"]
    assert roles[case.heading] != "segmentation variable"
