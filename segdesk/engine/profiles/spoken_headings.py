"""Headings and levels as people say them: words apart, abbreviations written out, no words of programs."""

import re
from dataclasses import dataclass

from segdesk.engine.data.column_titles import WRITTEN_OUT, computed_title
from segdesk.messages import Message, Spoken, current_language

_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_BETWEEN_WORDS = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|[_.]+")
_COUNTS = frozenset({
    "number", "num", "no", "nr", "count", "cnt", "anzahl", "zahl", "número", "numero", "cantidad", "nombre",
})  # fmt: skip
_OF = frozenset({"of", "de", "der", "von", "the", "on", "en", "für", "for"})
_ASKED = frozenset({"has", "have", "had", "is", "was", "are", "hat", "ist", "tiene", "es", "esta", "está"})
_SPENT = frozenset({
    "mnt", "amt", "amount", "spend", "spent", "spending", "ausgaben", "gasto", "gastos", "monto", "importe",
})  # fmt: skip
_OFTEN = frozenset({"frequency", "freq", "häufigkeit", "frecuencia", "fréquence"})
_FLAGS = frozenset({"flag", "indicator", "yn", "count", "cnt"}) | _OFTEN
# Levels that say nothing without their column: answers, grades, times.
_SAY_NOTHING = frozenset({
    "yes", "no", "y", "n", "true", "false", "other", "others", "unknown", "none", "missing", "low",
    "medium", "high", "nonexistent", "success", "failure", "average", "always", "never", "sometimes",
    "often", "rarely", "seldom", "daily", "weekly", "monthly", "yearly", "good", "bad", "poor", "fair",
    "excellent", "new", "old", "first", "second", "third", "small", "large", "big", "middle", "alone",
    "single", "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "ja", "nein", "sonstige", "sonstiges", "andere",
    "unbekannt", "keine", "niedrig", "mittel", "hoch", "immer", "nie", "manchmal", "oft", "selten",
    "täglich", "wöchentlich", "monatlich", "gut", "schlecht", "neu", "alt", "klein", "groß", "erste",
    "zweite", "sí", "otro", "otros", "otra", "desconocido", "ninguno", "ninguna", "bajo", "medio", "alto",
    "siempre", "nunca", "veces", "diario", "semanal", "mensual", "bueno", "malo", "nuevo", "viejo",
    "pequeño", "grande", "primero", "segundo",
})  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]{3}")
# Of letters with a vowel among them, four and more, or one of the short words that headings are made of.
_WORDLIKE = re.compile(
    r"(?=[^\W\d_]*[aeiouyäöüáéíóúàèêô])(?:[^\W\d_]{4,}|age|car|pet|tax|fee|day|per|of|in|on|to|the|and|web|app|buy|all|"
    r"new|net|no|is|has|sex|job|kid|tea|own|use|low|max|min|avg|alter|ort|art|tag|pro|bei|am|im|der|die|das|von|und|"
    r"año|mes|día|por|de|la|el|los|las|con|en|y|a|i)",
    re.I,
)
_YES = frozenset({"yes", "y", "true", "t", "ja", "j", "sí", "si", "s", "oui", "o", "1", "wahr", "verdadero"})
_NO = frozenset(
    {"no", "n", "false", "f", "nein", "non", "0", "falsch", "falso", "none", "kein", "keine", "ninguno"}
)
_NEGATED = re.compile(r"(?:Not|No|Non|Kein|Keine|Nicht|Ohne|Sin)\b")
_DESCRIBES = re.compile(
    r"(?:\w{2,}(?:ed|ive|able|ible|less)|male|female|student|senior|citizen|member|customer|client|smoker|owner|"
    r"parent|subscriber|\w*mitglied|\w*kunde|rentner|student(?:in)?|raucher|aktiv|verheiratet|ledig|gekündigt|"
    r"angemeldet|abonniert|\w+iert|vegetarian|vegan|vegetarier|vegetarisch|vegetariano|socio|socia|cliente|miembro|"
    r"jubilado|fumador|activo|activa|casado|casada|suscrito)"
)
# What was done comes first in headings of programs: AcceptedCmp3, suscrito_boletin.
_DONE = re.compile(
    r"(?!\w*(?:glied|schied|lied)\Z)\w{2,}ed|\w+iert|gekündigt|angemeldet|gekauft|suscrit[oa]|aceptad[oa]|comprad[oa]|activad[oa]|registrad[oa]"
)
# German writes these in small letters: nicht aktiv, nicht verheiratet.
_ADJECTIVE = re.compile(
    r"(?!\w*(?:glied|schied|lied)\Z)\w{2,}(?:ed|ive|able|ible|less)|\w+iert|aktiv|verheiratet|ledig|gekündigt|angemeldet|vegetarisch|vegan|"
    r"activ[oa]|casad[oa]|suscrit[oa]",
    re.IGNORECASE,
)
_WITH_LEVEL = frozenset({
    "channel", "region", "segment", "category", "department", "branch", "zone", "kanal", "kategorie", "abteilung",
    "filiale", "gebiet", "canal", "región", "segmento", "categoría", "departamento", "sucursal", "zona",
})  # fmt: skip
_VERBS = frozenset({
    "uses", "orders", "buys", "owns", "wants", "likes", "reads", "shops", "pays", "plays", "lives", "works",
    "travels", "drives", "receives", "gets", "accepts", "nutzt", "kauft", "bestellt", "besitzt", "liest",
    "zahlt", "fährt", "erhält", "usa", "compra", "pide", "lee", "paga", "recibe", "acepta",
})  # fmt: skip
_STATING = frozenset({
    "i", "we", "me", "my", "us", "our", "is", "are", "should", "must", "would", "how", "do", "does", "ich",
    "wir", "mir", "mich", "mein", "meine", "unsere", "ist", "sind", "sollte", "sollten", "wie", "yo", "mi",
    "mis", "nos", "es", "son", "debe", "deben", "cómo", "je", "nous", "mon", "ma", "mes", "est", "sont",
    "doit",
})  # fmt: skip
# Of questions that are too long to stand in a name, the words that carry nothing are left out.
_CARRY_NOTHING = _STATING | _OF | frozenset({
    "a", "an", "to", "with", "you", "your", "were", "was", "and", "or", "it", "at", "by", "be", "this",
    "that", "from", "what", "which", "did", "have", "has", "overall", "please", "rate", "sie", "mit", "und",
    "oder", "die", "das", "dem", "den", "ein", "eine", "einen", "zu", "zum", "zur", "bei", "auf", "waren",
    "haben", "wurde", "usted", "con", "y", "o", "el", "la", "los", "las", "un", "una", "su", "por", "para",
    "que", "está", "fue",
})  # fmt: skip
# What stands before and after these belongs together: balance per month is no balance.
_RATIO = frozenset({"per", "pro", "je", "por", "par"})
# No brief heading ends in one of these.
_JOINING = _CARRY_NOTHING | frozenset(
    {"in", "within", "than", "over", "under", "als", "unter", "über", "entre", "sobre"}
)
_BRIEF = 30
_CODE_LENGTH = 8


