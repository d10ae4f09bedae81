"""Words for short rules."""

from segdesk.engine.data.finding import percent, word, wording, wording_n

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
    placed_as_by_the_model=wording(
        "Of {customers} customers the rules place {alike} ({share}) in the segment that the model gives them, and "
        "{otherwise} in another.",
        share=percent(1),
    ),
    left_null=wording_n("{n} customer fits no rule: NULL.", "{n} customers fit no rule: NULL."),
    left_null_by_both=wording_n(
        "{n} customer without a segment of the model is among them.",
        "{n} customers without a segment of the model are among them.",
    ),
    rest=wording(
        "To give those whom no rule fits a segment too, take the two hyphens off the line below: more of them are "
        "in segment {number} than in any other. Then {alike} of {customers} customers ({share}) are placed as by the "
        "model.",
        share=percent(1),
    ),
    figures=wording(
        "{precision} of the customers that match it are in the segment, and {coverage} of the segment match "
        "it. Of customers that were kept aside while it was made, {held_out} of those that matched were in "
        "the segment.",
        precision=percent(),
        coverage=percent(),
        held_out=percent(),
    ),
)
