"""What kind of table it is and what each column is for."""

from dataclasses import dataclass

from segdesk.engine.recipe.settings import check, setting
from segdesk.messages import say


@dataclass(frozen=True)
class ColumnsSpec:
    """What kind of table it is and what each column is for."""

    kind: str = setting(
        "auto",
        say("Kind of table"),
        say("one row per customer, or one per purchase"),
        choices=("auto", "customers", "transactions"),
    )
    id: str | None = setting(
        None,
        say("Identifier"),
        say("column that identifies a customer; default: found, or the row number"),
        metavar="COL",
    )
    value: str | None = setting(
        None, say("Value"), say("money column of a customers table; default: found by name"), metavar="COL"
    )
    use: tuple[str, ...] = setting(
        (),
        say("Form segments"),
        say("columns that form the segments, comma-separated; then nothing else does"),
        metavar="A,B",
    )
    describe: tuple[str, ...] = setting(
        (), say("Describe"), say("columns that only describe the segments"), metavar="A,B"
    )
    ignore: tuple[str, ...] = setting((), say("Ignore"), say("columns to leave out"), metavar="A,B")

    def __post_init__(self) -> None:
        check(self)
