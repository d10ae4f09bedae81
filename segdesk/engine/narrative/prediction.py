"""Words for customers that were placed."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "prediction",
    customers_placed=wording_n(
        "{n} customer placed into {k} segments.", "{n} customers placed into {k} segments."
    ),
    placed_without_limits=wording(
        "The segments were made with limits on their size. Those don't hold here: each customer is placed "
        "in the segment that suits best."
    ),
    not_placed=wording_n(
        "{n} customer can't be placed, for lack of values or by the recipe's rules; segment 0.",
        "{n} customers can't be placed, for lack of values or by the recipe's rules; segment 0.",
    ),
    unknown_categories=wording_n(
        "{column}: {n} cell holds a value that was not there before; it counts as the most usual one.",
        "{column}: {n} cells hold values that were not there before; they count as the most usual one.",
    ),
    unlike_anyone=wording_n(
        "{n} customer is unlike anyone the segments were made from.",
        "{n} customers are unlike anyone the segments were made from.",
    ),
    given_by_hand=wording("given by hand"),
)
