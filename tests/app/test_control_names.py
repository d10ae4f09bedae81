"""The window names its controls where the command line names options: in every sentence, in every language."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from PySide6.QtWidgets import QWidget

from segdesk.engine.recipe.control_names import control_name
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import UsageError
from segdesk.messages import LANGUAGES, Option, say, use_language
from segdesk.option_names import name_options_by, options_of, with_controls
from segdesk.resources import resource


@pytest.fixture
def in_the_window() -> Iterator[None]:
    name_options_by(control_name)
    yield
    name_options_by(None)


def templates(language: str) -> list[str]:
    """Return every sentence of the engine in a language; English is the key of the others."""
    folder = resource("translations") / ("de" if language == "en" else language) / "LC_MESSAGES"
    with (folder / "segdesk.po").open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    texts = [entry.id if language == "en" else entry.string for entry in entries]
    return [text for each in texts for text in (each if isinstance(each, list | tuple) else [each])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_window_names_an_option(in_the_window, language):
    with use_language(language):
        shown = {text: with_controls(text) for text in templates(language)}
    assert any("--" in text for text in shown)
    assert [text for text in shown.values() if "--" in text] == []
    for text, window in shown.items():
        placeholders = re.findall(r"\{\w+\}", window)
        assert set(placeholders) <= set(re.findall(r"\{\w+\}", text)), window


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_of_a_sentence_is_one_of_a_control(language):
    names = {name for text in templates(language) for name in options_of(text)}
    assert {"delimiter", "out"} <= names
    assert [name for name in sorted(names) if control_name(name, None) == f"“{name}”"] == []


@pytest.mark.parametrize(
    ("template", "window"),
    [
        ("Name it with --delimiter, or save it.", "Name it with “Separator”, or save it."),
        ("Leave --join out, or go.", "Leave “Customers table” out, or go."),
        ("Use --kind customers for it.", "Use “Kind of table: Customers, one per row” for it."),
        ("Money (to choose: Amount, --amount).", "Money (to choose: Amount)."),
        ("None (to leave it: Refunds, --refunds ignore).", "None (to leave it: Refunds)."),
        ("In --id, --use and --k only.", "In “Identifier”, “Form segments” and “How many segments?” only."),
        ("Name it: --outcome COLUMN=VALUE.", "Name it: “Outcomes”."),
        ("Choose, such as --currency {name}; others go.", "Choose, such as “Currency: {name}”; others go."),
    ],
)
def test_an_option_reads_as_its_control(in_the_window, template, window):
    assert with_controls(template) == window


def test_the_command_line_reads_as_it_is_typed():
    text = "Use --kind customers (or: Amount, --amount)."
    assert with_controls(text) == text
    assert str(say("{setting} can't be “{value}”.", setting=Option("as-of"), value="x")).startswith("--as-of")


def test_a_refused_setting_is_named_as_its_control(in_the_window):
    with pytest.raises(UsageError) as refused:
        Recipe().with_settings({"draws": -1})
    assert "“Repetitions”" in str(refused.value)
    with pytest.raises(UsageError) as refused:
        MethodSpec(min_size="9%%")
    assert "--" not in str(refused.value)


def test_a_cell_that_looks_like_an_option_stays_as_it_is(in_the_window):
    assert str(say("The file has no column “{name}”.", name="--id")).endswith("“--id”.")


def test_no_page_or_dialog_names_an_option(place):
    """Every text and every tooltip that is there to be read."""
    told = []
    for widget in [place, *place.findChildren(QWidget)]:
        read = getattr(widget, "text", None)
        texts = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if callable(read):
            texts.append(read())
        told += [text for text in texts if re.search(r"(?<!\S)--[a-z]", str(text))]
    assert told == []
