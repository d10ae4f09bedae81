"""Arguments as segdesk speaks of them: help and errors in the user's language, with what was perhaps meant."""

import argparse
import difflib
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from segdesk.messages import LANGUAGES, Message, say
from segdesk.resources import third_party_licences

_LIKE = 0.6


def language_of(words: Sequence[str]) -> str:
    """Return the language that the words of a command line ask for; English where they don't, or ask for another."""
    for word, following in pairwise([*words, ""]):
        wanted = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and wanted in LANGUAGES:
            return wanted
    return "en"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the likeliest of the known words, empty where none is like it."""
    near = difflib.get_close_matches(word, list(known), 1, _LIKE)
    return f" {say('Did you mean {word}?', word=near[0])}" if near else ""


class _Help(argparse.HelpFormatter):
    """Help in the language in force."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with how the command is used."""
        super().add_usage(usage, actions, groups, f"{say('usage:')} " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence with a hint, without the whole usage above it.

    Parameters
    ----------
    options : callable, optional
        Adds the options to the parser, when something is to be parsed with it.
    **details
        As argparse's.
    """

    def __init__(
        self, options: Callable[[argparse.ArgumentParser], None] | None = None, **details: Any
    ) -> None:
        self._add_options = options
        super().__init__(**{"formatter_class": _Help, **details, "add_help": False})
        self._positionals.title = str(say("arguments"))
        self._optionals.title = str(say("options"))
        self.add_argument("-h", "--help", action="help", help=str(say("show this help and leave")))

    def complete(self) -> "Parser":
        """Add the options, if that is still to be done, and return the parser."""
        add, self._add_options = self._add_options, None
        if add is not None:
            add(self)
        return self

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return the options, and the words that nobody knows."""
        return super(Parser, self.complete()).parse_known_args(args, namespace)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Return the options; a word that nobody knows is an error with the likeliest one that somebody does."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            word = next((each for each in unknown if each.startswith("-")), unknown[0])
            parser = self._parser_of(getattr(options, "command", None))
            known = parser._option_string_actions
            said = say("Nothing here is called {words}.", words=" ".join(unknown))
            parser.error(f"{said}{did_you_mean(word.partition('=')[0], known)}")
        return options

    def _parser_of(self, command: str | None) -> "Parser":
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction) and command in action.choices:
                found: Parser = action.choices[command]
                return found
        return self

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        choices = ", ".join(map(str, action.choices))
        said = say("“{value}” is none of: {choices}.", value=str(value), choices=choices)
        raise argparse.ArgumentError(action, f"{said}{did_you_mean(str(value), map(str, action.choices))}")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one sentence, and where help is; leave with 2."""
        first = sys.argv[1] if len(sys.argv) > 1 else ""
        hint = say("Try: {words}", words=f"{self.prog} --help")
        if self.prog == "segdesk" and Path(first).is_file():
            hint = say("Try: {words}", words=f"segdesk run {first}")
        text = _in_words(message)
        self.exit(2, f"segdesk: {text}{'' if text.endswith(('.', '?', '!')) else '.'} {hint}\n")


def _in_words(message: str) -> str:
    """Return an error of argparse's in the language in force."""
    for pattern, words in _ERRORS:
        found = pattern.fullmatch(message)
        if found is not None:
            return str(words(*found.groups()))
    return message.removeprefix("argument ")


# What argparse says of words that it can't take; it knows no German and no Spanish.
_ERRORS: tuple[tuple[re.Pattern[str], Callable[..., Message]], ...] = (
    (
        re.compile(r"the following arguments are required: (.*)", re.DOTALL),
        lambda names: say("These are missing: {names}.", names=names),
    ),
    (
        re.compile(r"argument (.*?): expected .*argument.*", re.DOTALL),
        lambda name: say("{name} needs a value.", name=name),
    ),
    (
        re.compile(r"argument (.*?): invalid (int|float) value: (.*)", re.DOTALL),
        lambda name, kind, value: (
            say("{name} needs a whole number, not {value}.", name=name, value=value)
            if kind == "int"
            else say("{name} needs a number, not {value}.", name=name, value=value)
        ),
    ),
)


def add_language(command: argparse.ArgumentParser) -> None:
    """Add `--lang`."""
    command.add_argument(
        "--lang", choices=tuple(LANGUAGES), help=str(say("language of the sentences; default: en"))
    )


class ShowVersion(argparse.Action):
    """`--version`, looked up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **kwargs: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, help=str(say("show the version and leave")))

    def __call__(self, parser: argparse.ArgumentParser, *details: object) -> None:
        """Show it and leave."""
        from segdesk.version import VERSION  # noqa: PLC0415 - reading it takes a while

        parser.exit(message=f"segdesk {VERSION}\n")


class ShowLicences(argparse.Action):
    """`--licences`: the whole file that built programs carry."""

    def __init__(self, option_strings: Sequence[str], dest: str, **kwargs: Any) -> None:
        words = say("show the licences of everything that the program contains and leave")
        super().__init__(option_strings, dest, nargs=0, help=str(words))

    def __call__(self, parser: argparse.ArgumentParser, *details: object) -> None:
        """Show them and leave."""
        licences = third_party_licences()
        if licences is None:
            said = say(
                "segdesk is under the MIT licence. Python and the packages that it uses were installed "
                "separately here, each with its own licence."
            )
            print(said)
        else:
            print(licences.read_text("utf-8"), end="")
        parser.exit()
