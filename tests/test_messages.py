"""Sentences and numbers as people write them."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from segdesk import messages
from segdesk.messages import (
    Percent,
    Sentence,
    cut_at_word,
    in_words,
    number_in_words,
    say,
    say_n,
    times_figure,
    use_language,
)


def test_values_are_written_with_grouped_thousands():
    text = say(
        "{column}: {n} of {total} empty, filled with {fill}.", column="Income", n=24, total=2240, fill=51381.5
    )
    assert str(text) == "Income: 24 of 2,240 empty, filled with 51,382."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0001, "0"),
        (0.12345, "0.123"),
        (1.5, "1.5"),
        (12.3456, "12.35"),
        (-1234.5, "−1,234"),
        (1e6, "1,000,000"),
        (float("nan"), "–"),
    ],
)
def test_numbers_have_the_digits_that_matter(value: float, text: str):
    assert number_in_words(value) == text


@pytest.mark.parametrize(
    ("times", "text"), [(0.0, "0.0"), (0.0128, "0.01"), (0.094, "0.09"), (0.2, "0.2"), (4.42, "4.4")]
)
def test_times_never_round_to_nothing(times, text):
    assert str(times_figure(times)) == text


def test_count_decides_the_wording():
    one, many = (say_n("{n} row is empty.", "{n} rows are empty.", n=n) for n in (1, 1200))
    assert str(one) == "1 row is empty."
    assert str(many) == "1,200 rows are empty."


def test_messages_inside_messages_and_lists():
    assert str(say("{what}: {names}", what=say("Columns"), names=["a", "b", "c"])) == "Columns: a, b and c"


def test_shares_never_round_to_nothing_or_all():
    assert [str(Percent(s)) for s in (0, 0.001, 0.25, 0.999, 1)] == [
        "0%",
        "under 1%",
        "25%",
        "over 99%",
        "100%",
    ]


def test_a_decimal_too_few_to_show_is_told_as_well():
    assert [str(Percent(s, 1)) for s in (0, 0.0002, 0.005, 0.9999, 1)] == [
        "0.0%",
        "under 0.1%",
        "0.5%",
        "over 99.9%",
        "100.0%",
    ]
    assert str(Percent(1 / 200)) == "under 1%"


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_share_begins_a_sentence_with_a_capital(language):
    with use_language(language):
        for share in (0.001, 0.999):
            text = str(say("{share} of the customers belong to no segment.", share=Percent(share)))
            assert text[0].isupper()
        inside = str(
            say("{count}; {value_share} of {value}", count="x", value_share=Percent(0.001), value="y")
        )
        assert inside.startswith("x; ")
        assert inside[3].islower()


def test_spanish_has_no_article_before_more_than_all():
    sentence = Sentence(
        "El {own} y el {own} del {all}, al {all}.", {"own": Percent(0.999), "all": Percent(0.25)}
    )
    with use_language("es"):
        more = str(Percent(0.999))
        assert more.startswith("más")
        assert str(sentence) == f"M{more[1:]} y {more} del 25\u00a0%, al 25\u00a0%."
        turned = Sentence("Del {own}: del {own}, al {own}.", {"own": Percent(0.001)})
        less = str(Percent(0.001))
        assert str(turned) == f"De {less}: de {less}, a {less}."
    assert str(sentence) == "El over 99% y el over 99% del 25%, al 25%."


def test_german_joins_a_preposition_to_the_article_of_a_message():
    money = Sentence("dem {what}", {"what": "Umsatz {x}"})
    sentence = Sentence("50 von {value}; An {value}, von {name}.", {"value": money, "name": "dem Haus"})
    with use_language("de"):
        assert str(sentence) == "50 vom Umsatz {x}; Am Umsatz {x}, von dem Haus."
    assert str(sentence) == "50 von dem Umsatz {x}; An dem Umsatz {x}, von dem Haus."


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("Customers who buy wine often", 20, "Customers who buy…"),
        ("Customers who buy wine", 22, "Customers who buy wine"),
        ("Wine, cheese, and everything", 14, "Wine, cheese…"),
        ("Donaudampfschifffahrtsgesellschaft", 12, "Donaudampfs…"),
        ("A Donaudampfschifffahrtsgesellschaft", 12, "A Donaudamp…"),
    ],
)
def test_texts_are_cut_between_words(text, most, cut):
    assert cut_at_word(text, most) == cut
    assert len(cut) <= most


def test_braces_in_data_are_not_placeholders():
    assert str(say("{name}", name="{evil} {0}")) == "{evil} {0}"


def test_a_language_without_catalogue_is_english_in_words_and_numbers():
    with use_language("fr"):
        assert not messages.has_catalogue("fr")
        assert str(Sentence("{n}", {"n": 1234})) == "1,234"


def test_an_installed_catalogue_changes_words_and_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "translations" / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="de")
    catalogue.add("{n} rows of {x}", "{n} Zeilen von {x}")
    with (folder / "segdesk.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(messages, "resource", lambda: tmp_path)
    monkeypatch.setitem(messages._MARKS, "xx", (".", ","))
    with use_language("xx"):
        assert str(say("{n} rows of {x}", n=1234, x=2.5)) == "1.234 Zeilen von 2,5"
        assert str(say("not translated")) == "not translated"


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_numbers_in_words_can_be_read_back_roughly(value: float):
    text = number_in_words(value).replace(",", "").replace("−", "-")
    assert float(text) == pytest.approx(value, rel=6e-3, abs=6e-4)


def test_in_words_leaves_texts_alone():
    assert in_words("00123") == "00123"


@cache
def calls_in_the_package() -> tuple[tuple[str, ast.Call], ...]:
    """Return every call that holds a template with its place."""
    return tuple(_calls())


def _calls() -> Iterator[tuple[str, ast.Call]]:
    package = Path(messages.__file__).parent
    for path in sorted(package.rglob("*.py")):
        if path.name == "messages.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("say", "say_n", "wording", "wording_n")
            ):
                yield f"{path.relative_to(package)}:{node.lineno}", node


def name_of(call: ast.Call) -> str:
    """Return the name of the function that is called."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def templates_of(call: ast.Call) -> Iterator[str | None]:
    """Yield the template texts of a call, None for one that is no literal."""
    wanted = call.args[:2] if name_of(call) in ("say_n", "wording_n") else call.args[:1]
    for argument in wanted:
        branches = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
        for branch in branches:
            literal = isinstance(branch, ast.Constant) and isinstance(branch.value, str)
            yield branch.value if literal else None


