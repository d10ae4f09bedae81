"""Words for the kind of structure: the verdict."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

word(
    "structure",
    word_natural=wording("natural"),
    word_reproducible=wording("reproducible"),
    word_constructive=wording("constructive"),
    word_none=wording("none"),
    one_segment=wording("There is only one segment, so there is nothing to tell apart."),
    stability_range=wording(
        "Drawn and segmented anew, the segments come back with a stability of {low} to {high} on a scale up "
        "to 1; {share} of the customers live in stable ones (0.75 or more).",
        low=decimals(2),
        high=decimals(2),
        share=percent(),
    ),
    gaps_in_sample=wording("Gaps were looked for in a sample of {n} customers."),
    follows_rules=wording(
        "The segments follow rules that were set beforehand; nothing was searched for in the data."
    ),
    slices_by_rules=wording(
        "They are slices to treat customers differently by; they don't show which groups there are."
    ),
    too_few_customers=wording_n(
        "{n} customer is too few to tell whether there are groups, or whether others would fall into the "
        "same.",
        "{n} customers are too few to tell whether there are groups, or whether others would fall into the "
        "same.",
    ),
    holds_for_these_only=wording(
        "Take the segments as a way to divide these customers, not as groups that hold for others."
    ),
    gaps_to_others=wording_n(
        "{n} of {k} segments has a gap to every other one; {share} of the customers live in such segments.",
        "{n} of {k} segments have a gap to every other one; {share} of the customers live in such segments.",
        share=percent(),
    ),
    natural=wording("The customers fall into groups with gaps between them: few are in between."),
    natural_for_most=wording(
        "Most customers ({share}) live in groups with a gap to every other one; between the rest there is none.",
        share=percent(),
    ),
    rely_on_them=wording(
        "These segments are there in the data, so you can rely on them and name them as they are."
    ),
    at_least=wording("There may be more than {k} groups: larger numbers were not tried."),
    reproducible=wording(
        "No clear gaps part the segments, but the same ones come back when customers are drawn anew."
    ),
    reproducible_with_gaps=wording(
        "There are gaps between segments, and the same ones come back when customers are drawn anew, but not "
        "clearly enough to call them groups that are there by themselves."
    ),
    work_with_them=wording(
        "You can work with them; but {share} of the customers are near a border and could as well belong to "
        "the segment beside it.",
        share=percent(),
    ),
    few_near_a_border=wording(
        "You can work with them; few customers are so near a border that they could as well belong to the "
        "segment beside it."
    ),
    constructive=wording(
        "There are no gaps between the segments, and drawn anew they come back only in part."
    ),
    come_back_in_part_with_gaps=wording(
        "There are gaps between segments, but drawn anew they come back only in part."
    ),
    useful_slices=wording(
        "They are slices that the method made: useful to treat customers differently, but no groups as such."
    ),
    useful_slices_partly_by_hand=wording(
        "They are slices, made by the method and by hand: useful to treat customers differently, but no groups as "
        "such."
    ),
    none=wording("The customers show no groups, and drawn anew other segments come out."),
    do_not_build_on_them=wording(
        "Don't build on these segments: other columns, or another number of segments, may show more."
    ),
    most_in_no_segment=wording("Most customers ({share}) belong to no segment.", share=percent()),
    speak_for_the_rest=wording(
        "The segments speak only for the others, and are no division of your customers."
    ),
    weak_segments=wording_n(
        "Don't rely on segment {numbers}: drawn anew, it comes back with a stability of {low} only.",
        "Don't rely on segments {numbers}: drawn anew, they come back with a stability below 0.60, down to {low}.",
        low=decimals(2),
    ),
    in_no_segment=wording("{share} of the customers belong to no segment.", share=percent()),
    on_border=wording(
        "{share} of the customers in segments are about as near to another segment (confidence below 0.1).",
        share=percent(),
    ),
    other_segments_without=wording(
        "They rest on {variable}: without it other segments are found (agreement {agreement} on a scale up to 1).",
        agreement=decimals(2),
    ),
)
