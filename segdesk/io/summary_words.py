"""What lines of totals, averages and counts call themselves, in the languages that exports are written in."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate


class Statistic(Enum):
    """What a line says of the others."""

    SUM = 0
    MEAN = 1
    COUNT = 2
    SMALLEST = 3
    LARGEST = 4
    OTHER = 5


@dataclass(frozen=True)
class Label:
    """What a text calls its line: by a statistic's name alone, or by the name of one of something."""

    statistic: Statistic
    exact: bool


_SUMS = (
    "total", "totals", "totales", "totale", "totali", "totaux", "totaal", "totaux généraux", "totalt", "summa",
    "grand total", "grand totals", "overall total", "overall totals", "sum", "sums", "sum total", "subtotal",
    "subtotals", "sub-total", "sub total", "report total", "page total", "summe", "summen", "gesamt",
    "gesamtsumme", "gesamtergebnis", "gesamtbetrag", "gesamtumsatz", "insgesamt", "endsumme", "endbetrag",
    "zwischensumme", "teilsumme", "ergebnis", "teilergebnis", "suma", "sumas", "suma total", "total general",
    "gran total", "importe total", "somme", "total général", "sous-total", "sous total", "somma",
    "totale complessivo", "totale generale", "subtotale", "eindtotaal", "algemeen totaal", "subtotaal", "som",
    "razem", "ogółem", "łącznie", "suma końcowa", "suma całkowita", "celkem", "celkový součet", "součet",
    "mezisoučet", "spolu", "összesen", "végösszeg", "összeg", "részösszeg", "soma", "total geral", "toplam",
    "genel toplam", "yhteensä", "i alt", "итого", "всего", "общий итог", "σύνολο", "合計", "総計", "小計",
    "合计", "总计", "小计", "합계", "총계", "소계",
)  # fmt: skip
_NAMES = {
    Statistic.SUM: _SUMS,
    Statistic.MEAN: (
        "average", "averages", "avg", "average value", "mean", "means", "mittelwert", "mittel", "durchschnitt",
        "schnitt", "media", "promedio", "moyenne", "média", "gemiddelde", "średnia", "průměr", "átlag",
        "среднее", "medelvärde", "gennemsnit", "keskiarvo", "ortalama", "平均",
    ),
    Statistic.COUNT: (
        "count", "anzahl", "recuento", "cuenta", "conteggio", "aantal", "liczba", "počet", "件数",
    ),
    Statistic.SMALLEST: ("min", "minimum", "mínimo", "minimo"),
    Statistic.LARGEST: ("max", "maximum", "máximo", "massimo"),
    Statistic.OTHER: (
        "median", "mediana", "médiane", "std", "stdev", "std dev", "standard deviation", "standardabweichung",
    ),
}  # fmt: skip
_STATISTICS = {word: statistic for statistic, words in _NAMES.items() for word in words}
_STATISTICS |= {"σ": Statistic.SUM, "ø": Statistic.MEAN}
_WORDS = "|".join(
    sorted(map(re.escape, (word for word in _STATISTICS if len(word) > 1)), key=len, reverse=True)
)
_EXACT = re.compile(rf"\W*({_WORDS}|σ|ø)\W*(?:\W?\b\d[\d.,' ]*(?: ?\w+)?\W*)?", re.IGNORECASE)
_LOOSE = re.compile(rf"\W*({_WORDS})\b.*|.*\b({_WORDS})\W*", re.IGNORECASE | re.DOTALL)
_COUNTED = re.compile(r"\W*(?:[^\W\d]+\W+){0,2}?(\d[\d.,']*)(?: [^\W\d]+){0,2}\W*")
# One of these is in every text that names a statistic, so that most texts need no second look.
_LONGEST = {max(word.split(), key=len) for word in _STATISTICS}
_STEMS = sorted(word for word in _LONGEST if not any(other in word for other in _LONGEST - {word}))


def label_of(text: str) -> Label | None:
    """Return what a text says of its line; None for one that names no statistic."""
    text = text.strip()
    if len(text) > 80:
        return None
    found = _EXACT.fullmatch(text)
    exact = found is not None
    found = found or _LOOSE.fullmatch(text)
    if found is None:
        return None
    word = next(group for group in found.groups() if group is not None)
    return Label(_STATISTICS[word.casefold()], exact)


def labels_in(texts: Sequence[str]) -> Iterator[tuple[int, Label]]:
    """Yield position and label of the texts that name a statistic."""
    folded = [text.casefold() for text in texts]
    starts = list(accumulate((len(text) + 1 for text in folded), initial=0))
    joined = "\0".join(folded)
    hits: set[int] = set()
    for stem in _STEMS:
        at = joined.find(stem)
        while at >= 0:
            hits.add(bisect_right(starts, at) - 1)
            at = joined.find(stem, at + len(stem))
    for i in sorted(hits):
        label = label_of(texts[i])
        if label is not None:
            yield i, label


def counted(text: str) -> int | None:
    """Return the number in a text such as `60 rows`, `Total: 60 customers` or `(60 Datensätze)`."""
    found = _COUNTED.fullmatch(text.strip())
    if found is None:
        return None
    digits = re.sub(r"[.,']", "", found[1])
    return int(digits) if len(digits) < 12 else None
