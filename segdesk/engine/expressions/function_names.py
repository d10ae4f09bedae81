"""The functions of expressions: how many values each takes, and what it gives, in words; needs no data.

What each computes stands in `functions`, under the same names.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from segdesk.messages import Message, say

ANY_NUMBER = 100
"""Values that a function takes at most where any number may be given."""


@dataclass(frozen=True)
class Usage:
    """How a function is called.

    Attributes
    ----------
    form : str
        As an example.
    gives : Message
        What it gives, without a full stop.
    least, most : int
        Number of values that it takes.
    """

    form: str
    gives: Message
    least: int
    most: int


USAGES: Mapping[str, Usage] = {
    "if": Usage("if(condition, then, else)", say("one value or another"), 3, 3),
    "coalesce": Usage(
        "coalesce(a, b, ...)", say("the first of several values that is not missing"), 2, ANY_NUMBER
    ),
    "ln": Usage("ln(x)", say("natural logarithm; missing unless x is above 0"), 1, 1),
    "log": Usage("log(x)", say("natural logarithm, as ln"), 1, 1),
    "log10": Usage("log10(x)", say("logarithm to base 10"), 1, 1),
    "log1p": Usage("log1p(x)", say("natural logarithm of 1 + x, for amounts that may be 0"), 1, 1),
    "exp": Usage("exp(x)", say("e to the power of x"), 1, 1),
    "sqrt": Usage("sqrt(x)", say("square root"), 1, 1),
    "abs": Usage("abs(x)", say("size without the sign"), 1, 1),
    "round": Usage("round(x, places)", say("rounded, half to even; places may be left out"), 1, 2),
    "floor": Usage("floor(x)", say("next lower whole number"), 1, 1),
    "ceiling": Usage("ceiling(x)", say("next higher whole number"), 1, 1),
    "ratio": Usage("ratio(a, b)", say("a divided by b; missing where b is 0"), 2, 2),
    "min": Usage("min(a, b, ...)", say("the lowest of several values of a customer"), 2, ANY_NUMBER),
    "max": Usage("max(a, b, ...)", say("the highest of several values of a customer"), 2, ANY_NUMBER),
    "days_between": Usage("days_between(from, to)", say("days from one date to another"), 2, 2),
    "months_between": Usage(
        "months_between(from, to)", say("months of 30.44 days from one date to another"), 2, 2
    ),
    "years_between": Usage(
        "years_between(from, to)", say("years of 365.25 days from one date to another"), 2, 2
    ),
    "year": Usage("year(date)", say("its year"), 1, 1),
    "month": Usage("month(date)", say("its month, 1 to 12"), 1, 1),
    "weekday": Usage("weekday(date)", say("its day of the week, 1 for Monday to 7"), 1, 1),
    "bin": Usage(
        "bin(x, 18, 30, 65)",
        say("ordered classes with these limits; a limit belongs to the higher class"),
        2,
        51,
    ),
    "rank": Usage("rank(x)", say("share of all customers with a lower value, 0 to 1"), 1, 1),
    "groups": Usage("groups(x, n)", say("1 to n, by value, with about as many customers in each"), 2, 2),
    "average": Usage("average(x)", say("average of all customers"), 1, 1),
    "median": Usage("median(x)", say("middle value of all customers"), 1, 1),
    "lowest": Usage("lowest(x)", say("lowest value, or earliest date, of all customers"), 1, 1),
    "highest": Usage("highest(x)", say("highest value, or latest date, of all customers"), 1, 1),
    "total": Usage("total(x)", say("sum over all customers"), 1, 1),
    "contains": Usage('contains(text, "x")', say("whether a text holds another, in any case"), 2, 2),
    "starts": Usage('starts(text, "x")', say("whether a text begins with another, in any case"), 2, 2),
    "ends": Usage('ends(text, "x")', say("whether a text ends with another, in any case"), 2, 2),
}
FUNCTION_NAMES: Mapping[str, tuple[int, int]] = {
    name: (usage.least, usage.most) for name, usage in USAGES.items()
}
