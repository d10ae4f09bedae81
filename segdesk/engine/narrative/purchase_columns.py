"""Words for the columns of a purchases table."""

from segdesk.engine.data.finding import word, wording

word(
    "purchase_columns",
    named_by_user=wording("you said so"),
    customer=wording("customer"),
    date=wording("date"),
    order=wording("order number"),
    quantity=wording("quantity"),
    price=wording("price"),
    amount=wording("amount"),
    product=wording("product"),
    category=wording("product category"),
    currency=wording("currency"),
    country=wording("country"),
    no_dates=wording("no column holds dates, so each row counts as one customer"),
    no_repeated_customer=wording("no column repeats a customer, so each row counts as one"),
    no_purchase_date=wording("no date says when something was bought, so each row counts as one customer"),
    own_identifier_per_row=wording("each row has its own “{column}”, so each row counts as one customer"),
    one_row_per_customer=wording("one row per customer, identified by “{column}”"),
    lines_of_customers=wording("{rows} lines of {customers} customers in “{column}”, with dates in “{date}”"),
    date_heading=wording("the heading names the day of a purchase"),
    holds_dates=wording("it holds dates"),
    order_heading=wording("the heading names an order; {n} different ones"),
    order_codes=wording("{n} codes over several lines each, always of one day and customer"),
    customer_heading=wording("the heading names customers; {n} customers on {lines} lines"),
    customer_codes=wording("{n} codes that come back on other days"),
    price_heading=wording("the heading names the price of a piece"),
    quantity_heading=wording("the heading names a number of pieces"),
    amount_is_order_total=wording(
        "“{column}” is the total of the whole order on each of its lines, so that quantity times price is "
        "taken"
    ),
    amount_heading=wording("the heading names money"),
    amount_with_currency=wording("its values are written with a currency"),
    amount_with_two_decimals=wording("its values have two decimals, as money has"),
    amount_repeated=wording(
        "“{column}” is the same on all lines of an order: if it is the order's total, it is counted once "
        "per line."
    ),
    currency_heading=wording("the heading names currencies"),
    currency_codes=wording("its values are codes of currencies"),
    product_heading=wording("the heading names products; {n} different ones"),
    category_heading=wording("the heading names groups of products"),
    country_heading=wording("the heading names a place"),
)
