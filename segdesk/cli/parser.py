"""The words of the command line, made from the recipe's declarations."""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, NoReturn, get_origin

from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import STAGES, Recipe
from segdesk.engine.recipe.settings import Setting, is_table, option_name, setting_types, without_none
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.errors import UsageError
from segdesk.messages import LANGUAGES, say
from segdesk.resources import third_party_licences

# Settings that only `run` has; `inspect` and `scan` share the others.
ONLY_RUN = ("formats", "raw")
# How a file is read: what `predict` and `compare` share with the commands that find segments.
READING = ("sheet", "table", "encoding", "delimiter", "decimal", "date_order", "header", "lang")
OF_PREDICT = (*READING, "query", "join", "raw")
OF_COMPARE = (*READING, "id", "value")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command; each sets `work` to the function that does it."""
    parser = _Parser(
        prog="segdesk",
        description="Customer segmentation: a file of customers in; named segments, a report and a model out.",
        epilog="Examples: segdesk run customers.csv; segdesk customers.csv opens the window on the file.",
    )
    parser.add_argument("--version", action=_ShowVersion)
    parser.add_argument("--licences", action=_ShowLicences)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for add in (
        _add_app,
        _add_inspect,
        _add_clean,
        _add_scan,
        _add_run,
        _add_predict,
        _add_compare,
        _add_sample,
        _add_selftest,
    ):
        add(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one sentence with a hint, without the whole usage above it."""

    def error(self, message: str) -> NoReturn:
        first = sys.argv[1] if len(sys.argv) > 1 else ""
        hint = f"Try: {self.prog} --help"
        if self.prog == "segdesk" and Path(first).is_file():
            hint = f"Try: segdesk run {first}"
        self.exit(2, f"segdesk: {message}. {hint}\n")


class _ShowVersion(argparse.Action):
    """`--version`, looked up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **kwargs: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version and leave")

    def __call__(self, parser: argparse.ArgumentParser, *details: object) -> None:
        from segdesk.version import VERSION  # noqa: PLC0415 - reading it takes a while

        parser.exit(message=f"segdesk {VERSION}\n")


class _ShowLicences(argparse.Action):
    """`--licences`: the whole file that built programs carry."""

    def __init__(self, option_strings: Sequence[str], dest: str, **kwargs: Any) -> None:
        words = "show the licences of everything that the program contains and leave"
        super().__init__(option_strings, dest, nargs=0, help=words)

    def __call__(self, parser: argparse.ArgumentParser, *details: object) -> None:
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


def _add_app(commands: Any) -> None:
    window = commands.add_parser(
        "app",
        help="open the desktop window, with FILE if one is named",
        description="Open the desktop window, with FILE if one is named.",
        allow_abbrev=False,
    )
    window.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help="a table, a model.segdesk, or a folder or several files to read as one table",
    )


def _add_inspect(commands: Any) -> None:
    inspect = _command(
        commands, "inspect", "show the columns with type, role and examples, and what run would do"
    )
    _add_files(inspect)
    _add_settings(inspect, without=ONLY_RUN)
    _add_voice(inspect)


def _add_clean(commands: Any) -> None:
    clean = _command(commands, "clean", "write the table as it was understood, for any other program")
    _add_files(clean)
    clean.add_argument(
        "--out", type=Path, required=True, metavar="CLEAN", help="file to write: .csv, .xlsx or .parquet"
    )
    stages = (ReadSpec, ColumnsSpec, TransactionsSpec)
    _add_settings(clean, only=(*(f.name for stage in stages for f in fields(stage)), "lang", "raw"))
    _add_voice(clean)


def _add_scan(commands: Any) -> None:
    scan = _command(commands, "scan", "compare numbers of segments by every criterion")
    _add_files(scan)
    _add_settings(scan, without=ONLY_RUN)
    _add_voice(scan)


def _add_run(commands: Any) -> None:
    run = _command(commands, "run", "the main job: segment FILE and write everything into a folder")
    _add_files(run)
    run.add_argument(
        "--out", type=Path, metavar="DIR", help="folder to write; default: STEM-segments beside FILE"
    )
    run.add_argument(
        "--overwrite", action="store_true", help="replace the files of an earlier result of segdesk's in DIR"
    )
    _add_settings(run)
    _add_voice(run)


def _add_predict(commands: Any) -> None:
    predict = _command(commands, "predict", "place the customers of a new file with a model")
    _add_files(predict)
    predict.add_argument("--model", type=Path, required=True, metavar="M", help="model.segdesk of a run")
    predict.add_argument(
        "--out", type=Path, required=True, metavar="LABELED", help="file to write: .csv, .xlsx or .parquet"
    )
    _add_settings(predict, only=OF_PREDICT)
    _add_voice(predict)


def _add_compare(commands: Any) -> None:
    compare = _command(commands, "compare", "tell who moved from which segment to which between two results")
    compare.add_argument(
        "old",
        type=Path,
        metavar="OLD",
        help="labeled file, folder of a run, or model.segdesk: the earlier one",
    )
    compare.add_argument("new", type=Path, metavar="NEW", help="the same of the later one")
    compare.add_argument(
        "--data",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="for two models: the file whose customers both place, or one file for each",
    )
    compare.add_argument(
        "--out", type=Path, metavar="DIR", help="folder to write; default: STEM-comparison beside NEW"
    )
    compare.add_argument(
        "--overwrite", action="store_true", help="replace the files of an earlier result of segdesk's in DIR"
    )
    _add_settings(compare, only=OF_COMPARE)
    _add_voice(compare)


def _add_sample(commands: Any) -> None:
    sample = _command(commands, "sample", "list or write the bundled sample data")
    sample.add_argument(
        "name", nargs="?", metavar="NAME", help="name of a sample; without one they are listed"
    )
    sample.add_argument("--out", type=Path, metavar="FILE", help="file to write; default: its own name, here")
    _add_language(sample)


def _add_selftest(commands: Any) -> None:
    selftest = _command(
        commands, "selftest", "a small run of every reader, method, writer, chart and the window"
    )
    _add_language(selftest)
    selftest.add_argument("--quiet", action="store_true", help="print the last line only")


def _command(commands: Any, name: str, summary: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=summary, description=summary[0].upper() + summary[1:] + ".", allow_abbrev=False
    )
    command.set_defaults(work=_imported(name))
    return command


def _imported(name: str) -> Callable[[argparse.Namespace], None]:
    """Return the command's function, imported when it is called."""

    def work(options: argparse.Namespace) -> None:
        importlib.import_module(f"segdesk.cli.commands.{name}").work(options)

    return work


