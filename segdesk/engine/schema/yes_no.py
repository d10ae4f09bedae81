"""Columns of two answers: yes and no, in the words that files use."""

from collections.abc import Sequence

_PAIRS = (
    ("yes", "no"),
    ("y", "n"),
    ("ja", "nein"),
    ("j", "n"),
    ("si", "no"),
    ("sí", "no"),
    ("s", "n"),
    ("true", "false"),
    ("t", "f"),
    ("wahr", "falsch"),
    ("verdadero", "falso"),
    ("oui", "non"),
    ("o", "n"),
    ("vrai", "faux"),
    ("ja", "nej"),
    ("ja", "nee"),
    ("tak", "nie"),
    ("sim", "não"),
    ("sì", "no"),
    ("da", "ne"),
    ("ano", "ne"),
    ("да", "нет"),
    ("так", "ні"),
    ("evet", "hayır"),
    ("igen", "nem"),
    ("kyllä", "ei"),
    ("da", "nu"),
    ("はい", "いいえ"),
    ("是", "否"),
    ("예", "아니오"),
    ("ναι", "όχι"),
    ("نعم", "لا"),
    ("כן", "לא"),
    ("vero", "falso"),
    ("verdadeiro", "falso"),
    ("prawda", "fałsz"),
    ("waar", "onwaar"),
    ("истина", "ложь"),
    ("☑", "☐"),
    ("✓", "✗"),
    ("✔", "✘"),
    ("✅", "❌"),
    ("on", "off"),
    ("1", "0"),
    ("1.0", "0.0"),
    ("-1", "0"),
)
# What ticks a line of a list: the empty cells beside it are the no.
_TICKS = frozenset({
    "x", "✓", "✔", "☑", "✅", "yes", "y", "ja", "j", "si", "sí", "sì", "s", "sim", "tak", "да",
    "oui", "true", "wahr", "verdadero", "vrai", "1", "on", "opt-in", "optin", "opted in", "checked", "subscribed",
    "angemeldet", "abonniert", "suscrito",
})  # fmt: skip


def find_pair(texts: Sequence[str], yes: str | None = None, no: str | None = None) -> tuple[str, str] | None:
    """Return the words for yes and no in small letters, if these are all that stand in the texts.

    Parameters
    ----------
    texts : sequence of str
        Distinct texts, missing ones left out.
    yes, no : str, optional
        The words of a column that is known to be yes/no; then one of them is enough.

    Returns
    -------
    (yes, no) or None
        For ticks, the no is the empty text.
    """
    found = {text.strip().casefold() for text in texts}
    if yes is not None and no is not None and found <= {yes.strip().casefold(), no.strip().casefold()}:
        return yes.strip().casefold(), no.strip().casefold()
    if len(found) == 1 and next(iter(found)) in _TICKS:
        return next(iter(found)), ""
    return next((pair for pair in _PAIRS if found == set(pair)), None)


def known_pair(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return the pair that most of the texts belong to, for a column that is wanted as yes/no."""
    found = {text.strip().casefold() for text in texts}
    best = max(_PAIRS, key=lambda pair: len(found & set(pair)))
    return best if found & set(best) else None