def test_every_sentence_is_a_literal_that_can_be_extracted():
    computed = [
        place for place, call in calls_in_the_package() if any(text is None for text in templates_of(call))
    ]
    assert computed == []


def test_every_placeholder_of_a_sentence_gets_its_value():
    for place, call in calls_in_the_package():
        given = {keyword.arg for keyword in call.keywords}
        # What a wording is given is said where the finding is made; tests/engine/narrative looks at those.
        if None in given or name_of(call) in ("wording", "wording_n"):
            continue
        if name_of(call) == "say_n":
            given.add("n")
        for text in templates_of(call):
            wanted = {name for _, name, _, _ in string.Formatter().parse(text or "") if name}
            assert wanted <= given, place


def test_what_is_quoted_from_a_file_is_cut_and_shows_its_control_characters():
    heading = "Umsatz\r\n\x1b[31m" + "ä" * 1_000_000
    text = str(say("There is no column “{name}”.", name=heading))
    assert text.startswith("There is no column “Umsatz␍␊␛[31mää")
    assert text.endswith("ä…”.")
    assert len(text) == len("There is no column “”.") + 80


def test_long_lists_are_cut_and_sentences_within_sentences_are_not():
    names = [f"columna {i}" for i in range(10_000)]
    assert str(say("The columns are: {names}.", names=names)).endswith("columna 199 and ….")
    long = say(
        "{a}, {b} and {a} again, as it was said by everybody who was there at the time.", a="x" * 60, b="y"
    )
    assert str(say("Said: {all}", all=[long])) == f"Said: {long}"
