"""Every sentence of the program, said of extreme values in every language: nothing, one, all, long and evil names."""

import re
import string
from collections.abc import Iterator
from functools import cache

import pytest

from segdesk.messages import LANGUAGES, Percent, Sentence, Value, use_language
from tests.test_messages import calls_in_the_package, name_of, templates_of

VALUES: dict[str, Value] = {
    "none": 0,
    "one": 1,
    "many": 1_234_567,
    "no share": Percent(0.0),
    "hardly any": Percent(0.0004),
    "nearly all": Percent(0.9999),
    "all": Percent(1.0),
    "long": "Überschrift, die sehr viel länger ist als nötig " * 12,
    "hostile": 'x<script>alert("1")</script>”“„«{evil}\r\n=1+1',
}
SHARES = ("no share", "hardly any", "nearly all", "all")
# Verbs that follow a count, as in "1 has".
VERBS = "is|has|was|does|lies|counts|stays|takes|goes|stands|brings|holds|comes|tells|fits|says"
ONE_OF_SEVERAL = re.compile(rf"\b1 (?!(?:{VERBS}|less|as)\b)[a-z]+s\b")
BLANKS = re.compile(r"  | [.,;?!)](?!\w|csv|xlsx)|^ | $")
SENTENCE_END = (".", "?", "!")


@cache
def templates() -> tuple[tuple[str, str | None], ...]:
    """Return every template of the program, with its plural where it has one."""
    found = set()
    for _, call in calls_in_the_package():
        texts = [text for text in templates_of(call) if text is not None]
        if name_of(call) in ("say_n", "wording_n"):
            found.add((texts[0], texts[-1]))
        else:
            found |= {(text, None) for text in texts}
    return tuple(sorted(found, key=str))


def placeholders(*texts: str | None) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text or "") if name}


def said(kind: str) -> Iterator[tuple[str, str]]:
    """Yield every template with what it says of one kind of value, in the language in force."""
    for singular, plural in templates():
        names = placeholders(singular, plural)
        values = dict.fromkeys(names, VALUES[kind])
        for n in (None,) if plural is None else (0, 1, 2, 1_234_567):
            if n is not None:
                values["n"] = n
            yield singular, str(Sentence(singular, values, plural))


def test_there_are_many_sentences():
    assert len(templates()) > 1_500


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", VALUES)
def test_no_sentence_comes_apart(language, kind):
    faults = []
    with use_language(language):
        for template, text in said(kind):
            own = str(VALUES[kind])
            rest = text.replace(own.strip(), "") if kind in ("long", "hostile") else text
            if kind != "hostile" and re.search(r"[{}]", text):
                faults.append(("a placeholder is left", text))
            if re.search(r"\b(?:nan|None|True|False)\b", rest) and not re.search(r"nan|None|True", template):
                faults.append(("a word of the program", text))
            if kind not in ("long", "hostile") and BLANKS.search(text) and not BLANKS.search(template):
                faults.append(("blanks", text))
            if ".." in text.replace("...", "…") and ".." not in template:
                faults.append(("two full stops", text))
            if any(ord(letter) < 32 for letter in text.replace("\n", "")):
                faults.append(("a control character", text))
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SHARES)
def test_every_sentence_begins_with_a_capital(language, kind):
    faults = []
    with use_language(language):
        for template, text in said(kind):
            if not template.endswith(SENTENCE_END) or not (template[0].isupper() or template[0] in "{“"):
                continue
            first = text.lstrip("¿¡")[:1]
            if first.isalpha() and first.islower():
                faults.append(text)
    assert faults == []


def test_one_is_never_several():
    """Of the count that decides the wording; what else is counted may well be several."""
    faults = []
    for singular, plural in templates():
        if plural is None:
            continue
        values = {**dict.fromkeys(placeholders(singular, plural), 7), "n": 1}
        text = str(Sentence(singular, values, plural))
        if ONE_OF_SEVERAL.search(text):
            faults.append(text)
    assert faults == []
