"""Words for what columns are used for."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

word(
    "roles",
    left_out_by_user=wording("you left it out"),
    identifies=wording("tells the customers apart: {reason}"),
    describes_by_choice=wording("you chose it to describe the segments"),
    describes_beside_named=wording("describes; you named the columns that form the segments"),
    forms_by_choice=wording("you chose it to form the segments"),
    personal_data=wording("personal data: {reason}"),
    holds_no_values=wording("holds no values"),
    tells_the_source=wording("tells where the row came from, which is nothing of the customer"),
    constant=wording("constant: the same value in every row"),
    an_identifier=wording("an identifier: {reason}"),
    free_text=wording("free text: {reason}"),
    mostly_empty=wording("{share} of its cells are empty", share=percent()),
    outcome=wording("looks like an outcome or an earlier grouping, so it only describes"),
    case_weights=wording("looks like case weights, which say nothing of what customers are like"),
    case_weights_left_out=wording(
        "“{column}” looks like case weights: it forms no segments, and every row counts as one customer in all figures."
    ),
    shared_levels=wording(
        "{columns} columns say the same of {n} customers ({levels}): {names}. This counts {columns} times unless "
        "--shared-levels is once."
    ),
    place=wording("a place, so it only describes"),
    code=wording("a code, so it only describes"),
    coordinate=wording("a place on the map, so it only describes"),
    nearly_unique=wording(
        "{distinct} different values among {known} customers: too many to describe segments by"
    ),
    too_many_values=wording_n(
        "{n} different value: too many to form segments, so it only describes",
        "{n} different values: too many to form segments, so it only describes",
    ),
    named_by_user=wording("you said so"),
    as_in_recipe=wording("as the recipe has it"),
    not_needed=wording("not needed to summarise purchases"),
    one_row_per_customer=wording("one row per customer"),
    only_in_labeled_file=wording("only for the labeled file: {reason}"),
    repeated_identifier=wording_n(
        "{column}: {n} row repeats an identifier that was there before; every row counts as a customer.",
        "{column}: {n} rows repeat an identifier that was there before; every row counts as a customer.",
    ),
    near_duplicates=wording(
        "{names} say nearly the same (correlation {r} or more), so what they share counts {n} times.",
        r=decimals(2),
    ),
)
