"""The commands of the command line; what each of them takes is added when it is called for."""

import argparse
import gc
import importlib
from collections.abc import Callable, Mapping

from segdesk.cli.arguments import Parser, ShowLicences, ShowVersion, add_language
from segdesk.cli.room import require_memory_to_load
from segdesk.messages import Message, say

# What each command is for, in the order of the help.
_COMMANDS: Mapping[str, Message] = {
    "app": say("open the desktop window, with FILE if one is named"),
    "inspect": say("show the columns with type, role and examples, and what run would do"),
    "clean": say("write the table as it was understood, for any other program"),
    "scan": say("compare numbers of segments by every criterion"),
    "run": say("the main job: segment FILE and write everything into a folder"),
    "predict": say("place the customers of a new file with a model"),
    "which": say("say where one customer belongs, and what would lead to another segment"),
    "export-sql": say("write a model's placing as SQL, for databases without segdesk"),
    "compare": say("tell who moved from which segment to which between two results"),
    "forget": say("delete a customer from a project, its results and its models"),
    "track": say("follow the customers of a folder of monthly files from month to month"),
    "report": say("make reports again from a project or the folder of a run"),
    "campaign": say("write a list for each segment, and hold a part back to see what it brings"),
    "uplift": say("tell what a campaign brought, against those held back"),
    "sample": say("list or write the bundled sample data"),
    "selftest": say("a small run of every reader, method, writer, chart and the window"),
}


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
    add_language(parser)
    commands = parser.add_subparsers(
        dest="command", metavar=str(say("COMMAND")), title=str(say("commands")), parser_class=Parser
    )
    for name, summary in _COMMANDS.items():
        text = str(summary)
        command = commands.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            allow_abbrev=False,
            options=_options_of(name),
        )
        command.set_defaults(work=_imported(name))
    return parser


def _options_of(name: str) -> Callable[[argparse.ArgumentParser], None]:
    """Return what adds a command's options."""

    def add(command: argparse.ArgumentParser) -> None:
        from segdesk.cli.command_options import OPTIONS  # noqa: PLC0415 - with the recipe, which takes a while

        OPTIONS[name](command)

    return add


def _imported(name: str) -> Callable[[argparse.Namespace], None]:
    """Return the command's function, imported when it is called."""

    def work(options: argparse.Namespace) -> None:
        require_memory_to_load(name)
        # Nothing of what is loaded is garbage, and looking for it takes a quarter of the time of loading: neither now
        # nor later is it looked through.
        gc.disable()
        try:
            command = importlib.import_module(f"segdesk.cli.commands.{name.replace('-', '_')}")
        finally:
            gc.enable()
        gc.freeze()
        command.work(options)

    return work
