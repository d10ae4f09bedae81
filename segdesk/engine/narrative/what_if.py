"""Words for what of one customer would have to be otherwise."""

from segdesk.engine.data.finding import word, wording

word(
    "what_if",
    there_already=wording("This customer is in “{name}” already."),
    change=wording("{column} {after} instead of {before}"),
    reached=wording("With {changes} this customer would be in “{name}”."),
    reached_but_unlike=wording(
        "With {changes} this customer would be in “{name}”, though farther from it than 99% of the customers it was "
        "made from."
    ),
    no_change=wording(
        "No change of {columns} was found that leads to “{name}”, within what occurs among the customers."
    ),
)