def spoken_words(heading: str) -> list[str]:
    """Return the words of a heading with abbreviations written out, capitals as the heading has them."""
    text = _IN_BRACKETS.sub("", heading)
    words = (_BETWEEN_WORDS.sub(" ", text).strip() or heading).split() or [heading]
    out: list[str] = []
    for at, word in enumerate(words):
        following = words[at + 1].casefold() if at + 1 < len(words) else ""
        is_credit = word.casefold() == "cr" and following in ("card", "cards", "limit")
        full = "credit" if is_credit else WRITTEN_OUT.get(word.casefold(), word)
        out.append(full.capitalize() if full != word and word[:1].isupper() else full)
    return out


@dataclass(frozen=True)
class Variable(Spoken):
    """A column's heading as it reads inside a sentence."""

    heading: str

    def __str__(self) -> str:
        return _of_purchases(self.heading) or _cased(spoken_words(self.heading), self.heading)


@dataclass(frozen=True)
class Subject(Spoken):
    """What a heading asks, counts or sums, without the words that say so: has_cr_card, NumWebPurchases, MntWines."""

    heading: str

    def __str__(self) -> str:
        text = _of_purchases(self.heading) or _cased(_subject(self.heading), self.heading)
        return text.lower() if _ADJECTIVE.fullmatch(text) else text


@dataclass(frozen=True)
class Level(Spoken):
    """A category as it reads in a name: alone where it is a word of its own, else with its heading."""

    heading: str
    level: str

    def __str__(self) -> str:
        text = re.sub(r"(?<=[^\W\d_])[._]+(?=\w)", " ", self.level)
        if _NEGATED.match(text):
            text = text[:1].lower() + text[1:]
        if speaks_for_itself(self.level):
            return text if not is_place_or_channel(self.heading) else self._in_its_column(text)
        return f"{Variable(self.heading)} {text}"

    def _in_its_column(self, text: str) -> str:
        """Return the level with its column: Retail channel, and in other languages Kanal Retail."""
        variable = str(Variable(self.heading))
        if variable.casefold() in text.casefold():
            return text
        return f"{text} {variable}" if current_language() == "en" else f"{variable} {text}"


@dataclass(frozen=True)
class Capitalised(Spoken):
    """A phrase at the start of a name."""

    phrase: Message

    def __str__(self) -> str:
        text = str(self.phrase)
        return text[:1].upper() + text[1:]


def _of_purchases(heading: str) -> str:
    """Return what a column that segdesk computes is called inside a sentence; nothing for any other heading."""
    title = computed_title(heading)
    if title is None:
        return ""
    first, *rest = str(title).split(" ")
    return " ".join([first if current_language() == "de" else _lowered(first), *rest])


