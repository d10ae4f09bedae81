"""What stands with numbers: currencies, percent signs, thousands and millions in words, and what is counted."""

import re
from dataclasses import dataclass
from functools import cache

_SIGNS = r"[$€£¥₹₽₩₺₴₪฿₫₦₱\\]|(?:US|CA|AU|A|C|R|NZ|HK|S|MX|NT|AR|CLP)\$"
_CODES = (
    r"(?:EUR|USD|GBP|CHF|JPY|CNY|INR|RUB|PLN|CZK|HUF|SEK|NOK|DKK|RON|BGN|TRY|BRL|MXN|ARS|CLP|COP|PEN|CAD|AUD|NZD|"
    r"SGD|HKD|ZAR|KRW|THB|AED|ILS|UAH|SAR|EGP|MAD|IDR|MYR|PHP|VND|TWD|ISK|RSD|BAM)(?![a-z])"
)
_NAMES = (
    r"(?:zł|Kč|kr\.?|S?Fr\.|Rs\.?|Ft|TL|RM|Rp\.?|lei|руб(?:лей|\.)?|р\.|грн\.?|euros?|dollars?|franken|pesos?|DM|円|元|원|"
    r"د\.إ|ر\.س|ج\.م)(?![^\W\d_])"
)
CURRENCY = rf"(?:{_SIGNS}|{_CODES}|{_NAMES})"

# How many ones a word means. Single letters that mean other things as well need a currency beside them.
_SCALES = {
    1e3: r"k|tsd\.?|tausend|thousand|mil",
    1e6: r"M|mio\.?|mill\.?|millionen|millions?|mill(?:ó|o)n(?:es)?|mln|mn",
    1e9: r"mrd\.?|milliarden?|md|mds|bn|billions?",
    1e4: r"万|萬|만",
    1e8: r"億|亿|억",
    1e5: r"lakhs?|lacs?",
    1e7: r"crores?",
}
_SCALES_OF_MONEY = {1e3: "T", 1e6: "m", 1e9: "B", 1e7: "Cr"}
_ALL_SCALES = "|".join((*_SCALES.values(), *_SCALES_OF_MONEY.values()))
# East of India no blank stands between it and what follows.
SCALE = rf"(?:[万萬만億亿억]|(?:{_ALL_SCALES})(?![^\W_]))"
# T€, TEUR, k$: no blank stands between the two.
SCALED_CURRENCY = rf"(?:(?:T|k|M|Mio\.?|Tsd\.?|Mrd\.?)\s?(?=[€$£]|{_CODES}))"


@dataclass(frozen=True)
class Measure:
    """What is counted.

    Attributes
    ----------
    name : str
        As it is shown.
    family : str
        Measures of one family are turned into each other.
    factor : float
        How many of the family's smallest measure.
    """

    name: str
    family: str
    factor: float = 1.0


