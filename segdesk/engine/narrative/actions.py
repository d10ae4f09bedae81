"""Words for what to do next with the customers of a segment."""

from segdesk.engine.data.finding import word, wording

word(
    "actions",
    win_back=wording(
        "Win back: they are worth {times} times the average customer and bring {share} of the money, but "
        "half of them have been silent for {days} days or more. Ask why they left, and give a reason to "
        "return."
    ),
    keep=wording(
        "Keep: they are worth {times} times the average customer and bring {share} of the money; half of "
        "them bought within the last {days} days. Serve them first, thank them, and don’t train them on "
        "discounts."
    ),
    leave=wording(
        "Leave: they are worth {times} times the average customer, and half of them have been silent for "
        "{days} days or more. Spend little on them: a cheap reminder at most."
    ),
    develop=wording(
        "Develop: half of them bought within the last {days} days, but they are worth {times} times the "
        "average customer. Offer a second product or a larger basket."
    ),
    remind=wording(
        "Remind: they are worth about as much as the average customer ({times} times), and half of them "
        "have been silent for {days} days or more. Remind them before they are lost."
    ),
    grow=wording(
        "Grow: they are worth about as much as the average customer ({times} times), and half of them "
        "bought within the last {days} days. Find out what the best customers buy that these don’t."
    ),
)
