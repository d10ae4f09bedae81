"""Words for short rules."""

from segdesk.engine.data.finding import percent, word, wording

word(
    "rules",
    over=wording("{column} over {value}"),
    at_most=wording("{column} at most {value}"),
    from_day=wording("{column} from {day} on"),
    before_day=wording("{column} before {day}"),
    is_not=wording("{column} is not {value}"),
    is_value=wording("{column} is {value}"),
    one_of_two=wording("{column} is {first} or {second}"),
    one_of_three=wording("{column} is {first}, {second} or {third}"),
    all_conditions=wording("{conditions}"),
    figures=wording(
        "{precision} of the customers that match it are in the segment, and {coverage} of the segment match "
        "it. Of customers that were kept aside while it was made, {held_out} of those that matched were in "
        "the segment.",
        precision=percent(),
        coverage=percent(),
        held_out=percent(),
    ),
)
