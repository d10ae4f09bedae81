"""Words for the number of segments."""

from segdesk.engine.data.finding import decimals, word, wording, wording_n

word(
    "k_selection",
    as_in_recipe=wording(
        "{k} segments, as the recipe has it; for this table alone it would be {other}, for these reasons."
    ),
    take_those_of_the_table=wording("Take {k} segments, as this table alone speaks for"),
    criteria_without_limits=wording(
        "The gap statistic and the stability of each number of segments were taken without the limits on "
        "size."
    ),
    numbers_outside_limits=wording(
        "Of the numbers of segments, {numbers} can't keep the limits on their size and were not tried."
    ),
    gaps_between_all=wording(
        "{k} is the largest number of segments with gaps between all of them that come back when customers are drawn "
        "anew (fit {fit}, agreement {agreement}, both on a scale up to 1).",
        fit=decimals(2),
        agreement=decimals(2),
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
        "{k} segments come back about as surely ({agreement}) and say more, so they are the default; take {groups} to "
        "keep to the groups with gaps.",
        agreement=decimals(2),
    ),
    finer_less_stable=wording(
        "More segments cut through these groups and come back less surely when customers are drawn anew: of {numbers}, "
        "{k} do best with an agreement of {agreement}, these have {own}.",
        agreement=decimals(2),
        own=decimals(2),
    ),
    only_finer_less_stable=wording(
        "{k} segments cut through these groups and come back less surely when customers are drawn anew: with an "
        "agreement of {agreement}, these with {own}.",
        agreement=decimals(2),
        own=decimals(2),
    ),
    finer_not_whole=wording(
        "More segments cut through these groups: of {numbers}, {k} agree best when customers are drawn anew, with "
        "{agreement} against {own} of these, but not each of the {k} comes back.",
        agreement=decimals(2),
        own=decimals(2),
    ),
    only_finer_not_whole=wording(
        "{k} segments cut through these groups: they come back with an agreement of {agreement} when customers are "
        "drawn anew, these with {own}, but not each of the {k} does.",
        agreement=decimals(2),
        own=decimals(2),
    ),
    finer_cut_through=wording(
        "For finer segments to work with, {other} would be the next choice; those cut through the groups."
    ),
    most_stable=wording(
        "Of {low} to {high} segments, {k} come back most surely when customers are drawn anew, each of them too: "
        "agreement {agreement} on a scale up to 1.",
        agreement=decimals(2),
    ),
    most_stable_of_sound=wording(
        "Of the numbers from {low} to {high} whose segments are all large enough and all come back when customers are "
        "drawn anew, {k} do so most surely: agreement {agreement} on a scale up to 1.",
        agreement=decimals(2),
    ),
    comes_back=wording(
        "{k} segments come back when customers are drawn anew, each of them too: agreement {agreement} on a scale up "
        "to 1.",
        agreement=decimals(2),
    ),
    about_as_stable=wording(
        "{k} is the largest number from {low} to {high} that comes back about as surely as {best} when customers are "
        "drawn anew, each segment too: agreement {agreement} against {best_agreement} on a scale up to 1.",
        agreement=decimals(2),
        best_agreement=decimals(2),
    ),
    about_as_stable_of_large=wording(
        "{k} is the largest number from {low} to {high} without tiny segments that comes back about as surely as "
        "{best} when customers are drawn anew, each segment too: agreement {agreement} against {best_agreement} on a "
        "scale up to 1.",
        agreement=decimals(2),
        best_agreement=decimals(2),
    ),
    none_comes_back=wording(
        "None of {numbers} segments come back surely, as a whole and each of them, when customers are drawn anew; {k} "
        "agree best (agreement {agreement} on a scale up to 1).",
        agreement=decimals(2),
    ),
    does_not_come_back=wording(
        "{k} segments don't come back surely, as a whole and each of them, when customers are drawn anew (agreement "
        "{agreement} on a scale up to 1).",
        agreement=decimals(2),
    ),
    tiny_come_back=wording_n(
        "{numbers} segments come back at least about as surely, but one of them would hold fewer than {least} "
        "customers, too few to work with.",
        "{numbers} segments come back at least about as surely, but in each case one of them would hold fewer than "
        "{least} customers, too few to work with.",
    ),
    tiny_fit_closer=wording_n(
        "{numbers} segments fit closer than the number chosen, but one of them would hold fewer than {least} "
        "customers, too few to work with.",
        "{numbers} segments fit closer than the number chosen, but in each case one of them would hold fewer than "
        "{least} customers, too few to work with.",
    ),
    come_back_in_part=wording_n(
        "{numbers} segments agree better as a whole, but not each of them comes back.",
        "{numbers} segments agree better as a whole, but in each case one of them does not come back.",
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
    best_fit_is_tiny=wording_n(
        "No number both has gaps between all its segments and comes back surely; {best} would fit best (fit "
        "{fit}), but the smallest segment would hold {n} customer, too few to work with.",
        "No number both has gaps between all its segments and comes back surely; {best} would fit best (fit "
        "{fit}), but the smallest segment would hold {n} customers, too few to work with.",
        fit=decimals(2),
    ),
    keep_to_the_groups=wording_n("Keep to the {n} group between gaps", "Keep to the {n} groups between gaps"),
    one_number_asked=wording("{k} segments were asked for, so no other number was tried."),
    only_number_possible=wording_n(
        "With {n} customer different from the others, {k} segments are the only number worth trying.",
        "With {n} customers different from each other, {k} segments are the only number worth trying.",
    ),
    too_much_alike=wording("The customers are too much alike to compare numbers of segments."),
    best_fit=wording("{k} segments fit the customers best: fit {fit} on a scale up to 1.", fit=decimals(2)),
    best_fit_of_large=wording(
        "Of the numbers without tiny segments, {k} fit the customers best: fit {fit} on a scale up to 1.",
        fit=decimals(2),
    ),
    equal_fit=wording(
        "{best} segments would fit equally (fit {fit} on a scale up to 1), but {why}.", fit=decimals(2)
    ),
    closer_fit=wording(
        "{best} segments would fit closer (fit {best_fit} against {fit} on a scale up to 1), but {why}.",
        best_fit=decimals(2),
        fit=decimals(2),
    ),
    elbow_speaks_for=wording("the elbow of the spread is at {k}"),
    gap_speaks_for=wording("the gap statistic points to {k}"),
    elbow_and_gap_speak_for=wording("the elbow of the spread and the gap statistic both point to {k}"),
    easier_to_work_with=wording("3 to 8 are easier to work with, and {k} fit best among those"),
    easier_to_work_with_and_large=wording(
        "3 to 8 are easier to work with, and {k} fit best among those of them without tiny segments"
    ),
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
    elbow_and_gap_agree=wording("The elbow of the spread and the gap statistic both point to {k}."),
    elbow_and_gap_differ=wording(
        "For comparison, the elbow of the spread is at {elbow} and the gap statistic points to {gap}."
    ),
    method_determines_k=wording("The method finds the number of segments itself: {k}."),
    rules_determine_k=wording_n(
        "The rules give {n} segment: only one of their names has customers.",
        "The rules give {n} segments: one for each of their names that has customers.",
    ),
)
