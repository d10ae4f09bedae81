"""Words for RFM scores."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "rfm",
    up_to=wording("up to {high}"),
    from_on=wording("{low} and more"),
    exactly=wording("{n}"),
    from_to=wording("{low} to {high}"),
    money_under=wording("under {high}"),
    money_from_on=wording("{low} and more"),
    money_from_to_under=wording("{low} to under {high}"),
    money_up_to=wording("up to {high}"),
    money_over=wording("over {low}"),
    money_over_up_to=wording("over {low}, up to {high}"),
    recency=wording("recency"),
    frequency=wording("frequency"),
    money=wording("money"),
    levels=wording("RFM: {bins} levels for each score, the highest is the best."),
    frequency_for_money=wording("RFM: without money, names of cells take the frequency score in its place."),
    levels_on_five=wording("RFM: for the names of cells, {bins} levels are put on five."),
    ties_not_split=wording_n(
        "RFM: equal values are never split, so {name} has only {n} of {bins} levels: {levels}.",
        "RFM: equal values are never split, so {name} has only {n} of {bins} levels: {levels}.",
    ),
    thresholds_given=wording("RFM: the recipe sets the thresholds of {names}."),
    purchase_lines=wording("lines of purchases, each of which the R package counts"),
    score=wording("RFM score, 1 to {bins}"),
    scores_together=wording("the RFM scores together"),
    cell_name=wording("name of the RFM cell"),
)
