"""Words for limits on the size of segments."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

word(
    "sizes",
    number_tried=wording("{k}"),
    numbers_tried=wording("{low} to {high}"),
    limits_cost_nothing=wording(
        "The segments keep the limits on their size by themselves: the limits cost nothing."
    ),
    fit_beside_spread=wording(
        "{spread} The fit is {fit} with them and {without} without, on a scale up to 1.",
        fit=decimals(2),
        without=decimals(2),
    ),
    nobody_moved=wording("All customers are in the segment that suits them best all the same."),
    customers_moved=wording_n(
        "{n} customer is not in the segment that would suit it best.",
        "{n} customers are not in the segment that would suit them best.",
    ),
    placed_without_limits=wording(
        "New customers are placed without the limits, each in the segment that suits best."
    ),
    three_sentences=wording("{first} {second} {third}"),
    spread_cost=wording(
        "The limits on the size of segments cost {share} of the fit: customers lie that much further from "
        "the middle of their segment (spread {spread} with the limits, {without} without).",
        share=percent(1),
    ),
    spread_hardly_rises=wording(
        "The limits on the size of segments cost hardly any fit: customers are as close to the middle of "
        "their segment as without (spread {spread})."
    ),
    spread_not_raised=wording(
        "The limits on the size of segments don't raise the spread ({spread} with the limits, {without} "
        "without)."
    ),
)
