"""Every finding has words, every wording is of a finding, and each can be said of extreme figures in every language."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import segdesk
from segdesk.engine.data.finding import WORDINGS, finding
from segdesk.messages import LANGUAGES, Figure, Percent, in_words, use_language

PACKAGE = Path(segdesk.__file__).parent
# What makes findings: the engine, and what works on tables that are not in memory.
MAKERS = sorted(path for name in ("engine", "scale", "delivery") for path in (PACKAGE / name).rglob("*.py"))


def findings_made() -> Iterator[tuple[str, str, set[str | None]]]:
    """Yield the place, the code and the figures of every finding that is made."""
    for path in MAKERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "finding":
                for code in codes_of(node.args[0]):
                    figures = {keyword.arg for keyword in node.keywords}
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", code, figures


def codes_of(argument: ast.expr) -> list[str]:
    """Return the code that an argument is, or both of a choice between two."""
    branches = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
    return [b.value for b in branches if isinstance(b, ast.Constant) and isinstance(b.value, str)]


def placeholders(code: str) -> set[str]:
    wording = WORDINGS[code]
    templates = (wording.template, wording.plural or "")
    return {name for text in templates for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_finding_has_words_and_gives_the_figures_that_they_name():
    made = list(findings_made())
    assert len(made) > 300
    for place, code, figures in made:
        assert code in WORDINGS, f"{place}: no words for {code}"
        if None not in figures:
            assert placeholders(code) <= figures, place


def test_every_wording_is_of_a_finding_that_can_be_made():
    written = " ".join(path.read_text("utf-8") for path in MAKERS)
    assert [code for code in WORDINGS if f'"{code}"' not in written] == []


def test_only_figures_of_the_words_have_a_format():
    for code, wording in WORDINGS.items():
        assert set(wording.formats) <= placeholders(code), code


def test_shares_are_percentages_and_fits_have_two_decimals_wherever_they_are_said():
    for code, wording in WORDINGS.items():
        for name in placeholders(code) & {"share", "part", "precision", "coverage", "held_out"}:
            assert isinstance(wording.formats[name](0.5), Percent), code
        for name in placeholders(code) & {"fit", "best_fit", "agreement"}:
            assert wording.formats[name](0.5) == Figure(0.5, 2), code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n", [0, 1, 2, 1_000_000])
@pytest.mark.parametrize("name", ["", "A" * 300, "50% {off} <b>&amp;</b>"])
def test_every_wording_can_be_said_of_extreme_figures(language: str, n: int, name: str):
    with use_language(language):
        for code, wording in WORDINGS.items():
            figures = {each: 1.0 if each in wording.formats else name for each in placeholders(code)}
            if wording.plural is not None or "n" in figures:
                figures["n"] = n
            said = str(finding(code, **figures))
            assert said or not name
            for each in wording.formats:
                assert in_words(wording.formats[each](1.0)) in said, code
            if "n" in placeholders(code) and "n" in wording.template and (wording.plural is None or n != 1):
                assert in_words(n) in said, code
