"""Words for outcomes: what became of customers, such as churn or response."""

from segdesk.engine.data.finding import decimals, percent, word, wording

word(
    "outcomes",
    found=wording("looks like an outcome (“{case}”): told for each segment, forms none"),
    found_rarer=wording(
        "looks like an outcome (“{case}”, the rarer value): told for each segment, forms none"
    ),
    chosen=wording("you chose it as an outcome (“{case}”)"),
    chosen_rarer=wording("you chose it as an outcome (“{case}”, the rarer value)"),
    rarer_taken=wording(
        "{column}: “{case}” is taken for the case, because it is rarer than “{other}”; --outcome {column}=VALUE "
        "says which is."
    ),
    of_segment=wording(
        "“{variable}” is “{case}” for {share} (95% interval {low} to {high}; everyone {everyone}): lift {lift}, where "
        "100 is everyone; {found} of all such customers are here",
        share=percent(1),
        low=percent(1),
        high=percent(1),
        everyone=percent(1),
        lift=decimals(0),
        found=percent(),
    ),
    of_segment_without_cases=wording(
        "“{variable}” is “{case}” for {share} (95% interval {low} to {high}), as for everyone",
        share=percent(1),
        low=percent(1),
        high=percent(1),
    ),
    unknown_in_segment=wording("“{variable}” is empty for all of its customers"),
    differ=wording(
        "“{variable}” is “{case}” for {everyone} of everyone: least in “{lowest}” ({low_share}, 95% interval "
        "{low_from} to {low_to}), most in “{highest}” ({high_share}, {high_from} to {high_to}), where {found} of all "
        "such customers are.",
        everyone=percent(1),
        low_share=percent(1),
        low_from=percent(1),
        low_to=percent(1),
        high_share=percent(1),
        high_from=percent(1),
        high_to=percent(1),
        found=percent(),
    ),
    differ_little=wording(
        "“{variable}” is “{case}” for {everyone} of everyone, and the segments tell little of it: {low_share} to "
        "{high_share}, with 95% intervals that overlap.",
        everyone=percent(1),
        low_share=percent(1),
        high_share=percent(1),
    ),
    of_everyone=wording("“{variable}” is “{case}” for {everyone} of everyone.", everyone=percent(1)),
)
