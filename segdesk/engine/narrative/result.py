"""Words for a result as a whole: what was done, and what to beware of."""

from segdesk.engine.data.finding import decimals, word, wording, wording_n

word(
    "result",
    verdict_text=wording("{first} {second}"),
    verdict_and_more=wording("{text} {more}"),
    verdict_text_with_caution=wording("{first} {second} {caution}"),
    low_fit_of_natural_segments=wording(
        "The fit is low all the same ({fit}): in most columns the segments overlap, and only the columns "
        "together show the gaps.",
        fit=decimals(2),
    ),
    no_value_in_variables=wording("no value in any column that forms segments"),
    empty_cell_dropped=wording("an empty cell, and the recipe drops such rows"),
    extreme_value_set_aside=wording("an extreme value, and the recipe sets those aside"),
    idle_categories=wording(
        "The categories ({names}) change no segment: the numbers alone give the same ones. Give them more "
        "weight (weight of categories, --category-weight), or let them describe the segments only."
    ),
    many_lines_left_out=wording(
        "{n} of {total} lines of purchases are left out, most of them for this reason: {reason}."
    ),
    nothing_but_descriptors=wording(
        "Nothing but {names} was left to form segments; codes and places seldom make useful ones."
    ),
    all_customers_alike=wording(
        "All customers are the same on these columns: nothing tells them apart, so there is one segment."
    ),
    taking_no_part=wording_n(
        "{n} of {total} customers takes no part in the segments and is in segment 0.",
        "{n} of {total} customers take no part in the segments and are in segment 0.",
    ),
    low_fit=wording(
        "The fit is low ({fit} on a scale up to 1): customers are hardly closer to their own segment than "
        "to the next one. Take the segments as a convenient division, not as groups that exist.",
        fit=decimals(2),
    ),
    rules_give_the_number=wording(
        "The number of segments is what the rules give; the number that was asked for ({k}) has no say."
    ),
    few_different_customers=wording(
        "There are only {n} different customers, so more than {n} segments were not tried."
    ),
    few_customers=wording_n(
        "Only {n} customer: segments of so few say little about others.",
        "Only {n} customers: segments of so few say little about others.",
    ),
    tiny_segment=wording_n(
        "Segment {number} has only {n} customer.", "Segment {number} has only {n} customers."
    ),
    table_read=wording("{rows} rows and {columns} columns read; {reason}."),
    forming_columns=wording_n(
        "{n} column forms the segments: {names}.", "{n} columns form the segments: {names}."
    ),
    describing_columns=wording_n(
        "{n} column only describes them: {names}.", "{n} columns only describe them: {names}."
    ),
    outcome_columns=wording_n(
        "{n} column is an outcome, told for each segment: {names}.",
        "{n} columns are outcomes, told for each segment: {names}.",
    ),
    ignored_columns=wording_n("{n} column is left out: {names}.", "{n} columns are left out: {names}."),
    value_column=wording("Value is taken from “{column}”."),
    rows_left_out=wording_n("{n} row is left out: {reason}.", "{n} rows are left out: {reason}."),
    segments_found=wording_n(
        "{n} segment of {customers} customers.", "{n} segments of {customers} customers."
    ),
)
