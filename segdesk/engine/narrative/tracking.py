"""Words for segments that are followed through several periods."""

from segdesk.engine.data.finding import percent, word, wording, wording_n

word(
    "tracking",
    nobody_in_both=wording("No customer of {old} is in {new}, too."),
    stayed=wording(
        "From {old} to {new}, {share} of the customers in both stayed in their segment ({stayed} of {shared}).",
        share=percent(),
    ),
    come_and_gone=wording(
        "Customers in {new} who were not in {old}: {come}; in {old} and no longer in {new}: {gone}."
    ),
    grew=wording(
        "“{name}” grew most: from {before} of the customers in {first} to {after} in {last}.",
        before=percent(1),
        after=percent(1),
    ),
    shrank=wording(
        "“{name}” shrank most: from {before} of the customers in {first} to {after} in {last}.",
        before=percent(1),
        after=percent(1),
    ),
    reasons=wording(
        "Moves between segments in all periods: {moves}. What moved customers, with the number of moves that it "
        "explains best: {variables}."
    ),
    bought_later=wording_n(
        "{share} of customers bought {n} period after the one of their first purchase ({active} of {customers}; those "
        "too new to tell are left out).",
        "{share} of customers bought {n} periods after the one of their first purchase ({active} of {customers}; those "
        "too new to tell are left out).",
        share=percent(),
    ),
    stood_later=wording_n(
        "{share} of customers were still there {n} period after their first ({active} of {customers}; those too new "
        "to tell are left out).",
        "{share} of customers were still there {n} periods after their first ({active} of {customers}; those too new "
        "to tell are left out).",
        share=percent(),
    ),
    first_cohort=wording_n(
        "Nothing is known from before {period}: its {n} customer counts as new there, and may be an old one.",
        "Nothing is known from before {period}: its {n} customers count as new there, and many may be old ones.",
    ),
    drift=wording("Customers in {period} against those that the segments were made from: {text}"),
    periods=wording_n(
        "{n} period from {first} to {last}; {customers} different customers in all.",
        "{n} periods from {first} to {last}; {customers} different customers in all.",
    ),
    found_in=wording(
        "The segments were found in {period} and are the same in every period: whoever moved changed, not the segments."
    ),
    placed_with=wording(
        "Every period was placed with “{file}”, so the segments are the same in all of them: whoever moved changed, "
        "not the segments."
    ),
    missing_periods=wording_n(
        "There is nothing of {n} period in between: {periods}. Moves across it are told for the period after it.",
        "There is nothing of {n} periods in between: {periods}. Moves across them are told for the period after them.",
    ),
)
