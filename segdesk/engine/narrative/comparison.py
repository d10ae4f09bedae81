"""Words for the comparison of two segmentations."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

word(
    "comparison",
    nobody_in_both=wording("No customer is in both."),
    stayed_in_matching=wording(
        "{share} of customers stayed in a matching segment ({stayed} of {shared}).", share=percent()
    ),
    agreement=wording(
        "Agreement of the two (adjusted Rand index): {agreement} on a scale up to 1.", agreement=decimals(2)
    ),
    vanished=wording("Old segments that no new one matches: {names}."),
    new=wording("New segments that match no old one: {names}."),
    gone=wording_n(
        "{n} customer is in the old segments only.", "{n} customers are in the old segments only."
    ),
    come=wording_n(
        "{n} customer is in the new segments only.", "{n} customers are in the new segments only."
    ),
    value_column=wording("Value is taken from “{column}”."),
)
