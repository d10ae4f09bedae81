"""Words for what to do next with the customers of a segment."""

from segdesk.engine.data.finding import decimals, percent, times, word, wording, wording_n

word(
    "actions",
    advice=wording("{head}: {value} {silence} {tip}"),
    advice_with_exceptions=wording(
        "{head}: {value} {silence} {tip} Look one by one at those who buy in another way: {exceptions}."
    ),
    advice_unlike_names=wording("{head}: {value} {silence} {tip} These are {exceptions}."),
    none_by_person=wording(
        "No advice: what sets these customers apart is who they are ({columns}), not what they buy."
    ),
    keep=wording("Keep"),
    grow=wording("Grow"),
    develop=wording("Develop"),
    remind=wording("Remind"),
    win_back=wording("Win back"),
    low_priority=wording("Low priority"),
    look_closer=wording("Look closer"),
    worth=wording(
        "They are worth {times} times the average customer and bring {share} of the money.",
        times=times(),
        share=percent(),
    ),
    level_worth=wording(
        "They are worth {times} times the average customer, which is no clear difference, and bring {share} of "
        "the money.",
        times=times(),
        share=percent(),
    ),
    column=wording(
        "Their “{column}” is on average {times} times everyone’s, together {share} of it.",
        times=times(),
        share=percent(),
    ),
    level_column=wording(
        "Their “{column}” is on average {times} times everyone’s, which is no clear difference, together "
        "{share} of it.",
        times=times(),
        share=percent(),
    ),
    silence_by_rhythm=wording(
        "Half of them last ordered {days} days ago or more, and {gap} days between two orders are usual for "
        "them; {silent} have been silent for more than {times} times as long as is usual.",
        days=decimals(0),
        gap=decimals(0),
        silent=percent(),
    ),
    silence_by_column=wording(
        "Half of them have {own} or more in “{column}”, half of everyone {all} or more."
    ),
    keep_tip=wording("Serve them first, thank them, and don’t train them on discounts."),
    grow_tip=wording("Find out what the best customers buy that these don’t."),
    develop_tip=wording("Offer a second product or a larger basket."),
    remind_tip=wording("Remind them before they are lost."),
    remind_by_names_tip=wording_n(
        "{n} of them has stayed away longer than most customers: a reminder is due.",
        "{n} of them have stayed away longer than most customers: a reminder is due.",
    ),
    remind_in_rhythm_tip=wording_n(
        "Most are not late by their own rhythm, but {n} of them has stayed away longer than most customers do: remind "
        "that one.",
        "Most are not late by their own rhythm, but {n} of them have stayed away longer than most customers do: remind "
        "these.",
    ),
    win_back_tip=wording("Ask why they stay away, and give a reason to return."),
    low_priority_tip=wording("Spend little on them: a cheap reminder at most."),
    look_closer_tip=wording(
        "Beside other customers, most of them buy in another way than the segment as a whole: look at them one by one."
    ),
    exception_by_name=wording_n("{n} “{name}” customer", "{n} “{name}” customers"),
    exception_by_list=wording_n("{n} customer on the list “{title}”", "{n} customers on the list “{title}”"),
)
