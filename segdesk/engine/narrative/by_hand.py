"""Words for what was done to the segments by hand."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "by_hand",
    merged=wording("Segments {numbers} were merged by hand."),
    split=wording("Segment {number} was split by hand into {parts} parts, by k-means within it."),
    moved=wording_n(
        "{n} customer was moved by hand into segment {number}.",
        "{n} customers were moved by hand into segment {number}.",
    ),
    moved_apart=wording_n(
        "{n} customer was put by hand into a segment of its own.",
        "{n} customers were put by hand into a segment of their own.",
    ),
    locked=wording_n(
        "Segments kept by hand: {numbers}; all other customers were found anew as {n} segment.",
        "Segments kept by hand: {numbers}; all other customers were found anew as {n} segments.",
    ),
    ordered=wording("The segments were put by hand in this order: {numbers}."),
    numbers_of_the_moment=wording(
        "Steps by hand name segments by the numbers they had at that step; there are {k} segments now."
    ),
    not_placed_alike=wording_n(
        "The model places {n} customer of this table in another segment than here: it knows nothing of customers "
        "moved by hand, and places by rule and nearest centre.",
        "The model places {n} customers of this table in other segments than here: it knows nothing of customers "
        "moved by hand, and places by rule and nearest centre.",
    ),
    nobody_to_move=wording_n(
        "{n} customer to be moved by hand takes no part in the segments and stays out.",
        "{n} customers to be moved by hand take no part in the segments and stay out.",
    ),
    made_on_another_file=wording(
        "The segments were shaped by hand on another file: of {total} steps, {applied} were repeated here, by the "
        "numbers of the segments, which may stand for other customers. Customers are never moved by row in another "
        "file."
    ),
    rest_by_kmeans=wording(
        "The other customers were found anew by k-means, because the method of these segments sets no number."
    ),
    of_verdict=wording_n(
        "Made by hand: segment {numbers}; its stability tells how surely the method finds such a segment by itself.",
        "Made by hand: segments {numbers}; their stability tells how surely the method finds such segments by itself.",
    ),
    of_rules_verdict=wording_n(
        "Segment {numbers} was made by hand, not by the rules.",
        "Segments {numbers} were made by hand, not by the rules.",
    ),
    merged_name=wording("{names}"),
    part_name=wording("{name}, part {number}"),
    apart_name=wording("Chosen by hand"),
    rest_name=wording("Others, part {number}"),
)
