"""Words for customers that were placed."""

from segdesk.engine.data.finding import percent, word, wording, wording_n

word(
    "prediction",
    customers_placed=wording_n(
        "{n} customer placed into {k} segments.", "{n} customers placed into {k} segments."
    ),
    placed_without_limits=wording(
        "The segments were made with limits on their size. Those don't hold here: each customer is placed "
        "in the segment that suits best."
    ),
    placed_without_moves=wording(
        "Some customers were moved by hand where the segments were made. That is not repeated here: each customer is "
        "placed by rule and nearest centre."
    ),
    shares_to_percentages=wording(
        "“{column}”: the model knows it in percent, and the file holds shares of one; they were read as percentages, "
        "0.36 as 36%."
    ),
    percentages_to_shares=wording(
        "“{column}”: the model knows it as shares of one, and the file is in percent; it was read as shares, 36% as "
        "0.36."
    ),
    other_currency=wording(
        "“{column}”: the model was made from amounts in {known}, and the file has {here}. They were not converted: the "
        "customers are placed as if both were one currency."
    ),
    other_unit=wording(
        "“{column}”: the model was made from numbers in {known}, and the file has {here}. They were not converted."
    ),
    heading_twice=wording(
        "The file has the heading “{column}” more than once, with other cells. “{name}” was taken from the first, "
        "column {at}; match them by hand where another is meant."
    ),
    not_placed=wording_n(
        "{n} customer can't be placed, for lack of values or by the recipe's rules; segment 0.",
        "{n} customers can't be placed, for lack of values or by the recipe's rules; segment 0.",
    ),
    unknown_categories=wording_n(
        "{column}: {n} cell holds a value that was not there before; it counts as the most usual one.",
        "{column}: {n} cells hold values that were not there before; they count as the most usual one.",
    ),
    unlike_as_expected=wording_n(
        "{n} of {total} customers ({share}) is farther from its segment than 99% of those it was made from; chance "
        "gives about {expected}.",
        "{n} of {total} customers ({share}) are farther from their segment than 99% of those it was made from; chance "
        "gives about {expected}.",
        share=percent(1),
        expected=percent(1),
    ),
    more_unlike=wording_n(
        "{n} of {total} customers ({share}) is farther from its segment than 99% of those it was made from. That is "
        "more than chance gives, about {expected}: it is unlike anyone seen before.",
        "{n} of {total} customers ({share}) are farther from their segment than 99% of those it was made from. That "
        "is more than chance gives, about {expected}: they are unlike anyone seen before.",
        share=percent(1),
        expected=percent(1),
    ),
    takes_no_part=wording(
        "This customer is in no segment: the segments are of those only for whom {condition} holds."
    ),
    lacks_values=wording("This customer can't be placed, for lack of values or by the recipe's rules."),
    given_by_hand=wording("given by hand"),
)
