"""Words for what the methods did."""

from segdesk.engine.data.finding import decimals, word, wording, wording_n

word(
    "clustering",
    dbscan_radius=wording(
        "Customers count as close within {eps}, and {min_samples} of them make a dense spot.", eps=decimals(3)
    ),
    mixture_not_settled=wording("The mixture had not settled after {n} rounds."),
    mixture_started_on_sample=wording_n(
        "The clouds took shape on a sample of {n} customer; all customers took part afterwards.",
        "The clouds took shape on a sample of {n} customers; all customers took part afterwards.",
    ),
    mixture_groups_empty=wording_n(
        "{k} groups were asked for, but only {n} is anyone's most likely one.",
        "{k} groups were asked for, but only {n} are anyone's most likely one.",
    ),
    hdbscan_smallest_size=wording("A segment has at least {size} customers."),
    tree_of_micro_clusters=wording_n(
        "With {total} customers the tree joins {n} small group of customers instead of single ones.",
        "With {total} customers the tree joins {n} small groups of customers instead of single ones.",
    ),
    kmeans_started_on_sample=wording_n(
        "The starting centres come from a sample of {n} customer; all customers took part afterwards.",
        "The starting centres come from a sample of {n} customers; all customers took part afterwards.",
    ),
    kprototypes_without_categories=wording(
        "There are no categories, so k-prototypes does the same as k-means."
    ),
    kprototypes_without_numbers=wording(
        "There are only categories: each segment gathers around its most frequent values (k-modes)."
    ),
    kprototypes_gamma=wording(
        "Another value in a category adds {gamma} to the squared distance between two customers (gamma): "
        "half of what a number varies by, times the square of the category's weight. Fit and spread are "
        "those of the prepared columns, as with every method.",
        gamma=decimals(2),
    ),
    kprototypes_started_on_sample=wording_n(
        "The starting prototypes come from a sample of {n} customer; all customers took part afterwards.",
        "The starting prototypes come from a sample of {n} customers; all customers took part afterwards.",
    ),
    pam_by_gower=wording(
        "Customers were compared by Gower's distance: over all columns, how far apart two of them lie "
        "within the range of a number, and whether they agree in a category. Fit and spread are those of "
        "the prepared columns, as with every method."
    ),
    pam_by_euclid=wording(
        "Customers were compared by Euclid's distance on the prepared columns, as k-means does; but a "
        "segment's middle is one of its customers."
    ),
    pam_medoids_of_sample=wording_n(
        "The typical customers that segments gather around were sought among {n} customer drawn at random; "
        "everyone belongs to the nearest of them.",
        "The typical customers that segments gather around were sought among {n} customers drawn at random; "
        "everyone belongs to the nearest of them.",
    ),
)
