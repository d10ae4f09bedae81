"""How twelve countries write numbers, money, dates and answers."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

NARROW, NBSP = "\u202f", "\u00a0"


@dataclass(frozen=True)
class Country:
    """The customs of a country.

    Attributes
    ----------
    name : str
    decimal, thousands : str
    money : str
        A pattern for an amount, `{}` in the place of the number.
    no_cents : str or None
        A pattern for an amount without cents, where people write one of its own.
    dates : tuple of str
        Formats of `strftime`, and `%-d` and `%-m` without zeros.
    yes, no : str
    delimiter : str
        Of its spreadsheets' text files.
    encoding : str
        Of its older programs.
    words : dict of str to str
        Headings for what every table here holds.
    total : str
    places : tuple of str
    """

    name: str
    decimal: str
    thousands: str
    money: str
    no_cents: str | None
    dates: tuple[str, ...]
    yes: str
    no: str
    delimiter: str
    encoding: str
    words: dict[str, str]
    total: str
    places: tuple[str, ...]
    groups: Callable[[str], list[str]] | None = None

    def number(self, value: float, decimals: int, grouped: bool) -> str:
        """Write a number."""
        sign = "-" if value < 0 else ""
        whole, _, cents = f"{abs(value):.{decimals}f}".partition(".")
        if grouped:
            cut = self.groups or _in_threes
            whole = self.thousands.join(cut(whole))
        return f"{sign}{whole}{self.decimal + cents if decimals else ''}"

    def amount(self, value: float, grouped: bool) -> str:
        """Write money."""
        if self.no_cents is not None and value == int(value) and value > 0:
            return self.no_cents.format(self.number(value, 0, grouped))
        return self.money.format(self.number(value, 2, grouped))

    def day(self, value: dt.date, form: str) -> str:
        """Write a date."""
        form = form.replace("%-d", str(value.day)).replace("%-m", str(value.month))
        return value.strftime(form)


def _in_threes(digits: str) -> list[str]:
    first = len(digits) % 3 or 3
    return [digits[:first], *(digits[i : i + 3] for i in range(first, len(digits), 3))]


def _in_lakhs(digits: str) -> list[str]:
    if len(digits) <= 3:
        return [digits]
    head, tail = digits[:-3], digits[-3:]
    first = len(head) % 2 or 2
    return [head[:first], *(head[i : i + 2] for i in range(first, len(head), 2)), tail]


_ENGLISH = {
    "id": "Customer ID", "money": "Revenue", "count": "Orders", "rate": "Discount rate", "since": "Customer since",
    "answer": "Newsletter", "place": "City", "balance": "Balance", "born": "Date of birth",
}  # fmt: skip
_GERMAN = {
    "id": "Kundennummer", "money": "Umsatz", "count": "Anzahl Bestellungen", "rate": "Rabattquote",
    "since": "Kunde seit", "answer": "Newsletter", "place": "Ort", "balance": "Saldo", "born": "Geburtsdatum",
}  # fmt: skip
_SPANISH = {
    "id": "Código cliente", "money": "Ventas", "count": "Cantidad de pedidos", "rate": "Tasa de descuento",
    "since": "Fecha de alta", "answer": "Boletín", "place": "Ciudad", "balance": "Saldo",
    "born": "Fecha de nacimiento",
}  # fmt: skip
_FRENCH = {
    "id": "Code client", "money": "Chiffre d'affaires", "count": "Nombre de commandes", "rate": "Taux de remise",
    "since": "Date inscription", "answer": "Infolettre", "place": "Ville", "balance": "Solde",
    "born": "Date de naissance",
}  # fmt: skip
_GERMAN_TOWNS = ("Köln", "München", "Düsseldorf", "Ulm")

COUNTRIES = (
    Country(
        "United States", ".", ",", "${}", None, ("%m/%d/%Y", "%-m/%-d/%Y", "%b %-d, %Y"), "Yes", "No", ",", "cp1252",
        _ENGLISH, "Total", ("Boston", "Reno", "Salt Lake City", "Miami"),
    ),
    Country(
        "United Kingdom", ".", ",", "£{}", None, ("%d/%m/%Y", "%d %b %Y", "%d-%b-%y"), "Y", "N", ",", "cp1252",
        _ENGLISH, "Grand Total", ("Leeds", "York", "Stoke-on-Trent", "Hull"),
    ),
    Country(
        "Germany", ",", ".", "{} €", "{},- €", ("%d.%m.%Y", "%d.%m.%y", "%-d.%-m.%Y"), "ja", "nein", ";", "cp1252",
        _GERMAN, "Gesamt", _GERMAN_TOWNS,
    ),
    Country(
        "Austria", ",", ".", "EUR {}", "EUR {},–", ("%d.%m.%Y", "%Y-%m-%d"), "J", "N", ";", "cp1252", _GERMAN,
        "Summe", ("Wien", "Graz", "Linz", "Mödling"),
    ),
    Country(
        "Switzerland", ".", "'", "CHF {}", "CHF {}.-", ("%d.%m.%Y", "%d.%m.%y"), "Ja", "Nein", ";", "cp1252", _GERMAN,
        "Gesamtsumme", ("Zürich", "Genève", "Bern", "Chur"),
    ),
    Country(
        "France", ",", NARROW, f"{{}}{NBSP}€", None, ("%d/%m/%Y", "%d/%m/%y"), "oui", "non", ";", "utf-8", _FRENCH,
        "Total général", ("Orléans", "Nîmes", "Lyon", "Besançon"),
    ),
    Country(
        "Spain", ",", ".", "{} €", None, ("%d/%m/%Y", "%d-%m-%Y"), "sí", "no", ";", "cp1252", _SPANISH, "Suma",
        ("Málaga", "León", "Ávila", "Madrid"),
    ),
    Country(
        "Mexico", ".", ",", "${} MXN", None, ("%d/%m/%Y",), "Sí", "No", ",", "utf-8", _SPANISH, "Total general",
        ("Mérida", "Puebla", "León", "Cancún"),
    ),
    Country(
        "Sweden", ",", NBSP, "{} kr", "{}:-", ("%Y-%m-%d",), "Ja", "Nej", ";", "iso-8859-1",
        {**_ENGLISH, "place": "Ort"}, "Total", ("Malmö", "Umeå", "Lund", "Örebro"),
    ),
    Country(
        "Poland", ",", " ", "{} zł", None, ("%d.%m.%Y", "%Y-%m-%d"), "yes", "no", ";", "cp1250", _ENGLISH, "Sum",
        ("Łódź", "Kraków", "Gdańsk", "Toruń"),
    ),
    Country(
        "India", ".", ",", "₹{}", None, ("%d-%m-%Y", "%d %b %Y"), "Yes", "No", ",", "utf-8", _ENGLISH, "Total",
        ("Pune", "Delhi", "Chennai", "Surat"), _in_lakhs,
    ),
    Country(
        "Brazil", ",", ".", "R$ {}", None, ("%d/%m/%Y",), "S", "N", ";", "cp1252",
        {**_SPANISH, "id": "ID cliente", "place": "Cidade"}, "Total", ("São Paulo", "Belém", "Natal", "Maceió"),
    ),
)  # fmt: skip
