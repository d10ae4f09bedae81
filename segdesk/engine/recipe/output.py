"""What is written, and in which language."""

from dataclasses import dataclass

from segdesk.engine.recipe.settings import check, setting
from segdesk.messages import say


@dataclass(frozen=True)
class OutputSpec:
    """What is written and in which language."""

    lang: str = setting(
        "en", say("Language"), say("language of sentences and report"), choices=("en", "de", "es")
    )
    formats: tuple[str, ...] = setting(
        ("csv", "xlsx"),
        say("Labeled files"),
        say("labeled files to write, comma-separated: csv, xlsx, parquet"),
        metavar="A,B",
    )
    explore: tuple[str, ...] = setting(
        (),
        say("Columns to look at"),
        say(
            "columns to look at by segment, or in pairs as A*B, comma-separated: each gets a chart and a table in the "
            "report and the folder explore"
        ),
        metavar="A,B*C",
        expert=True,
    )
    raw: bool = setting(
        False,
        say("No formula protection"),
        say("write cells that begin like a formula as they are, for programs that read labeled.csv"),
        expert=True,
    )
    compact_model: bool = setting(
        False,
        say("Compact model"),
        say("write a model that holds no customer’s own values, but means of five customers and more"),
        expert=True,
    )

    def __post_init__(self) -> None:
        check(self)