_MEASURES = (
    (Measure("years", "calendar", 12), r"years?|yrs?\.?|jahren?|jahre?|años?|ans?"),
    (Measure("months", "calendar"), r"months?|mos?\.?|monaten?|monat|meses|mes|mois"),
    (Measure("weeks", "time", 604800), r"weeks?|wks?\.?|wochen?|semanas?|semaines?"),
    (Measure("days", "time", 86400), r"days?|d|tagen?|tage?|d[ií]as?|jours?"),
    (Measure("h", "time", 3600), r"hours?|hrs?\.?|h|std\.?|stunden?|horas?|heures?"),
    (Measure("min", "time", 60), r"minutes?|mins?\.?|minuten?|minutos?"),
    (Measure("s", "time"), r"seconds?|secs?\.?|s|sekunden?|sek\.?|segundos?|secondes?"),
    (Measure("kg", "weight", 1000), r"kgs?\.?|kilos?"),
    (Measure("g", "weight"), r"g|gr|grams?|gramm|gramos"),
    (Measure("km", "length", 100000), r"kms?\.?|kilometers?|kilometres?|kilómetros?"),
    (Measure("m", "length", 100), r"m|meters?|metres?|metros?"),
    (Measure("cm", "length"), r"cms?\.?"),
    (Measure("mi", "miles"), r"mi|miles?"),
    (Measure("lb", "pounds"), r"lbs?\.?"),
    (Measure("m²", "area"), r"m2|m²|qm|sqm"),
    (Measure("l", "volume"), r"l|litres?|liters?|litros?"),
    (Measure("m³", "space"), r"m3|m³|cbm"),
    (Measure("GB", "data", 1000), r"GB"),
    (Measure("MB", "data"), r"MB"),
    (Measure("kWh", "energy"), r"kwh"),
    (Measure("pcs", "pieces"), r"pcs\.?|pieces?|st(?:ü|ue)ck|stk\.?|unidades|uds?\.?|units?|pi(?:è|e)ces"),
    (Measure("items", "items"), r"items?|artikel|art(?:í|i)culos?|products?|produkte?|productos?"),
    (Measure("orders", "orders"), r"orders?|bestellungen|bestellung|pedidos?|commandes?"),
    (Measure("visits", "visits"), r"visits?|besuche?|visitas?|visites?"),
    (Measure("points", "points"), r"points?|pts\.?|punkte?|puntos?"),
    (Measure("people", "people"), r"people|persons?|personen?|personas?|pax"),
    (Measure("stars", "stars"), r"stars?|sterne?|estrellas?"),
)
MEASURE = rf"(?:(?:{'|'.join(words for _, words in _MEASURES)})(?![^\W_]))"
PERCENT = r"(?:[%‰]|percent|pct\.?|prozent|por ciento|pour cent)"
_PATTERNS = tuple((measure, re.compile(words, re.IGNORECASE)) for measure, words in _MEASURES)
_CURRENCY = re.compile(CURRENCY, re.IGNORECASE)
SECONDS = Measure("s", "time")
_CODE_OF = {
    name: code
    for code, names in {
        "EUR": "€ eur euro euros",
        "GBP": "£ gbp",
        "PLN": "zł pln",
        "CZK": "kč czk",
        "RUB": "₽ rub руб рублей р",
        "UAH": "₴ uah грн",
        "INR": "₹ inr rs",
        "HUF": "ft huf",
        "TRY": "₺ try tl",
        "CHF": "chf fr sfr franken",
        "kr": "kr",
    }.items()
    for name in names.split()
}


@cache
def scale_of(word: str, with_currency: bool) -> float | None:
    """Return how many ones a word means; None where it needs a currency and has none.

    A capital M is a million and a small one a metre, unless it is money.
    """
    for factor, pattern in _SCALES.items():
        if re.fullmatch(pattern, word, 0 if word in ("m", "M") else re.IGNORECASE):
            return factor
    if with_currency:
        for factor, pattern in _SCALES_OF_MONEY.items():
            if word.casefold() == pattern.casefold():
                return factor
    return None


@cache
def measure_of(word: str) -> Measure | None:
    """Return the measure that a word names; single letters are measures only if they are small: 5G is no weight."""
    if len(word) == 1 and not word.islower():
        return None
    return next((measure for measure, pattern in _PATTERNS if pattern.fullmatch(word)), None)


@cache
def currency_name(written: str) -> str:
    """Return a currency as it is shown; in old Japanese text the sign of the yen is that of the backslash."""
    return "¥" if written == "\\" else written


@cache
def currency_code(shown: str) -> str:
    """Return the code of a currency that has only one, else what is shown: € and euros are EUR, $ may be many."""
    return _CODE_OF.get(shown.casefold().rstrip("."), shown)


@cache
def is_currency(unit: str | None) -> bool:
    """Whether a unit, as a column's format has it, is a currency."""
    return unit is not None and _CURRENCY.fullmatch(unit) is not None
