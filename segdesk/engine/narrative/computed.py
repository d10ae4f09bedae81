"""Words for what the user makes of columns: computed columns, merged values, who takes part."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "computed",
    reason=wording("computed as {formula}"),
    column=wording("Column “{column}” is computed as {formula}."),
    column_with_missing=wording_n(
        "Column “{column}” is computed as {formula}; {n} customer has no value in it.",
        "Column “{column}” is computed as {formula}; {n} customers have no value in it.",
    ),
    merged=wording("{column}: {levels} count as “{into}”."),
    nothing_to_merge=wording("{column}: {levels} were to count as “{into}”, and no customer has them."),
    condition_not_met=wording("does not meet the condition {condition}"),
    only_some_take_part=wording_n(
        "{n} of {total} customers takes part: {condition}.",
        "{n} of {total} customers take part: {condition}.",
    ),
    order_found=wording(
        "{column} is ordered: {levels}, from low to high. To change that, give the order of its values."
    ),
)
