"""Words for the number of segments."""

from segdesk.engine.data.finding import decimals, word, wording, wording_n

word(
    "k_selection",
    criteria_without_limits=wording(
        "The gap statistic and the stability of each number of segments were taken without the limits on "
        "size."
    ),
    numbers_outside_limits=wording(
        "Of the numbers of segments, {numbers} can't keep the limits on their size and were not tried."
    ),
    gaps_between_all=wording(
        "{k} is the largest number of segments with gaps between all of them (fit {fit} on a scale up to 1).",
        fit=decimals(2),
    ),
    latent_classes=wording(
        "The answers speak for {k} classes of customers: a latent class model has its lowest BIC there ({bic}; "
        "{other_bic} with {other}).",
        bic=decimals(0),
        other_bic=decimals(0),
    ),
    one_latent_class=wording(
        "A latent class model sees one class of customers only: the answers go together no more than by chance."
    ),
    classes_come_back=wording(
        "Drawn and segmented anew, {k} segments come back with an agreement of {agreement} on a scale up to 1.",
        agreement=decimals(2),
    ),
    groups_between_gaps=wording(
        "There are gaps between {k} groups of customers; drawn and segmented anew, they come back with an "
        "agreement of {agreement} on a scale up to 1.",
        agreement=decimals(2),
    ),
    finer_and_as_stable=wording(
        "{k} segments come back as surely ({agreement}) and say more, so they are the default; take {groups} to "
        "keep to the groups with gaps.",
        agreement=decimals(2),
    ),
    finer_less_stable=wording(
        "More segments cut through these groups and come back less surely when customers are drawn anew: {k} "
        "with an agreement of {agreement}, these with {own}.",
        agreement=decimals(2),
        own=decimals(2),
    ),
    finer_not_whole=wording(
        "More segments cut through these groups: {k} come back with an agreement of {agreement} when customers are "
        "drawn anew, these with {own}, but not each of the {k} does.",
        agreement=decimals(2),
        own=decimals(2),
    ),
    finer_cut_through=wording(
        "For finer segments to work with, {other} would be the next choice; those cut through the groups."
    ),
    most_stable=wording(
        "Of 3 to 8 segments, {k} come back most surely when customers are drawn anew, each of them too: agreement "
        "{agreement} on a scale up to 1.",
        agreement=decimals(2),
    ),
    about_as_stable=wording(
        "{k} is the largest number from 3 to 8 that comes back about as surely as {best} when customers are drawn "
        "anew, each segment too: agreement {agreement} against {best_agreement} on a scale up to 1.",
        agreement=decimals(2),
        best_agreement=decimals(2),
    ),
    none_comes_back=wording(
        "No number from 3 to 8 comes back surely in all its segments when customers are drawn anew; {k} do best "
        "(agreement {agreement} on a scale up to 1).",
        agreement=decimals(2),
    ),
    no_gaps_but_best_fit=wording(
        "No number both has gaps between all its segments and comes back surely; {k} also fit best (fit "
        "{fit} on a scale up to 1).",
        fit=decimals(2),
    ),
    no_gaps_and_other_fit=wording(
        "No number both has gaps between all its segments and comes back surely; by fit alone {best} would be "
        "chosen (fit {best_fit} against {fit}).",
        fit=decimals(2),
        best_fit=decimals(2),
    ),
    best_fit_is_tiny=wording(
        "No number both has gaps between all its segments and comes back surely; {best} would fit best (fit "
        "{fit}), but the smallest segment would be too small to work with.",
        fit=decimals(2),
    ),
    keep_to_the_groups=wording_n("Keep to the {n} group between gaps", "Keep to the {n} groups between gaps"),
    one_number_asked=wording("{k} segments were asked for, so no other number was tried."),
    too_much_alike=wording("The customers are too much alike to compare numbers of segments."),
    best_fit=wording("{k} segments fit the customers best: fit {fit} on a scale up to 1.", fit=decimals(2)),
    equal_fit=wording(
        "{best} segments would fit equally (fit {fit} on a scale up to 1), but {why}.", fit=decimals(2)
    ),
    closer_fit=wording(
        "{best} segments would fit closer (fit {best_fit} against {fit} on a scale up to 1), but {why}.",
        best_fit=decimals(2),
        fit=decimals(2),
    ),
    spread_speaks_for=wording("the way the spread falls speaks for {k}"),
    easier_to_work_with=wording("3 to 8 are easier to work with, and {k} fit best among those"),
    nearly_as_good=wording("{k} are nearly as good"),
    no_elbow_no_groups=wording(
        "The spread has no clear elbow, and the gap statistic sees no groups at all: take the number as a "
        "convenience."
    ),
    elbow_no_groups=wording(
        "The elbow of the spread is at {elbow}, but the gap statistic sees no groups at all: take the "
        "number as a convenience."
    ),
    no_elbow=wording("The spread falls evenly with the number, without a clear elbow."),
    gap_without_elbow=wording("The gap statistic points to {gap}; the spread has no clear elbow."),
    elbow_alone=wording("The elbow of the spread is at {elbow}."),
    elbow_and_gap_agree=wording("The elbow of the spread and the gap statistic point to the same number."),
    elbow_and_gap_differ=wording(
        "For comparison, the elbow of the spread is at {elbow} and the gap statistic points to {gap}."
    ),
    method_determines_k=wording("The method finds the number of segments itself: {k}."),
    rules_determine_k=wording_n(
        "The rules give {n} segment: only one of their names has customers.",
        "The rules give {n} segments: one for each of their names that has customers.",
    ),
)
