"""Words for what has changed since segments were made."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

_INDEX = {"psi": decimals(2), "chance": decimals(3)}
_SHARES = {"before": percent(), "now": percent()}

word(
    "drift",
    no_reference=wording(
        "Whether the customers have changed can't be told: this model keeps no reference of those it was made from. "
        "Run again to have one."
    ),
    too_few=wording_n(
        "{n} customer is too few to tell whether they have changed; it takes {least}.",
        "{n} customers are too few to tell whether they have changed; it takes {least}.",
    ),
    keep=wording_n(
        "Keep the segments: the column has not changed beyond what chance gives among {m} customers.",
        "Keep the segments: none of the {n} columns has changed beyond what chance gives among {m} customers.",
    ),
    keep_and_watch=wording_n(
        "Keep the segments, and watch {columns}: it has changed somewhat (a PSI of 0.1 or more beyond chance).",
        "Keep the segments, and watch {columns}: they have changed somewhat (a PSI of 0.1 or more beyond chance).",
    ),
    keep_with_other_shares=wording(
        "Keep the segments: no column has changed beyond what chance gives. Their shares have changed somewhat."
    ),
    refit_for_columns=wording_n(
        "Find the segments again: {columns} has changed much (a PSI of 0.25 or more beyond chance).",
        "Find the segments again: {columns} have changed much (a PSI of 0.25 or more beyond chance).",
    ),
    refit_for_segments=wording(
        "Find the segments again: their shares have changed much (a PSI of 0.25 or more beyond chance)."
    ),
    refit_for_unlike=wording(
        "Find the segments again: {share} of the customers are farther from their segment than 99% of those it was "
        "made from, where chance gives about {expected}.",
        share=percent(1),
        expected=percent(1),
    ),
    check_the_file=wording_n(
        "Check the file before you use these segments: a column is not what it was.",
        "Check the file before you use these segments: {n} columns are not what they were.",
    ),
    check_for_unlike=wording(
        "Check the file before you use these segments: {share} of the customers are farther from their segment than "
        "99% of those it was made from.",
        share=percent(),
    ),
    empty_column=wording("“{column}” is empty for every customer; it was not before."),
    more_missing=wording(
        "“{column}” is empty for {now} of the customers, before for {before}.",
        **_SHARES,
    ),
    new_values=wording(
        "“{column}”: {share} of the customers have values that nobody had before, or fewer than five: {values}.",
        share=percent(),
    ),
    other_size=wording("“{column}” is typically {now}, before {before}: it may be in another unit."),
    number_moved=wording(
        "“{column}”: typically {now}, before {before} (PSI {psi}; chance gives about {chance}).", **_INDEX
    ),
    spread_moved=wording(
        "“{column}”: the typical value is the same, how the values are spread is not (PSI {psi}; chance gives about "
        "{chance}).",
        **_INDEX,
    ),
    level_moved=wording(
        "“{column}”: {now} of the customers have “{level}”, before {before} (PSI {psi}; chance gives about {chance}).",
        **_INDEX,
        **_SHARES,
    ),
    other_levels_moved=wording(
        "“{column}”: {now} of the customers have a rare or a new value, before {before} (PSI {psi}; chance gives "
        "about {chance}).",
        **_INDEX,
        **_SHARES,
    ),
    emptiness_moved=wording(
        "“{column}”: empty for {now} of the customers, before for {before} (PSI {psi}; chance gives about {chance}).",
        **_INDEX,
        **_SHARES,
    ),
    segment_moved=wording(
        "“{name}” has {now} of the customers, before {before}.",
        **_SHARES,
    ),
    unassigned_moved=wording(
        "{now} of the customers are in no segment, before {before}.",
        **_SHARES,
    ),
)
