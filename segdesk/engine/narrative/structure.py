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
    rely_on_them=wording(
        "These segments are there in the data, so you can rely on them and name them as they are."
    ),
    reproducible=wording(
        "No clear gaps part the segments, but the same ones come back when customers are drawn anew."
    ),
    work_with_them=wording(
        "You can work with them; customers near a border could as well belong to the segment beside it."
    ),
    constructive=wording(
        "There are no gaps between the segments, and drawn anew they come back only in part."
    ),
    useful_slices=wording(
        "They are slices that the method made: useful to treat customers differently, but no groups as such."
    ),
    none=wording("The customers show no groups, and drawn anew other segments come out."),
    do_not_build_on_them=wording(
        "Don't build on these segments: other columns, or another number of segments, may show more."
    ),
)
