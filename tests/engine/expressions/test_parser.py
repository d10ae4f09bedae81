"""From text to tree, and errors at the character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segdesk.engine.expressions.evaluate import columns_named
from segdesk.engine.expressions.function_names import FUNCTION_NAMES, USAGES
from segdesk.engine.expressions.functions import FUNCTIONS
from segdesk.engine.expressions.parser import (
    column_in_expression,
    conjuncts,
    parse,
    text_in_expression,
)
from segdesk.engine.expressions.syntax import All, Column, ExpressionError, Not, Text


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", ""),
        ("spend >", ""),
        ("spend > > 3", ">"),
        ("Total spend > 3", "spend"),
        ('country = "DE', '"DE'),
        ("[Total spend > 3", "[Total spend > 3"),
        ("spend > 1,5", ","),
        ("day = 2024-02-30", "2024-02-30"),
        ("nonsense(spend)", "nonsense"),
        ("if(a, b)", "if(a, b)"),
        ("spend $ 3", "$"),
        ("12abc > 3", "12abc"),
        ("(spend > 3", ""),
        ("spend not 3", "3"),
        ("x in ()", ")"),
    ],
)
def test_an_error_stands_at_what_is_wrong(text, wrong):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    at = caught.value.at
    assert text[at.start : at.end] == wrong
    assert str(caught.value).endswith(".")


def test_and_binds_tighter_than_or_and_not_tighter_than_both():
    either = parse("a or b and not c").node
    assert [type(term) for term in either.terms] == [Column, All]
    assert [type(term) for term in either.terms[1].terms] == [Column, Not]


def test_conditions_joined_with_and_come_apart_as_they_are_written():
    text = 'country = "DE and more" and (a or b) and spend between 1 and 5'
    assert conjuncts(text) == ('country = "DE and more"', "(a or b)", "spend between 1 and 5")
    assert conjuncts("a or b") == ("a or b",)


@given(st.text(min_size=1, max_size=30).filter(lambda name: name.strip() == name and "`" not in name))
def test_any_name_of_a_column_and_any_text_can_be_written(name):
    assert columns_named(parse(column_in_expression(name))) == (name,)
    assert isinstance(parse(column_in_expression(name)).node, Column)
    node = parse(text_in_expression(name)).node
    assert isinstance(node, Text)
    assert node.value == name


@given(st.text(alphabet='abc19.,;()[]"“”`<>=!+-*/^ andornotinismissingbetween\n', max_size=60))
def test_whatever_is_typed_is_understood_or_refused_in_a_sentence(text):
    at = None
    try:
        parse(text)
    except ExpressionError as error:
        at = error.at
    assert at is None or 0 <= at.start <= at.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000 + "a" + ")" * 5000,
        "-" * 5000 + "1",
        "+".join("a" * 3000),
        "not " * 2000 + "a",
        "a" * 20_000,
    ],
)
def test_no_text_is_too_deep_or_too_long_to_answer(text):
    try:
        parse(text)
    except ExpressionError:
        return
    assert text.startswith("not ")


def test_every_function_that_is_named_computes_something_and_no_other_does():
    assert set(FUNCTION_NAMES) == set(FUNCTIONS)


def test_the_documentation_has_every_function():
    page = (Path(__file__).parents[3] / "docs" / "expressions.md").read_text("utf-8")
    assert [name for name, usage in USAGES.items() if f"`{usage.form}` | {usage.gives} |" not in page] == []
