"""Words for lists of customers to act on."""

from segdesk.engine.data.finding import decimals, percent, word, wording, wording_n

word(
    "lists",
    most_valuable=wording("Who matters most"),
    most_valuable_definition=wording(
        "Customers with “{column}” of {edge} or more: the top {share} of all.",
        edge=decimals(2),
        share=percent(),
    ),
    most_valuable_finding=wording_n(
        "{n} customer ({part} of all) brings {share} of the money.",
        "{n} customers ({part} of all) bring {share} of the money.",
        part=percent(),
        share=percent(),
    ),
    most_valuable_finding_of=wording_n(
        "{n} customer ({part} of all) brings {share} of “{column}”.",
        "{n} customers ({part} of all) bring {share} of “{column}”.",
        part=percent(),
        share=percent(),
    ),
    slipping_by_forecast=wording(
        "Customers who bought on several days and are, by the times of their orders (MBG/NBD), less likely still "
        "active than not."
    ),
    slipping_by_rhythm=wording(
        "Customers with at least {orders} orders whose last one is more than {times} times as long ago as "
        "their usual time between orders."
    ),
    slipping_away=wording("Who is slipping away"),
    slipping_finding=wording_n(
        "{n} customer ({part} of all) is slipping away.",
        "{n} customers ({part} of all) are slipping away.",
        part=percent(),
    ),
    slipping_finding_with_money=wording_n(
        "{n} customer ({part} of all) is slipping away, who brought {share} of the money so far.",
        "{n} customers ({part} of all) are slipping away, who brought {share} of the money so far.",
        part=percent(),
        share=percent(),
    ),
    borderline_definition=wording(
        "Customers with a confidence below {edge}: about as close to a second segment as to their own.",
        edge=decimals(1),
    ),
    borderline_with_moved=wording(
        "{definition} Those whom the limits on size moved stand first: their second segment suits them "
        "better."
    ),
    segment=wording("Customers of “{name}”"),
    segment_by_value=wording("All customers of the segment, those with most “{column}” first."),
    segment_in_order=wording("All customers of the segment, in the order of the file."),
    segment_finding=wording_n(
        "{n} customer ({part} of all) is in the segment.",
        "{n} customers ({part} of all) are in the segment.",
        part=percent(),
    ),
    borderline=wording("Who could as well be in another segment"),
    borderline_finding=wording_n(
        "{n} customer ({part} of all in segments) is on the border between two segments.",
        "{n} customers ({part} of all in segments) are on the border between two segments.",
        part=percent(),
    ),
)
