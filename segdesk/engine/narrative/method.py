"""Words for why this method."""

from segdesk.engine.data.finding import decimals, word, wording

word(
    "method",
    kmeans_for_single_column=wording(
        "Method: k-means, which cuts a single column where its values leave the most room."
    ),
    mixture_for_hidden_groups=wording(
        "Method: Gaussian mixture, because there are groups with gaps between them that only some of the "
        "columns show; k-means would cut along the others."
    ),
    mixture_for_borders=wording(
        "Method: Gaussian mixture, because k-means would cut through groups. A border is 0 open where nobody "
        "lives along it and 1 where it is like a cut through the middle of a segment: of {n} customers in {k} "
        "segments those of the mixture are {openness} open, those of k-means {by_kmeans}.",
        openness=decimals(2),
        by_kmeans=decimals(2),
    ),
    genie_for_borders=wording(
        "Method: a tree of nearest customers (hierarchical, Genie), because k-means would cut through groups. "
        "A border is 0 open where nobody lives along it and 1 where it is like a cut through the middle of a "
        "segment: of {n} customers in {k} segments those of the tree are {openness} open, those of k-means "
        "{by_kmeans}.",
        openness=decimals(2),
        by_kmeans=decimals(2),
    ),
    genie_for_shapes=wording(
        "Method: a tree of nearest customers (hierarchical, Genie), because there are groups of other than "
        "round shape with gaps around them; k-means would cut through them."
    ),
    kmeans_for_mixed_columns=wording(
        "Method: k-means on numbers and categories together; each category is weighed so that it counts as "
        "much as one number, and its rare values more than its usual ones (as in FAMD). So every column has "
        "its say, and new customers are placed by the nearest group."
    ),
    kmeans_by_default=wording(
        "Method: k-means, which groups customers that are close on all columns together and places new ones "
        "by the nearest group."
    ),
    as_chosen=wording("Method: {method}, as you chose."),
    as_in_recipe=wording("Method: {method}, as the recipe has it; for this table alone it would be {other}."),
)
