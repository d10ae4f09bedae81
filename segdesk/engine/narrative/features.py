"""Words for columns that are made of purchases."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "features",
    one_row_per_customer=wording("one row per customer"),
    recency_days=wording("days from the last order to {day}"),
    frequency=wording("number of different orders"),
    monetary=wording("money of all orders less returns"),
    average_order=wording("money per order"),
    tenure_days=wording("days since the first order"),
    orders_per_month=wording("orders per month since the first, of one at least"),
    days_between_orders=wording("median days between orders; empty with a single one"),
    trend=wording(
        "spend per day in the last third of the time since the first order against the rest, -1 to 1; 0 is "
        "even"
    ),
    weekend_share=wording("share of orders on Saturdays and Sundays"),
    first_order=wording("day of the first order"),
    last_order=wording("day of the last order"),
    return_share=wording("share of purchases that was returned, 1 at most"),
    distinct_products=wording("number of different products in “{column}”"),
    category_share=wording("share of purchases in “{name}”"),
    last_place=wording("of the last order that has one"),
    joined=wording("{file}: {matched} of {customers} customers with purchases were found in it."),
    not_in_joined=wording_n(
        "{n} customer with purchases is not in {file}; the joined columns are empty there.",
        "{n} customers with purchases are not in {file}; the joined columns are empty there.",
    ),
    joined_without_purchases=wording_n(
        "{n} customer of {file} has no purchases that count and is not in the result.",
        "{n} customers of {file} have no purchases that count and are not in the result.",
    ),
    joined_repeats=wording_n(
        "{n} row of {file} repeats an identifier; the first row of each counts.",
        "{n} rows of {file} repeat an identifier; the first row of each counts.",
    ),
    joined_nameless=wording_n(
        "{n} row of {file} has no identifier and is not joined.",
        "{n} rows of {file} have no identifier and are not joined.",
    ),
)
