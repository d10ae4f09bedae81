"""What a reader left out of a table: counted by reason, and told with its lines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from segdesk.messages import Message, Value, say, say_n, shortened

# Returns the lines of the file, or of the sheet, on which rows stand.
LineNumbers = Callable[[Sequence[int]], list[int]]
_NAMED = 3
_LONGEST_NAME = 40


@dataclass
class LeftOut:
    """How many rows were left out, per reason.

    Attributes
    ----------
    titles, blank, headings, totals, notes, rules, groups : int
        Lines above the table, blank ones, repeated headings, sums of others, remarks, dashes, names of groups.
    below : int
        Rows of a second table below the first.
    names : list of Message
        What lines of totals call themselves.
    filled : list of Message
        Which cells repeat those above them.
    warnings : list of Message
        What is in doubt.
    """

    titles: int = 0
    blank: int = 0
    headings: int = 0
    totals: int = 0
    notes: int = 0
    rules: int = 0
    groups: int = 0
    below: int = 0
    names: list[Message] = field(default_factory=list, compare=False)
    filled: list[Message] = field(default_factory=list, compare=False)
    warnings: list[Message] = field(default_factory=list, compare=False)

    def steps(self) -> list[Message]:
        """Return a sentence for each reason."""
        reasons = (
            (
                self.titles,
                say_n(
                    "{n} line above the headings was left out.",
                    "{n} lines above the headings were left out.",
                    self.titles,
                ),
            ),
            (self.blank, say_n("{n} blank line was left out.", "{n} blank lines were left out.", self.blank)),
            (
                self.headings,
                say_n(
                    "{n} line that repeats the headings was left out.",
                    "{n} lines that repeat the headings were left out.",
                    self.headings,
                ),
            ),
            (self.totals, self._totals()),
            (
                self.groups,
                say_n(
                    "{n} line that only names a group of others was left out.",
                    "{n} lines that only name a group of others were left out.",
                    self.groups,
                ),
            ),
            (
                self.notes,
                say_n("{n} line of remarks was left out.", "{n} lines of remarks were left out.", self.notes),
            ),
            (
                self.rules,
                say_n("{n} line of dashes was left out.", "{n} lines of dashes were left out.", self.rules),
            ),
        )
        return [*(told for n, told in reasons if n), *self.filled]

    def name_total(self, name: str, line: int) -> None:
        """Keep what a line of totals calls itself, and where it stands."""
        self.names.append(
            say("“{name}” (line {line})", name=shortened(name, _LONGEST_NAME), line=str(line))
            if name
            else say("line {line}", line=str(line))
        )

    def fill(self, cells: Mapping[int, int], headings: Sequence[str]) -> None:
        """Keep how many cells of each column were given what stands above them."""
        for column, n in cells.items():
            self.filled.append(
                say_n(
                    "{n} empty cell of “{column}” was filled with the one above it, as the sheet means it.",
                    "{n} empty cells of “{column}” were filled with those above them, as the sheet means it.",
                    n,
                    column=headings[column].strip() or str(column + 1),
                )
            )

    def _totals(self) -> Message:
        named: list[Value] = [*self.names] if len(self.names) <= _NAMED else [*self.names[:_NAMED], "…"]
        if not named:
            return say_n(
                "{n} line of totals or averages was left out.",
                "{n} lines of totals or averages were left out.",
                self.totals,
            )
        return say_n(
            "{n} line of totals or averages was left out: {names}.",
            "{n} lines of totals or averages were left out: {names}.",
            self.totals,
            names=named,
        )

    def doubt_total(self, name: str, line: int) -> None:
        """Tell that a line is called a total and stays, because its figures are none."""
        self.warnings.append(
            say(
                "Line {line} is called “{name}”, but its figures are not the totals of the others: "
                "it counts as a row of its own. Delete it in the file if it is none.",
                line=str(line),
                name=shortened(name, _LONGEST_NAME),
            )
        )

    def leave_table(self, n: int, line: int) -> None:
        """Tell that another table, or what else is no part of the first, begins on a line and was left out."""
        self.below += n
        self.warnings.append(
            say_n(
                "Another table begins on line {line}: its {n} line was left out.",
                "Another table begins on line {line}: its {n} lines were left out.",
                n,
                line=str(line),
            )
        )
