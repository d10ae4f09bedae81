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
    matched_by_centres=wording_n(
        "Only {n} customer is in both, so segments were matched by their middles, measured over {columns}.",
        "Only {n} customers are in both, so segments were matched by their middles, measured over {columns}.",
    ),
    reasons=wording("What moved customers, with the number of those it moved most: {variables}."),
    segments_changed=wording_n(
        "{n} of {moved} customers who moved would have stayed with the old segments: the segments changed, "
        "not the customer.",
        "{n} of {moved} customers who moved would have stayed with the old segments: the segments changed, "
        "not the customers.",
    ),
    no_single_variable=wording_n(
        "{n} of {moved} customers who moved has other values than before, but none of them changed towards the "
        "middle of the new segment: no single variable explains the move.",
        "{n} of {moved} customers who moved have other values than before, but none of them changed towards the "
        "middle of the new segment: no single variable explains the move.",
    ),
    reasons_among=wording(
        "No model says which columns form the segments, so reasons were looked for among {columns}."
    ),
    reasons_unknown=wording(
        "Why customers moved can't be told: the two share no columns that form segments."
    ),
    value_column=wording("Value is taken from “{column}”."),
)
