"""The options of each command, made from the recipe's declarations."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

from segdesk.cli.arguments import add_language
from segdesk.cli.campaign_options import add_campaign_and_results, add_plan
from segdesk.cli.placing_options import add_customer, add_map, add_model
from segdesk.cli.report_options import add_preset, add_report_options
from segdesk.cli.setting_options import add_settings
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine_names import ENGINES
from segdesk.io.scoring.sql_dialects import DIALECTS
from segdesk.messages import Message, say

# Settings that only `run` has; `inspect` and `scan` share the others.
ONLY_RUN = ("formats", "report", "audience", "explore", "raw")
# How a file is read: what `predict` and `compare` share with the commands that find segments.
READING = ("sheet", "table", "encoding", "delimiter", "decimal", "date_order", "header", "lang")
OF_PREDICT = (*READING, "query", "join", "raw")
OF_COMPARE = (*READING, "id", "value")
OF_CAMPAIGN = (*OF_COMPARE, "seed")
OF_UPLIFT = (*OF_COMPARE, "report")


def _add_app(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="FILE",
        help=str(say("a table, a model.segdesk, or a folder or several files to read as one table")),
    )


def _add_inspect(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    add_settings(command, without=ONLY_RUN)
    _add_voice(command)


def _add_clean(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    command.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="CLEAN",
        help=str(say("file to write: .csv, .xlsx or .parquet")),
    )
    stages = (ReadSpec, ColumnsSpec, TransactionsSpec)
    add_settings(command, only=(*(f.name for stage in stages for f in fields(stage)), "lang", "raw"))
    _add_voice(command)


def _add_scan(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    _add_engine(command)
    _add_master(command)
    add_settings(command, without=ONLY_RUN)
    _add_voice(command)


def _add_engine(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help=str(
            say(
                "what reads files: memory; duckdb, which takes CSV and Parquet larger than memory; spark, on a cluster "
                "too; auto: duckdb where they would take more than half of the free memory"
            )
        ),
    )


def _add_master(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--master",
        metavar="URL",
        help=str(
            say("where Spark runs: local[*] (this computer, the default), spark://HOST:PORT, yarn, k8s://URL")
        ),
    )


def _add_run(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    _add_folder_to_write(command, say("folder to write; default: STEM-segments beside FILE"))
    command.add_argument(
        "--project",
        type=Path,
        metavar="FILE",
        help=str(
            say("also keep the result in this project, which the window opens; made if it is not there")
        ),
    )
    command.add_argument(
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
    add_preset(command)
    _add_engine(command)
    _add_master(command)
    add_settings(command)
    _add_voice(command)


def _add_predict(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    add_model(command)
    command.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="LABELED",
        help=str(say("file to write: .csv, .xlsx or .parquet")),
    )
    add_map(command)
    _add_engine(command)
    _add_master(command)
    add_settings(command, only=OF_PREDICT)
    _add_voice(command)


def _add_which(command: argparse.ArgumentParser) -> None:
    add_model(command)
    add_customer(command)
    add_language(command)
    command.add_argument(
        "--json", action="store_true", help=str(say("the answer as JSON on standard output, nothing else"))
    )


def _add_export_sql(command: argparse.ArgumentParser) -> None:
    add_model(command)
    command.add_argument(
        "--format",
        choices=("sql", "json", "excel"),
        default="sql",
        help=str(
            say(
                "sql (default): one SELECT; json: the numbers that placing rests on, see docs/placing.md; excel: a "
                "workbook of formulas"
            )
        ),
    )
    command.add_argument(
        "--dialect",
        choices=list(DIALECTS),
        help=str(say("the database's way of writing SQL; ansi for others than those named")),
    )
    command.add_argument(
        "--table",
        default="customers",
        metavar="NAME",
        help=str(say("table of the customers there, as segdesk clean writes them; default: customers")),
    )
    command.add_argument(
        "--rows",
        type=int,
        metavar="N",
        help=str(say("excel: customers that the workbook has room for; default: 5,000")),
    )
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help=str(say("file to write; default: standard output, which takes no workbook")),
    )
    add_language(command)


def _add_compare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "old",
        type=Path,
        metavar="OLD",
        help=str(say("labeled file, folder of a run, or model.segdesk: the earlier one")),
    )
    command.add_argument("new", type=Path, metavar="NEW", help=str(say("the same of the later one")))
    command.add_argument(
        "--data",
        type=Path,
        nargs="+",
        metavar="FILE",
        help=str(say("for two models: the file whose customers both place, or one file for each")),
    )
    _add_folder_to_write(command, say("folder to write; default: STEM-comparison beside NEW"))
    add_settings(command, only=OF_COMPARE)
    _add_voice(command)


def _add_forget(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path, metavar="PROJECT", help=str(say("project file, .segdesk")))
    command.add_argument(
        "--customer", required=True, metavar="ID", help=str(say("identifier, as it stands in the table"))
    )
    command.add_argument("--quiet", action="store_true", help=str(say("no progress")))
    add_language(command)


def _add_track(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help=str(say("a folder with one file per month, or purchases with their dates")),
    )
    _add_folder_to_write(command, say("folder to write; default: FOLDER-tracking beside FOLDER"))
    command.add_argument(
        "--model",
        type=Path,
        metavar="M",
        help=str(say("model.segdesk that places every month; without it the segments are found in one")),
    )
    command.add_argument(
        "--found-in",
        metavar="PERIOD",
        help=str(
            say(
                "the period that the segments are found in: first, last, or such as 2024-03; default: the first file, "
                "the last month of purchases"
            )
        ),
    )
    add_settings(command, without=ONLY_RUN)
    _add_voice(command)


def _add_report(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help=str(say("a project, or the folder that run wrote, or that of its model.segdesk")),
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help=str(say("folder to write")))
    command.add_argument(
        "--overwrite",
        action="store_true",
        help=str(say("replace the files of an earlier result of segdesk's in DIR")),
    )
    add_settings(command, only=("report", "audience"))
    add_report_options(command)
    command.add_argument("--quiet", action="store_true", help=str(say("no progress")))


def _add_campaign(command: argparse.ArgumentParser) -> None:
    add_plan(command)
    _add_folder_to_write(command, say("folder to write; default: STEM-campaign beside SOURCE"))
    add_settings(command, only=OF_CAMPAIGN)
    _add_voice(command)


def _add_uplift(command: argparse.ArgumentParser) -> None:
    add_campaign_and_results(command)
    _add_folder_to_write(command, say("folder to write; default: STEM-uplift beside RESULTS"))
    add_settings(command, only=OF_UPLIFT)
    _add_voice(command)


def _add_sample(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "name", nargs="?", metavar="NAME", help=str(say("name of a sample; without one they are listed"))
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help=str(say("file to write; default: its own name, here"))
    )
    add_language(command)


def _add_selftest(command: argparse.ArgumentParser) -> None:
    add_language(command)
    command.add_argument("--quiet", action="store_true", help=str(say("print the last line only")))


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


# What adds the options of each command.
OPTIONS: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "app": _add_app,
    "inspect": _add_inspect,
    "clean": _add_clean,
    "scan": _add_scan,
    "run": _add_run,
    "predict": _add_predict,
    "which": _add_which,
    "export-sql": _add_export_sql,
    "compare": _add_compare,
    "forget": _add_forget,
    "track": _add_track,
    "report": _add_report,
    "campaign": _add_campaign,
    "uplift": _add_uplift,
    "sample": _add_sample,
    "selftest": _add_selftest,
}
