"""Words for the columns of a purchases table."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "purchase_columns",
    named_by_user=wording("you said so"),
    customer=wording("customer"),
    date=wording("date"),
    order=wording("order number"),
    quantity=wording("quantity"),
    price=wording("price"),
    amount=wording("amount"),
    refund=wording("refund"),
    product=wording("product"),
    category=wording("product category"),
    currency=wording("currency"),
    country=wording("country"),
    no_dates=wording("no column holds dates, so each row counts as one customer"),
    no_repeated_customer=wording("no column repeats a customer, so each row counts as one"),
    no_purchase_date=wording("no date says when something was bought, so each row counts as one customer"),
    own_identifier_per_row=wording("each row has its own “{column}”, so each row counts as one customer"),
    one_row_per_customer=wording("one row per customer, identified by “{column}”"),
    no_days=wording("the cells of “{column}” are no dates, such as {examples}"),
    lines_without_days=wording("orders and money of customers who come back in “{column}”, but {reason}"),
    lines_without_date=wording("orders and money of customers who come back in “{column}”, but no dates"),
    lines_of_customers=wording("{rows} lines of {customers} customers in “{column}”, with dates in “{date}”"),
    date_heading=wording("the heading names the day of a purchase"),
    holds_dates=wording("it holds dates"),
    order_heading=wording("the heading names an order; {n} different ones"),
    order_numbers=wording(
        "its values are numbers of orders, each of one day and customer; {n} different ones"
    ),
    order_codes=wording("{n} codes over several lines each, always of one day and customer"),
    customer_heading=wording("the heading names customers; {n} customers on {lines} lines"),
    customer_codes=wording("{n} codes that come back on other days"),
    price_heading=wording("the heading names the price of a piece"),
    quantity_heading=wording("the heading names a number of pieces"),
    amount_is_order_total=wording(
        "“{column}” is the total of the whole order on each of its lines, so that quantity times price is "
        "taken"
    ),
    amount_once_per_order=wording(
        "“{column}” is the total of the order on each of its lines and is counted once per order."
    ),
    price_of_line=wording("the money of the line, not multiplied by “{quantity}”"),
    price_not_multiplied=wording(
        "“{column}” is the money of all pieces of a line, so it is not multiplied by “{quantity}”."
    ),
    one_of_several_amounts=wording(
        "Money is taken from “{column}”; other columns that may hold it: {others} (to choose: Amount, --amount)."
    ),
    pieces_before_amounts=wording(
        "Money is “{quantity}” times “{price}”; other columns that may hold it: {others} (to choose: Amount, "
        "--amount)."
    ),
    refund_heading=wording("the heading names money that went back"),
    refund_subtracted=wording(
        "“{column}” is taken off the money, and an order refunded whole is none (to leave it: Refunds, --refunds "
        "ignore)."
    ),
    refund_taken_off=wording("“{amount}” is less “{column}” already"),
    says_of_customer=wording("the same on all lines of nearly every customer, so it goes along with them"),
    says_state=wording("says what became of an order"),
    status_left_out=wording(
        "By “{column}” no purchases, and left out: {words} (to count them: Status, --count-status)."
    ),
    entries_subtracted=wording(
        "By “{column}” no purchases, and taken off or left out: {words} (to count them: Status, --count-status)."
    ),
    status_word=wording_n("“{word}” ({n} line)", "“{word}” ({n} lines)"),
    status_day=wording_n("{n} line with a day", "{n} lines with a day"),
    unknown_status=wording_n(
        "“{column}” has words that are not known as states of an order, on {n} line that counts: {words}. "
        "(To leave them out: Status, --drop-status.)",
        "“{column}” has words that are not known as states of an order, on {n} lines that count: {words}. "
        "(To leave them out: Status, --drop-status.)",
    ),
    status_of_customers=wording(
        "“{column}” is the same for each customer, so it is no state of orders and leaves none out (to use it: Status, "
        "--status)."
    ),
    status_of_no_line=wording("No line has the status {words}, which is to be counted or left out."),
    emails_merged=wording_n(
        "“{column}”: {n} spelling of an address differs in capitals or blanks only and is the same customer; "
        "{customers} customers.",
        "“{column}”: {n} spellings of addresses differ in capitals or blanks only and are the same customers; "
        "{customers} customers.",
    ),
    keys_alike=wording_n(
        "“{column}”: {n} customer differs from another in capitals or blanks only; they are kept apart.",
        "“{column}”: {n} customers differ from others in capitals or blanks only; they are kept apart.",
    ),
    decimals_merged=wording_n(
        "“{column}”: {n} number is written with “.0” on some lines and without on others, and is the same customer.",
        "“{column}”: {n} numbers are written with “.0” on some lines and without on others, and are the same "
        "customers.",
    ),
    discount_taken_off=wording(
        "“{column}” is taken off the money of each line, which is quantity times price (to take another: Amount, "
        "--amount)."
    ),
    discount_left=wording(
        "“{column}” is not taken off the money: it may be percents, or that of whole orders. Write percents with their "
        "sign, or name the money after discounts with --amount."
    ),
    nobody=wording("“{column}”: “{word}” names no customer, so these lines are left out."),
    latest_is_taken=wording("“{column}” changes for some customers; the latest value is taken."),
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
