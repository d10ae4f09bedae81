"""Words for campaigns: who is left out of them, and what they brought."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n
from segdesk.messages import Figure, Spoken, Value

# Amounts without cents.
WHOLE_FROM = 1000


def _points(value: Value) -> Spoken | None:
    """Write a difference of shares as percentage points."""
    return Figure(100 * value, 1) if isinstance(value, float) else None


def _amount(value: Value) -> Spoken | None:
    """Write an amount of money: to the cent where cents matter."""
    return Figure(value, 0 if abs(value) >= WHOLE_FROM else 2) if isinstance(value, float) else None


word(
    "campaign",
    in_no_segment=wording_n(
        "{n} customer is in no segment, and so not in the campaign.",
        "{n} customers are in no segment, and so not in the campaign.",
    ),
    unreachable=wording_n(
        "{n} customer has no e-mail address, or that of another customer, and is not in the campaign.",
        "{n} customers have no e-mail address, or that of another customer, and are not in the campaign.",
    ),
    columns_left_out=wording_n(
        "{columns} is personal or differs from customer to customer, and is not in the lists.",
        "{columns} are personal or differ from customer to customer, and are not in the lists.",
    ),
    split=wording(
        "{test} customers are to be written to, and {control} are held back ({share}), so that the effect can be "
        "told.",
        share=percent(),
    ),
    nobody_held_back=wording(
        "{test} customers are to be written to. Nobody is held back, so that it cannot be told what the campaign "
        "brings."
    ),
    shows_in_all=wording(
        "If {base} respond anyway, the campaign must add {lift} points to show in four of five cases, all customers "
        "together.",
        base=percent(1),
        lift=_points,
    ),
    shows_from=wording("In “{name}” alone it must add {lift} points.", lift=_points),
    shows_never=wording(
        "“{name}” has too few customers for any effect to show.",
    ),
    found=wording("Of {n} customers of the campaign, {found} stand in the results."),
    others=wording_n(
        "{n} other customer of the results was not in the campaign.",
        "{n} other customers of the results were not in the campaign.",
    ),
    without_value=wording_n(
        "“{column}” is empty in {n} row of the campaign’s customers, which counts as no, or as nothing.",
        "“{column}” is empty in {n} rows of the campaign’s customers, which count as no, or as nothing.",
    ),
    by_column=wording("Who responded is told by “{column}”."),
    by_amount=wording("Who has an amount above 0 in “{column}” responded."),
    by_presence=wording("Who stands in the results responded, all others did not."),
    responded_more=wording(
        "The campaign worked: {test} of those written to responded, and {control} of those held back. That is "
        "{difference} points more (95% interval {low} to {high}), about {gained} responses.",
        test=percent(1),
        control=percent(1),
        difference=_points,
        low=_points,
        high=_points,
        gained=decimals(0),
    ),
    responded_less=wording(
        "The campaign did harm: {test} of those written to responded, and {control} of those held back. That is "
        "{difference} points fewer (95% interval {low} to {high}), about {gained} responses lost.",
        test=percent(1),
        control=percent(1),
        difference=_points,
        low=_points,
        high=_points,
        gained=decimals(0),
    ),
    responded_none=wording(
        "No effect shows: {test} of those written to responded, and {control} of those held back. Anything between "
        "{low} and {high} points fits these figures (95% interval).",
        test=percent(1),
        control=percent(1),
        low=_points,
        high=_points,
    ),
    responded_perhaps=wording(
        "{test} of those written to responded, and {control} of those held back: a difference of {difference} points "
        "(95% interval {low} to {high}). {judged}",
        test=percent(1),
        control=percent(1),
        difference=_points,
        low=_points,
        high=_points,
    ),
    money_more=wording(
        "It brought money: {test} per customer written to, and {control} per customer held back. That is {difference} "
        "more (95% interval {low} to {high}), about {gained} in all.",
        test=_amount,
        control=_amount,
        difference=_amount,
        low=_amount,
        high=_amount,
        gained=_amount,
    ),
    money_less=wording(
        "It cost money: {test} per customer written to, and {control} per customer held back. That is {difference} "
        "less (95% interval {low} to {high}), about {gained} in all.",
        test=_amount,
        control=_amount,
        difference=_amount,
        low=_amount,
        high=_amount,
        gained=_amount,
    ),
    money_none=wording(
        "No effect shows on money: {test} per customer written to, and {control} per customer held back. Anything "
        "between {low} and {high} per customer fits these figures (95% interval).",
        test=_amount,
        control=_amount,
        low=_amount,
        high=_amount,
    ),
    money_perhaps=wording(
        "{test} per customer written to, and {control} per customer held back: a difference of {difference} (95% "
        "interval {low} to {high}). {judged}",
        test=_amount,
        control=_amount,
        difference=_amount,
        low=_amount,
        high=_amount,
    ),
    points_in_segment=wording(
        "“{name}”: {test} of those written to responded, {control} of those held back; a difference of {difference} "
        "points (95% interval {low} to {high}). {judged}",
        test=percent(1),
        control=percent(1),
        difference=_points,
        low=_points,
        high=_points,
    ),
    money_in_segment=wording(
        "“{name}”: {test} per customer written to, {control} per customer held back; a difference of {difference} (95% "
        "interval {low} to {high}). {judged}",
        test=_amount,
        control=_amount,
        difference=_amount,
        low=_amount,
        high=_amount,
    ),
    beyond_chance=wording("More than chance explains."),
    may_be_chance=wording("May be chance."),
    chance_of_many=wording(
        "More than chance explains if it were the only comparison; as one of {n} it may be chance."
    ),
    too_few=wording("Too few on one side to tell: {names}."),
    title_responded_more=wording(
        "The campaign worked: {difference} points more responded", difference=_points
    ),
    title_responded_less=wording(
        "The campaign did harm: {difference} points fewer responded", difference=_points
    ),
    title_responded_perhaps=wording("Whether more responded cannot be told yet"),
    title_responded_none=wording("No effect of the campaign on responses shows"),
    title_money_more=wording("The campaign brought {difference} more per customer", difference=_amount),
    title_money_less=wording("The campaign brought {difference} less per customer", difference=_amount),
    title_money_perhaps=wording("Whether it brought money cannot be told yet"),
    title_money_none=wording("No effect of the campaign on money shows"),
)
