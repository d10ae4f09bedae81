"""Help in three languages, and a hint at what was perhaps meant."""

import pytest

from segdesk.cli.arguments import language_of
from segdesk.cli.parser import build_parser
from segdesk.messages import LANGUAGES
from tests.cli.running import segdesk

COMMANDS = (
    "app",
    "report",
    "campaign",
    "uplift",
    "inspect",
    "clean",
    "scan",
    "run",
    "predict",
    "which",
    "export-sql",
    "compare",
    "track",
    "forget",
    "sample",
    "selftest",
)
USAGE = {"en": "usage: segdesk", "de": "Aufruf: segdesk", "es": "uso: segdesk"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_its_help_in_every_language(command: str, lang: str):
    words = [command, "--help"] if command == "app" else [command, "--lang", lang, "--help"]
    if command == "app" and lang != "en":
        words = ["--lang", lang, command, "--help"]
    done = segdesk(*words)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.startswith(f"{USAGE[lang]} {command}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_page_names_every_command_in_every_language(lang: str):
    done = segdesk("--lang", lang, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(USAGE[lang])
    for command in COMMANDS:
        assert f"    {command} " in done.stdout


def test_no_two_languages_say_the_same_of_a_command():
    pages = {segdesk("run", "--lang", lang, "--help").stdout for lang in LANGUAGES}
    assert len(pages) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["rnu", "x.csv"], "Did you mean run?"),
        (["run", "x.csv", "--methd", "kmeans"], "Did you mean --method?"),
        (["run", "x.csv", "--method", "kmean"], "Did you mean kmeans?"),
        (["clean", "x.csv", "--outt=y.csv", "--out", "z.csv"], "Did you mean --out?"),
        (["inspect", "--lang", "de", "x.csv", "--shet", "A"], "Meinten Sie --sheet?"),
        (["scan", "--lang=es", "x.csv", "--date-order", "day-frist"], "¿Quiso decir day-first?"),
    ],
)
def test_wrong_words_are_met_with_what_was_perhaps_meant(words: list[str], hint: str):
    done = segdesk(*words)
    assert done.returncode == 2
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run"], "These are missing: FILE."),
        (["run", "x.csv", "--seed", "a"], "--seed needs a whole number, not 'a'."),
        (["run", "x.csv", "--k"], "--k needs a value."),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(words: list[str], said: str):
    done = segdesk(*words)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_word_like_nothing_gets_no_hint():
    assert "Did you mean" not in segdesk("run", "x.csv", "--zzzz", "1").stderr


def test_language_is_found_before_the_words_are_understood():
    assert language_of(["run", "--lang", "de"]) == "de"
    assert language_of(["run", "--lang=es", "x"]) == "es"
    assert language_of(["run", "--lang", "fr"]) == "en"
    assert language_of(["--language"]) == "en"


def test_parser_speaks_of_every_option():
    commands = next(a for a in build_parser()._actions if a.dest == "command").choices
    assert set(commands) == set(COMMANDS)
