"""What one engine of SQL writes otherwise than another in the statements that summarise purchases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from segdesk.io.scoring.sql_dialects import DIALECTS, SqlDialect


@dataclass(frozen=True)
class ScaleDialect:
    """The words that statements about lines need beyond those that place customers.

    Attributes
    ----------
    base : SqlDialect
        Names, texts, numbers.
    whole : str
        The type of whole numbers of 64 bits.
    row_number : str
        The number of a line of the table as read, rising in its order: of repeated lines the first stays, of
        what stands once per order the first line has it, and of a customer's values on one day the last counts.
    fingerprint : callable
        Returns a number for several texts that others hardly have.
    matches : callable
        Returns whether a text, as a whole, matches a pattern.
    group : callable
        Returns the first group of a pattern that a text matches.
    contains, before : callable
        Return whether a text contains another, and what of it stands before that: all of it where it does not.
    nearest : callable
        Returns the nearest whole number, of two the even one.
    quotient : callable
        Returns a whole number divided by another, which divides it.
    together : callable
        Returns several values as one that is compared by the first of them, then by the next.
    median : callable
        Returns the aggregate of the middle value, of two their mean.
    """

    base: SqlDialect
    whole: str
    row_number: str
    fingerprint: Callable[[Sequence[str]], str]
    matches: Callable[[str, str], str]
    group: Callable[[str, str], str]
    contains: Callable[[str, str], str]
    before: Callable[[str, str], str]
    nearest: Callable[[str], str]
    quotient: Callable[[str, int], str]
    together: Callable[[Sequence[str]], str]
    median: Callable[[str], str]

    def as_whole(self, expression: str) -> str:
        """Return an expression as a whole number."""
        return f"CAST({expression} AS {self.whole})"


DUCKDB = ScaleDialect(
    base=DIALECTS["duckdb"],
    whole="BIGINT",
    row_number="rowid",
    fingerprint=lambda texts: f"hash({', '.join(texts)})",
    matches=lambda text, pattern: f"regexp_full_match({text}, '{pattern}')",
    group=lambda text, pattern: f"regexp_extract({text}, '^{pattern}$', 1)",
    contains=lambda text, part: f"contains({text}, '{part}')",
    before=lambda text, part: f"split_part({text}, '{part}', 1)",
    nearest=lambda number: f"round_even({number}, 0)",
    quotient=lambda number, by: f"(({number}) // {by})",
    together=lambda values: f"ROW({', '.join(values)})",
    median=lambda number: f"median({number})",
)

_SPARK = DIALECTS["spark"]


def _whole_of_spark(pattern: str) -> str:
    # In Java `$` would also match before the end of a line.
    return _SPARK.text(rf"^(?:{pattern})\z")


SPARK = ScaleDialect(
    base=_SPARK,
    whole="BIGINT",
    row_number="line",
    # Whole numbers from 0 up, as the other's.
    fingerprint=lambda texts: f"(xxhash64({', '.join(texts)}) & {2**63 - 1})",
    matches=lambda text, pattern: f"({text} RLIKE {_whole_of_spark(pattern)})",
    group=lambda text, pattern: f"regexp_extract({text}, {_whole_of_spark(pattern)}, 1)",
    contains=lambda text, part: f"contains({text}, '{part}')",
    before=lambda text, part: f"split_part({text}, '{part}', 1)",
    nearest=lambda number: f"RINT({number})",
    quotient=lambda number, by: f"(({number}) DIV {by})",
    together=lambda values: f"STRUCT({', '.join(values)})",
    median=lambda number: f"MEDIAN({number})",
)
