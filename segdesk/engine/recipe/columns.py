"""What kind of table it is and what each column is for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from segdesk.engine.expressions.parser import parse
from segdesk.engine.expressions.syntax import Expression, ExpressionError
from segdesk.engine.recipe.computed import DerivedColumn, MergedLevels, derived_of_line, merged_of_line
from segdesk.engine.recipe.labels import ColumnLabel, label_of_line
from segdesk.engine.recipe.settings import check, has_type, need, setting
from segdesk.errors import UsageError
from segdesk.messages import say

# As `ColumnType` has them; that lives with arrays, which no command line waits for to show its help.
TYPES = ("number", "category", "ordered", "date", "yes/no", "text", "identifier")
ORDERED = "ordered"
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
        words={
            "auto": say("Choose for me"),
            "customers": say("Customers, one per row"),
            "transactions": say("Purchases, one per row"),
        },
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
            "what columns hold, where that was read wrongly: number, category, ordered, date, yes/no, text or "
            "identifier; ordered:LOW<MIDDLE<HIGH says the order of a category; default: found"
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

    where: str | None = setting(
        None,
        say("Only customers with"),
        say("which customers take part, such as: country = 'DE' and spend > 100; default: all"),
        metavar="EXPR",
    )
    derived: tuple[DerivedColumn, ...] = setting(
        (),
        say("Computed columns"),
        say(
            "a column computed from others, such as: Spend per order = ratio(spend, orders); may be repeated"
        ),
        metavar="NAME=FORMULA",
        flag="derive",
        of_line=derived_of_line,
    )
    merged: tuple[MergedLevels, ...] = setting(
        (),
        say("Merged values"),
        say(
            "values of a category that count as one, such as: City: Rhineland = Bonn | Cologne; may be repeated"
        ),
        metavar="COL:NAME=A|B",
        flag="merge",
        of_line=merged_of_line,
    )

    labels: tuple[ColumnLabel, ...] = setting(
        (),
        say("Labels"),
        say("what a column is called, with its unit, such as: mnt_wine=Wine [€]; may be repeated"),
        metavar="COL=LABEL",
        flag="label",
        of_line=label_of_line,
    )

    # Of a recipe that was filled in: what nobody asked for. It is kept, and its reasons are those of the file at hand.
    found: tuple[str, ...] = ()
    kind_found: bool | None = None

    def __post_init__(self) -> None:
        check(self)
        need(has_type(self.found, tuple[str, ...]), "found", self.found)
        need(self.kind_found is None or isinstance(self.kind_found, bool), "kind_found", self.kind_found)
        self.types()
        self.condition()
        self._refuse_repeated_names()

    def condition(self) -> Expression | None:
        """Return which customers take part, None for all.

        Raises
        ------
        UsageError
            If it cannot be understood.
        """
        if self.where is None or not self.where.strip():
            return None
        try:
            return parse(self.where)
        except ExpressionError as error:
            raise in_condition(error) from error

    @property
    def making(self) -> tuple[object, ...]:
        """The settings that make something of customers' columns, for comparisons."""
        return self.merged, self.derived, None if self.condition() is None else self.where, self.labels

    def as_asked(self) -> "ColumnsSpec":
        """Return the spec without the roles that were found when the recipe was filled in."""
        found = set(self.found)
        return replace(
            self,
            use=tuple(name for name in self.use if name not in found),
            describe=tuple(name for name in self.describe if name not in found),
            ignore=tuple(name for name in self.ignore if name not in found),
            outcome=tuple(
                entry
                for entry in self.outcome
                if entry not in found and entry.rpartition("=")[0] not in found
            ),
            found=(),
        )

    def _refuse_repeated_names(self) -> None:
        seen: set[str] = set()
        for column in self.derived:
            folded = column.name.strip().casefold()
            if folded in seen:
                raise UsageError(say("Two computed columns are called “{column}”.", column=column.name))
            seen.add(folded)

    def types(self) -> dict[str, str]:
        """Return the types that the user settled, by name of column.

        Raises
        ------
        UsageError
            If one is not written as COLUMN=TYPE.
        """
        return {name: kind for name, kind, _ in map(_type_of, self.type)}

    def orders(self) -> dict[str, tuple[str, ...]]:
        """Return the values of ordered categories from low to high, by name of column; none where to be found."""
        return {name: order for name, kind, order in map(_type_of, self.type) if kind == ORDERED}


def type_entry(name: str, kind: str, order: Sequence[str] = ()) -> str:
    """Return how `type` says what a column holds."""
    return f"{name}={kind}" + (f":{'<'.join(order)}" if order else "")


def _type_of(entry: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the column, its type and the order of its values as an entry of `type` says them."""
    # A name may hold the sign itself; a type does not, but an order may.
    name, sign, order = entry.rpartition(f"={ORDERED}:")
    if sign:
        levels = tuple(level.strip() for level in order.split("<"))
        if name.strip() and all(levels) and len(set(levels)) == len(levels) > 1:
            return name.strip(), ORDERED, levels
    name, sign, kind = entry.rpartition("=")
    if not sign or not name.strip() or kind.strip().lower() not in TYPES:
        raise UsageError(
            say("--type can't be “{value}”.", value=entry),
            mend=say("Write COLUMN=TYPE; types are: {types}.", types=", ".join(TYPES)),
        )
    return name.strip(), kind.strip().lower(), ()


def in_condition(error: ExpressionError) -> ExpressionError:
    """Return an error of a condition that says where it stands in the text."""
    return ExpressionError(
        say("Condition, character {place}: {what}", place=error.at.start + 1, what=error.what),
        error.at,
        error.mend,
    )