def _add_files(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        type=_source,
        nargs="+",
        metavar="FILE",
        help="the file to open; a folder, or several files, are read as one table; or the URL of a database",
    )


def _source(text: str) -> Path | str:
    """Return the path of a file; a URL stays as it is, since a path would lose one of its slashes."""
    return text if "://" in text else Path(text)


def _add_voice(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--json", action="store_true", help="the summary as JSON on standard output, nothing else"
    )
    command.add_argument("--quiet", action="store_true", help="no progress")
    command.add_argument("--verbose", action="store_true", help="every step that was taken, in words")


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=tuple(LANGUAGES), help="language of the sentences; default: en")


def _add_settings(
    command: argparse.ArgumentParser, without: Sequence[str] = (), only: Sequence[str] | None = None
) -> None:
    """Add an option for every setting of the recipe; not given means None, so that a recipe file keeps its say.

    Settings that are tables are given in a recipe file only.
    """
    if only is None:
        command.add_argument("--recipe", type=Path, metavar="FILE", help="a recipe to start from")
    recipe = Recipe()
    for stage in STAGES:
        spec = getattr(recipe, stage)
        types = setting_types(type(spec))
        for f in fields(spec):
            rule: Setting | None = f.metadata.get("setting")
            kind = types[f.name]
            if rule is None or f.name in without or is_table(kind) or (only and f.name not in only):
                continue
            flag = f"--{option_name(f.name, rule)}"
            default = getattr(spec, f.name)
            text = _help(rule, default)
            if isinstance(default, bool):
                command.add_argument(flag, dest=f.name, action="store_true", default=None, help=text)
                continue
            command.add_argument(
                flag,
                dest=f.name,
                default=None,
                type=_kind(kind),
                choices=rule.choices or None,
                metavar=None if rule.choices else rule.metavar or None,
                help=text,
            )


def _help(rule: Setting, default: Any) -> str:
    shown = ",".join(default) if isinstance(default, tuple) else default
    # argparse takes a percent sign for the beginning of a placeholder.
    text = str(rule.help).replace("%", "%%")
    if shown in (None, "", False) or "default" in text:
        return text
    return f"{text}; default: {shown}"


def _kind(kind: Any) -> Callable[[str], Any]:
    """Return how a setting of this type is read from a word."""
    single = without_none(kind)
    if get_origin(single) is tuple:
        return _list
    return single if single in (int, float) else str


def _list(text: str) -> tuple[str, ...]:
    """Split a comma-separated list; a name that holds a comma is put in double quotes."""
    import csv  # noqa: PLC0415

    return tuple(name.strip() for name in next(csv.reader([text], skipinitialspace=True), []) if name.strip())


def chosen_settings(options: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that were given on the command line."""
    names = {f.name for stage in STAGES for f in fields(getattr(Recipe(), stage))}
    return {name: value for name, value in vars(options).items() if name in names and value is not None}


def recipe_of(options: argparse.Namespace) -> Recipe:
    """Return the recipe: the file's, if one was named, with what the command line says on top.

    Raises
    ------
    UsageError, InputError
        If a setting is not allowed, or the recipe file cannot be used.
    """
    recipe = Recipe()
    if getattr(options, "recipe", None) is not None:
        from segdesk.io.recipe_file import read_recipe  # noqa: PLC0415 - needed for this option only

        recipe = read_recipe(options.recipe)
    settings = chosen_settings(options)
    if settings.get("delimiter") in ("tab", "\\t"):
        settings["delimiter"] = "\t"
    if len(settings.get("delimiter", ",")) != 1:
        raise UsageError(
            say("--delimiter can't be “{value}”.", value=settings["delimiter"]),
            mend=say("Write one character, or tab."),
        )
    return recipe.with_settings(settings)
