"""What kind of table it is and what each column is for."""

from dataclasses import dataclass

from segdesk.engine.recipe.settings import check, setting
from segdesk.errors import UsageError
from segdesk.messages import say

# As `ColumnType` has them; that lives with arrays, which no command line waits for to show its help.
TYPES = ("number", "category", "date", "yes/no", "text", "identifier")
NO_COLUMN = ""
"""As `id` or `value`: there is no such column, whatever might be found."""


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
        say("column that identifies a customer, or “” for the row number; default: found"),
        metavar="COL",
    )
    value: str | None = setting(
        None,
        say("Value"),
        say("money column of a customers table, or “” for none; default: found by name"),
        metavar="COL",
    )
    type: tuple[str, ...] = setting(
        (),
        say("Types"),
        say(
            "what columns hold, where that was read wrongly: number, category, date, yes/no, text or identifier; "
            "default: found"
        ),
        metavar="COL=TYPE,...",
        expert=True,
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
    outcome: tuple[str, ...] = setting(
        (),
        say("Outcomes"),
        say("columns of two values that segments are judged by, with the value that counts; default: found"),
        metavar="COL[=VALUE],...",
    )
    ignore: tuple[str, ...] = setting((), say("Ignore"), say("columns to leave out"), metavar="A,B")
    recency: str | None = setting(
        None,
        say("Recency"),
        say(
            "column of a customers table with the days since the last order, or its day, for --method rfm; default: "
            "found"
        ),
        metavar="COL",
    )
    frequency: str | None = setting(
        None,
        say("Number of orders"),
        say("column of a customers table with the number of orders, for --method rfm; default: found"),
        metavar="COL",
    )

    def __post_init__(self) -> None:
        check(self)
        self.types()

    def types(self) -> dict[str, str]:
        """Return the types that the user settled, by name of column.

        Raises
        ------
        UsageError
            If one is not written as COLUMN=TYPE.
        """
        found = {}
        for entry in self.type:
            # A name may hold the sign itself; a type does not.
            name, sign, kind = entry.rpartition("=")
            if not sign or not name.strip() or kind.strip().lower() not in TYPES:
                raise UsageError(
                    say("--type can't be “{value}”.", value=entry),
                    mend=say("Write COLUMN=TYPE; types are: {types}.", types=", ".join(TYPES)),
                )
            found[name.strip()] = kind.strip().lower()
        return found