def is_place_or_channel(heading: str) -> bool:
    """Whether a heading is a single word such as channel or region, which belongs to its levels."""
    words = spoken_words(heading)
    return len(words) == 1 and words[0].casefold() in _WITH_LEVEL


def speaks_for_itself(level: str) -> bool:
    """Whether a level is understood without its column."""
    return bool(_LETTERS.search(level)) and level.strip().casefold() not in _SAY_NOTHING


def is_yes(word: str | None) -> bool:
    """Whether a word is a plain yes."""
    return word is not None and word.strip().casefold() in _YES


def is_no(word: str | None) -> bool:
    """Whether a word is a plain no."""
    return word is not None and word.strip().casefold() in _NO


def describes_person(heading: str) -> bool:
    """Whether yes to a heading says what someone is, as in is_active or SeniorCitizen, not what someone has."""
    words = [word.casefold() for word in spoken_words(heading)]
    if words[0] in ("is", "was", "are", "ist", "es", "esta", "está"):
        return True
    if words[0] in _ASKED:
        return False
    return _DESCRIBES.fullmatch(words[-1]) is not None or _DONE.fullmatch(words[0]) is not None


def is_verb(heading: str) -> bool:
    """Whether yes to a heading says what somebody does: uses_app, orders online."""
    words = spoken_words(heading)
    return len(words) > 1 and words[0].casefold() in _VERBS


def is_statement(heading: str) -> bool:
    """Whether a heading is a question or a statement that people agree with: I enjoy cooking."""
    words = [word.casefold() for word in spoken_words(heading)]
    return len(words) > 2 and bool(_STATING & set(words))


def is_counted(heading: str) -> bool:
    """Whether a heading counts something that it names: NumWebPurchases, Anzahl Besuche."""
    words = [word.casefold() for word in spoken_words(heading)]
    return len(words) > 1 and (words[0] in _COUNTS or words[-1] in ("count", "cnt"))


def is_frequency(heading: str) -> bool:
    """Whether a heading tells how often something happens that it names: PURCHASES_FREQUENCY."""
    words = spoken_words(heading)
    return len(words) > 1 and words[-1].casefold() in _OFTEN


def is_wordlike(heading: str) -> bool:
    """Whether a heading is made of words: not emp.var.rate, euribor3m or x."""
    return all(_WORDLIKE.fullmatch(word) is not None for word in spoken_words(heading))


def is_negated(level: str) -> bool:
    """Whether a level says what is not so: Not.home."""
    return _NEGATED.match(level) is not None


def is_sum_of(heading: str) -> bool:
    """Whether a heading sums what was spent on something that it names: MntWines, spend on meat."""
    words = [word.casefold() for word in spoken_words(heading)]
    rest = [word for word in words[1:] if word not in _OF]
    return (
        words[0] in _SPENT and bool(rest) and not {"score", "frequency", "share", "rate", "index"} & set(rest)
    )


def _subject(heading: str) -> list[str]:
    words = spoken_words(heading)
    while len(words) > 1 and words[0].casefold() in _COUNTS | _ASKED | _SPENT | _OF:
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in _FLAGS:
        words = words[:-1]
    return words


def _cased(words: list[str], heading: str) -> str:
    """Return the words as they stand inside a sentence; of very many, the first that carry something."""
    if len(" ".join(words)) > _BRIEF and not _RATIO & {word.casefold() for word in words[1:-1]}:
        words = _brief(words)
    if len(heading) <= _CODE_LENGTH and not any(map(_WORDLIKE.fullmatch, words)):
        # t_x, V12 and CC are known to those who know them as they are written.
        return heading.strip() or heading
    letters = [word for word in words if word[:1].isalpha()]
    is_title = all(word[0].isupper() for word in letters)
    if heading.isupper() or "_" in heading:
        # Headings of programs shout or are all of a piece; short capitals are abbreviations.
        words = [w if w.isupper() and len(w) <= 3 and len(words) > 1 else w.lower() for w in words]
    elif current_language() != "de":
        words = [_lowered(w) if (is_title or not at) and w != "I" else w for at, w in enumerate(words)]
    text = " ".join(words)
    # German headings are nouns, which begin with a capital.
    return text[:1].upper() + text[1:] if current_language() == "de" else text


def _brief(words: list[str]) -> list[str]:
    """Return words that carry something, as many as are brief together; one at least, never a part of a word."""
    carrying = [word for word in words if word.casefold().strip("?!,;:") not in _CARRY_NOTHING] or words
    kept = 1
    while kept < len(carrying) and len(" ".join(carrying[: kept + 1])) <= _BRIEF:
        kept += 1
    while kept > 1 and carrying[kept - 1].casefold() in _JOINING:
        kept -= 1
    return [word.strip("?!,;:") or word for word in carrying[:kept]]


def _lowered(word: str) -> str:
    """Return a word in small letters, unless it is an abbreviation or has capitals inside."""
    return word.lower() if word[1:].islower() or len(word) == 1 else word
