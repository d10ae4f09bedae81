"""Words for the weight of categories against numbers."""

from segdesk.engine.data.finding import decimals, percent, word, wording

word(
    "category_balance",
    lighter_taken=wording(
        "At full weight {variable} alone would make {share} of what sets the segments apart, so categories count "
        "{weight} times: the segments then come back at least as surely when customers are drawn anew (agreement "
        "{after}, at full weight {before}).",
        share=percent(),
        weight=decimals(2),
        before=decimals(2),
        after=decimals(2),
    ),
    lighter_not_taken=wording(
        "{variable} alone makes {share} of what sets the segments apart. With categories that count {weight} times "
        "they would come back less surely when customers are drawn anew (agreement {after} against {before}), so "
        "they keep their full weight.",
        share=percent(),
        weight=decimals(2),
        before=decimals(2),
        after=decimals(2),
    ),
    as_in_recipe=wording(
        "Categories count {weight} times, as the recipe has it; for this table alone it would be {other}.",
        weight=decimals(2),
        other=decimals(2),
    ),
    take_full_weight=wording("Give categories their full weight"),
    take_lighter=wording("Let categories count {weight} times", weight=decimals(2)),
)
