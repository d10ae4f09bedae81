"""Words for which lines count."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "reconciliation",
    incomplete_month=wording_n(
        "The last month is not complete: after {day} it lacks {n} day. Its purchases are kept.",
        "The last month is not complete: after {day} it lacks {n} days. Its purchases are kept.",
    ),
    lines=wording("{lines} lines in the table; {kept} lines of {customers} customers are kept."),
    lines_with_money=wording(
        "{lines} lines with {money} in the table; {kept} lines of {customers} customers with {money_kept} "
        "are kept."
    ),
    left_out=wording_n("{n} line is left out: {reason}.", "{n} lines are left out: {reason}."),
    left_out_with_money=wording_n(
        "{n} line with {money} is left out: {reason}.", "{n} lines with {money} are left out: {reason}."
    ),
    kept_kind=wording_n(
        "{n} of {all} lines {kind} is kept: {rule}.", "{n} of {all} lines {kind} are kept: {rule}."
    ),
    kept_kind_with_money=wording_n(
        "{n} of {all} lines {kind} is kept, with {money}: {rule}.",
        "{n} of {all} lines {kind} are kept, with {money}: {rule}.",
    ),
    further_lines=wording_n(
        "{n} line without customer or day has them from another line of its order.",
        "{n} lines without customer or day have them from another line of their order.",
    ),
    label_in=wording("all lines of the table"),
    label_kept=wording("kept"),
    label_cancelled=wording("cancelled"),
    label_failed=wording("payment failed or was declined"),
    label_refunded=wording("refunded or returned whole"),
    label_pending=wording("pending, on hold, a draft or not paid"),
    label_settled=wording("the payment of an invoice, which counts itself"),
    label_dropped=wording("a status that you leave out"),
    label_returned_unbought=wording("takes back a cancelled or refunded order, which is left out"),
    label_refund=wording("refunded in part, of lines that are kept"),
    refunds_taken_off=wording_n(
        "{n} line that is kept was refunded in part; {money} is taken off its money.",
        "{n} lines that are kept were refunded in part; {money} is taken off their money.",
    ),
    money_of_amount=wording("The money of a line is “{amount}”."),
    money_of_order=wording("“{amount}” is the money of the whole order and counts once per order."),
    money_of_line_price=wording("The money of a line is “{amount}”, not multiplied by “{quantity}”."),
    money_of_pieces=wording("The money of a line is “{quantity}” times “{price}”."),
    money_of_price=wording("The money of a line is “{price}”; no column says how many pieces were bought."),
    orders_by_number=wording("Orders are counted by “{order}”."),
    orders_by_day=wording(
        "No column holds order numbers: all that a customer buys on one day counts as one order."
    ),
    label_no_date=wording("no day of purchase"),
    label_future=wording("after the as-of day, or in the future"),
    label_incomplete_month=wording("in the incomplete last month"),
    label_currency=wording("in another currency, or in none"),
    label_no_customer=wording("no customer"),
    label_no_amount=wording("no amount"),
    label_repeated=wording("repeats an earlier line in every column"),
    label_free=wording("without charge"),
    label_return=wording("return or cancellation"),
    label_return_without_order=wording("return or cancellation of a customer without an order"),
    kind_repeated=wording("that repeat an earlier one in every column"),
    kind_free=wording("without charge"),
    kind_return=wording("of returns and cancellations"),
    kind_incomplete_month=wording("in the incomplete last month"),
    rule_repeated=wording("what is on them counts as bought again"),
    rule_free=wording("they count as an order"),
    rule_return=wording("they take money off, but are no order and move no recency"),
    rule_incomplete_month=wording("they count like all others"),
    customers_left_out=wording_n(
        "{n} customer is left out: {reason}.", "{n} customers are left out: {reason}."
    ),
    as_of=wording("Recency counts back from {day}."),
    lines_of_reason=wording_n("{n} line – {reason}", "{n} lines – {reason}"),
    odd_returns=wording_n(
        "{n} line of a return or cancellation has an amount above zero and adds to the money.",
        "{n} lines of returns or cancellations have amounts above zero and add to the money.",
    ),
    returns_without_order=wording("returns or cancellations but no order"),
    no_line_counts=wording("none of their lines count"),
)
