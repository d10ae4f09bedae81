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
    tells_recency=wording("tells how recently customers bought, for RFM rules"),
    tells_frequency=wording("tells how often customers bought, for RFM rules"),
    tells_money=wording("tells for how much customers bought, for RFM rules"),
    describes_beside_rules=wording("describes; RFM rules go by recency, orders and money alone"),
    columns_found=wording(
        "RFM of a customers table: recency is “{recency}”, the number of orders “{frequency}”, money “{money}”."
    ),
    columns_found_without_money=wording(
        "RFM of a customers table: recency is “{recency}”, the number of orders “{frequency}”; there is no column of "
        "money."
    ),
    counted_back_from=wording("RFM: the days since “{column}” count back from {day}."),
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
