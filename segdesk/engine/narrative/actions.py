"""Words for what to do next with the customers of a segment."""

from segdesk.engine.data.finding import decimals, percent, word, wording

word(
    "actions",
    win_back=wording(
        "Win back: they are worth {times} times the average customer and bring {share} of the money, but "
        "half of them have been silent for {days} days or more. Ask why they left, and give a reason to "
        "return.",
        times=decimals(1),
        days=decimals(0),
        share=percent(),
    ),
    keep=wording(
        "Keep: they are worth {times} times the average customer and bring {share} of the money; half of "
        "them bought within the last {days} days. Serve them first, thank them, and don’t train them on "
        "discounts.",
        times=decimals(1),
        days=decimals(0),
        share=percent(),
    ),
    leave=wording(
        "Leave: they are worth {times} times the average customer, and half of them have been silent for "
        "{days} days or more. Spend little on them: a cheap reminder at most.",
        times=decimals(1),
        days=decimals(0),
    ),
    develop=wording(
        "Develop: half of them bought within the last {days} days, but they are worth {times} times the "
        "average customer. Offer a second product or a larger basket.",
        times=decimals(1),
        days=decimals(0),
    ),
    remind=wording(
        "Remind: they are worth about as much as the average customer ({times} times), and half of them "
        "have been silent for {days} days or more. Remind them before they are lost.",
        times=decimals(1),
        days=decimals(0),
    ),
    grow=wording(
        "Grow: they are worth about as much as the average customer ({times} times), and half of them "
        "bought within the last {days} days. Find out what the best customers buy that these don’t.",
        times=decimals(1),
        days=decimals(0),
    ),
)
