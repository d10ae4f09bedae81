"""The words of the command line, made from the recipe's declarations."""

import argparse
import importlib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from segdesk.cli.arguments import Parser, ShowLicences, ShowVersion
from segdesk.cli.campaign_options import add_campaign_and_results, add_plan
from segdesk.cli.placing_options import add_customer, add_map, add_model
from segdesk.cli.report_options import add_preset, add_report_options
from segdesk.cli.setting_options import add_settings
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import STAGES, Recipe
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.errors import UsageError
from segdesk.messages import LANGUAGES, Message, say

# Settings that only `run` has; `inspect` and `scan` share the others.
ONLY_RUN = ("formats", "report", "audience", "explore", "raw")
# How a file is read: what `predict` and `compare` share with the commands that find segments.
READING = ("sheet", "table", "encoding", "delimiter", "decimal", "date_order", "header", "lang")
OF_PREDICT = (*READING, "query", "join", "raw")
OF_COMPARE = (*READING, "id", "value")
OF_CAMPAIGN = (*OF_COMPARE, "seed")
OF_UPLIFT = (*OF_COMPARE, "report")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command, in the language in force; each sets `work` to the function that does it."""
    parser = Parser(
        prog="segdesk",
        description=str(
            say("Customer segmentation: a file of customers in; named segments, a report and a model out.")
        ),
        epilog=str(
            say("Examples: segdesk run customers.csv; segdesk customers.csv opens the window on the file.")
        ),
    )
    parser.add_argument("--version", action=ShowVersion)
    parser.add_argument("--licences", action=ShowLicences)
    _add_language(parser)
    commands = parser.add_subparsers(
        dest="command", metavar=str(say("COMMAND")), title=str(say("commands")), parser_class=Parser
    )
    for add in (
        _add_app,
        _add_inspect,
        _add_clean,
        _add_scan,
        _add_run,
        _add_predict,
        _add_which,
        _add_compare,
        _add_forget,
        _add_track,
        _add_report,
        _add_campaign,
        _add_uplift,
        _add_sample,
        _add_selftest,
    ):
        add(commands)
    return parser


def _add_app(commands: Any) -> None:
    window = commands.add_parser(
        "app",
        help=str(say("open the desktop window, with FILE if one is named")),
        description=str(say("Open the desktop window, with FILE if one is named.")),
        allow_abbrev=False,
    )
    window.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help=str(say("a table, a model.segdesk, or a folder or several files to read as one table")),
    )


def _add_inspect(commands: Any) -> None:
    inspect = _command(
        commands, "inspect", say("show the columns with type, role and examples, and what run would do")
    )
    _add_files(inspect)
    add_settings(inspect, without=ONLY_RUN)
    _add_voice(inspect)


def _add_clean(commands: Any) -> None:
    clean = _command(commands, "clean", say("write the table as it was understood, for any other program"))
    _add_files(clean)
    clean.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="CLEAN",
        help=str(say("file to write: .csv, .xlsx or .parquet")),
    )
    stages = (ReadSpec, ColumnsSpec, TransactionsSpec)
    add_settings(clean, only=(*(f.name for stage in stages for f in fields(stage)), "lang", "raw"))
    _add_voice(clean)


def _add_scan(commands: Any) -> None:
    scan = _command(commands, "scan", say("compare numbers of segments by every criterion"))
    _add_files(scan)
    add_settings(scan, without=ONLY_RUN)
    _add_voice(scan)


def _add_run(commands: Any) -> None:
    run = _command(commands, "run", say("the main job: segment FILE and write everything into a folder"))
    _add_files(run)
    _add_folder_to_write(run, say("folder to write; default: STEM-segments beside FILE"))
    run.add_argument(
        "--project",
        type=Path,
        metavar="FILE",
        help=str(
            say("also keep the result in this project, which the window opens; made if it is not there")
        ),
    )
    run.add_argument(
        "--like",
        type=Path,
        metavar="EARLIER",
        help=str(
            say(
                "an earlier model.segdesk, whose names and colours the segments that go on get; of the folder of "
                "its run, the report also tells who moved"
            )
        ),
    )
    add_preset(run)
    add_settings(run)
    _add_voice(run)


def _add_predict(commands: Any) -> None:
    predict = _command(commands, "predict", say("place the customers of a new file with a model"))
    _add_files(predict)
    add_model(predict)
    predict.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="LABELED",
        help=str(say("file to write: .csv, .xlsx or .parquet")),
    )
    add_map(predict)
    add_settings(predict, only=OF_PREDICT)
    _add_voice(predict)


def _add_which(commands: Any) -> None:
    which = _command(
        commands, "which", say("say where one customer belongs, and what would lead to another segment")
    )
    add_model(which)
    add_customer(which)
    _add_language(which)
    which.add_argument(
        "--json", action="store_true", help=str(say("the answer as JSON on standard output, nothing else"))
    )


def _add_compare(commands: Any) -> None:
    compare = _command(
        commands, "compare", say("tell who moved from which segment to which between two results")
    )
    compare.add_argument(
        "old",
        type=Path,
        metavar="OLD",
        help=str(say("labeled file, folder of a run, or model.segdesk: the earlier one")),
    )
    compare.add_argument("new", type=Path, metavar="NEW", help=str(say("the same of the later one")))
    compare.add_argument(
        "--data",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=str(say("for two models: the file whose customers both place, or one file for each")),
    )
    _add_folder_to_write(compare, say("folder to write; default: STEM-comparison beside NEW"))
    add_settings(compare, only=OF_COMPARE)
    _add_voice(compare)


def _add_forget(commands: Any) -> None:
    forget = _command(commands, "forget", say("delete a customer from a project, its results and its models"))
    forget.add_argument("project", type=Path, metavar="PROJECT", help=str(say("project file, .segdesk")))
    forget.add_argument(
        "--customer", required=True, metavar="ID", help=str(say("identifier, as it stands in the table"))
    )
    forget.add_argument("--quiet", action="store_true", help=str(say("no progress")))
    _add_language(forget)


def _add_track(commands: Any) -> None:
    track = _command(
        commands, "track", say("follow the customers of a folder of monthly files from month to month")
    )
    track.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help=str(say("a folder with one file per month, or purchases with their dates")),
    )
    _add_folder_to_write(track, say("folder to write; default: FOLDER-tracking beside FOLDER"))
    track.add_argument(
        "--model",
        type=Path,
        metavar="M",
        help=str(say("model.segdesk that places every month; without it the segments are found in one")),
    )
    track.add_argument(
        "--found-in",
        metavar="PERIOD",
        help=str(
            say(
                "the period that the segments are found in: first, last, or such as 2024-03; default: the first file, "
                "the last month of purchases"
            )
        ),
    )
    add_settings(track, without=ONLY_RUN)
    _add_voice(track)


def _add_report(commands: Any) -> None:
    report = _command(commands, "report", say("make reports again from a project or the folder of a run"))
    report.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help=str(say("a project, or the folder that run wrote, or that of its model.segdesk")),
    )
    report.add_argument("--out", type=Path, required=True, metavar="DIR", help=str(say("folder to write")))
    report.add_argument(
        "--overwrite",
        action="store_true",
        help=str(say("replace the files of an earlier result of segdesk's in DIR")),
    )
    add_settings(report, only=("report", "audience"))
    add_report_options(report)
    report.add_argument("--quiet", action="store_true", help=str(say("no progress")))


def _add_campaign(commands: Any) -> None:
    campaign = _command(
        commands, "campaign", say("write a list for each segment, and hold a part back to see what it brings")
    )
    add_plan(campaign)
    _add_folder_to_write(campaign, say("folder to write; default: STEM-campaign beside SOURCE"))
    add_settings(campaign, only=OF_CAMPAIGN)
    _add_voice(campaign)


def _add_uplift(commands: Any) -> None:
    uplift = _command(commands, "uplift", say("tell what a campaign brought, against those held back"))
    add_campaign_and_results(uplift)
    _add_folder_to_write(uplift, say("folder to write; default: STEM-uplift beside RESULTS"))
    add_settings(uplift, only=OF_UPLIFT)
    _add_voice(uplift)


def _add_sample(commands: Any) -> None:
    sample = _command(commands, "sample", say("list or write the bundled sample data"))
    sample.add_argument(
        "name", nargs="?", metavar="NAME", help=str(say("name of a sample; without one they are listed"))
    )
    sample.add_argument(
        "--out", type=Path, metavar="FILE", help=str(say("file to write; default: its own name, here"))
    )
    _add_language(sample)


def _add_selftest(commands: Any) -> None:
    selftest = _command(
        commands, "selftest", say("a small run of every reader, method, writer, chart and the window")
    )
    _add_language(selftest)
    selftest.add_argument("--quiet", action="store_true", help=str(say("print the last line only")))


def _command(commands: Any, name: str, summary: Message) -> argparse.ArgumentParser:
    text = str(summary)
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False
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
        help=str(
            say(
                "the file to open; a folder, or several files, are read as one table; or the URL of a database"
            )
        ),
    )


def _source(text: str) -> Path | str:
    """Return the path of a file; a URL stays as it is, since a path would lose one of its slashes."""
    return text if "://" in text else Path(text)


def _add_folder_to_write(command: argparse.ArgumentParser, words: Message) -> None:
    command.add_argument("--out", type=Path, metavar="DIR", help=str(words))
    command.add_argument(
        "--overwrite",
        action="store_true",
        help=str(say("replace the files of an earlier result of segdesk's in DIR")),
    )


def _add_voice(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--json", action="store_true", help=str(say("the summary as JSON on standard output, nothing else"))
    )
    command.add_argument("--quiet", action="store_true", help=str(say("no progress")))
    command.add_argument(
        "--verbose", action="store_true", help=str(say("every step that was taken, in words"))
    )


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lang", choices=tuple(LANGUAGES), help=str(say("language of the sentences; default: en"))
    )


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
    if getattr(options, "codebook", None) is not None:
        from segdesk.io.codebook import read_codebook  # noqa: PLC0415 - needed for this option only

        settings["labels"] = (*read_codebook(options.codebook), *settings.get("labels", ()))
    if settings.get("delimiter") in ("tab", "\\t"):
        settings["delimiter"] = "\t"
    if len(settings.get("delimiter", ",")) != 1:
        raise UsageError(
            say("--delimiter can't be “{value}”.", value=settings["delimiter"]),
            mend=say("Write one character, or tab."),
        )
    return recipe.with_settings(settings)
