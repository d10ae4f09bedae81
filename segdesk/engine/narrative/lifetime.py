"""Words for lifetime value."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

word(
    "lifetime",
    holdout_foretold=wording(
        "Lifetime: fitted to what came before {day}, the model foretells {predicted} purchases after it; "
        "there were {actual}."
    ),
    holdout_far_off=wording(
        "In the check on past data, the lifetime model is off by {share}: take its figures as a rough guide.",
        share=percent(),
    ),
    orders_do_not_settle=wording(
        "how often customers buy and stop does not follow the model (BG/NBD): the fit does not settle"
    ),
    few_repeat_buyers=wording_n(
        "only {n} customer bought on more than one day; it takes {least}",
        "only {n} customers bought on more than one day; it takes {least}",
    ),
    short_span=wording("the purchases span {weeks} weeks; it takes {least}"),
    no_money=wording("the table has no money"),
    few_paying_repeat_buyers=wording_n(
        "only {n} customer paid for a repeat purchase; it takes {least}",
        "only {n} customers paid for a repeat purchase; it takes {least}",
    ),
    frequency_tells_money=wording(
        "customers who buy often spend differently per purchase (correlation {r}), which the model "
        "(Gamma-Gamma) rules out",
        r=decimals(2),
    ),
    money_does_not_settle=wording(
        "how much customers spend does not follow the model (Gamma-Gamma): the fit does not settle"
    ),
    fitted_to=wording_n(
        "Lifetime: fitted to {n} customer, {repeat} of whom bought on more than one day.",
        "Lifetime: fitted to {n} customers, {repeat} of whom bought on more than one day.",
    ),
    expected_on_average=wording(
        "Lifetime: {share} of the customers are still active on average, and {orders} orders are to be "
        "expected in {weeks} weeks.",
        share=percent(),
    ),
    expected_in_all=wording("Lifetime: {orders} orders are to be expected in {weeks} weeks."),
    active_after_one=wording_n(
        "Lifetime: the {n} customer who bought on one day only is still active with a probability of {low}, by the "
        "model that lets customers stop after their first purchase (MBG/NBD); orders to expect are those of BG/NBD.",
        "Lifetime: the {n} customers who bought on one day only are still active with a probability of {low}, by the "
        "model that lets customers stop after their first purchase (MBG/NBD); orders to expect are those of BG/NBD.",
        low=percent(),
    ),
    active_after_one_range=wording(
        "Lifetime: the {n} customers who bought on one day only are still active with a probability of {low} to "
        "{high}, by the model that lets customers stop after their first purchase (MBG/NBD); orders to expect are "
        "those of BG/NBD.",
        low=percent(),
        high=percent(),
    ),
    activity_does_not_settle=wording(
        "Who is still active cannot be told: the fit of the model (MBG/NBD) does not settle."
    ),
    hardly_stopping=wording(
        "The purchases hardly show customers stopping, so who is still active cannot be told."
    ),
    horizon=wording("in the next {weeks} weeks"),
    probability_active=wording("probability of still being active"),
    not_estimated=wording("Lifetime value is not estimated: {reasons}."),
    value_not_estimated=wording("The value of future orders is not estimated: {reasons}."),
)
