"""Words for how variables were made comparable."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

word(
    "preparation",
    negative_so_no_logarithm=wording("{column}: holds values below zero, so no logarithm was taken."),
    few_negative_as_zero=wording_n(
        "{column}: {n} value below zero counts as 0.", "{column}: {n} values below zero count as 0."
    ),
    logarithm=wording(
        "{column}: a few very large values, so it is compared on a logarithmic scale "
        "(skewness {before} before, {after} after).",
        before=decimals(1),
        after=decimals(1),
    ),
    yeo_johnson=wording(
        "{column}: evened out by a Yeo-Johnson transform (skewness {before} before, {after} after).",
        before=decimals(1),
        after=decimals(1),
    ),
    too_large_for_yeo_johnson=wording(
        "{column}: holds numbers too large for a Yeo-Johnson transform, so none was made."
    ),
    fences_impossible=wording("{column}: most values are the same, so extreme values are left as they are."),
    too_many_to_be_extreme=wording(
        "{column}: {share} of the values lie far from the middle half, too many to be extreme, so they are left as "
        "they are.",
        share=percent(),
    ),
    rare_levels_joined=wording_n(
        "{column}: {n} rare value is counted as “other”.",
        "{column}: {n} rare values are counted together as “other”.",
    ),
    missing_dropped=wording("{column}: {n} of {total} empty, those rows are left out."),
    missing_from_neighbours=wording(
        "{column}: {n} of {total} empty, filled from the five most similar customers."
    ),
    missing_as_level=wording("{column}: {n} of {total} empty, kept as a group of their own."),
    missing_filled_and_indicated=wording(
        "{column}: {n} of {total} empty, filled with {fill}; that they were empty counts as a column of its "
        "own."
    ),
    missing_filled_with_constant=wording("{column}: {n} of {total} empty, filled with {fill}."),
    missing_filled_with_most_frequent=wording(
        "{column}: {n} of {total} empty, filled with the most frequent value, {fill}."
    ),
    missing_filled_with_mean=wording("{column}: {n} of {total} empty, filled with the mean {fill}."),
    missing_filled_with_median=wording("{column}: {n} of {total} empty, filled with the median {fill}."),
    fences=wording("{low} … {high}"),
    usual_range=wording("its usual range"),
    outliers_capped=wording_n(
        "{column}: {n} extreme value ({share}) counts as the nearest value in {range}.",
        "{column}: {n} extreme values ({share}) count as the nearest value in {range}.",
        share=percent(1),
    ),
    outliers_set_aside=wording_n(
        "{column}: {n} customer ({share}) outside {range} is set aside as unassigned.",
        "{column}: {n} customers ({share}) outside {range} are set aside as unassigned.",
        share=percent(1),
    ),
    outliers_marked=wording_n(
        "{column}: {n} extreme value ({share}) lies outside {range}; it counts as it is.",
        "{column}: {n} extreme values ({share}) lie outside {range}; they count as they are.",
        share=percent(1),
    ),
    categories_without_weight=wording("Categories and yes/no columns have no say: their weight is 0."),
    category_weight=wording(
        "Differences in categories and yes/no columns count {weight} times in the distance between customers."
    ),
    shared_levels_once=wording_n(
        "{n} value that several columns have for the same customers counts once, as you chose.",
        "{n} values that several columns have for the same customers count once each, as you chose.",
    ),
    not_scaled=wording_n(
        "{n} column counts, as it is.", "{n} columns count as they are: those with larger numbers count more."
    ),
    median_and_interquartile_range=wording("its median and interquartile range"),
    smallest_and_largest=wording("its smallest and largest value"),
    scaled=wording_n(
        "{n} column counts, scaled by {scale}.", "{n} columns count equally, each scaled by {scale}."
    ),
    mean_and_standard_deviation=wording("its mean and standard deviation"),
    reason_of_column=wording("“{column}” – {reason}"),
)
