"""Words for tables that memory need not hold."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "scale",
    sampled=wording(
        "The lines were read and added up by {engine}. What each column holds was decided on a sample of {lines} of "
        "{rows} lines and on the different texts of each column; all figures are those of all lines."
    ),
    lines_sampled=wording(
        "The lines were read and added up by {engine}. What each column holds was decided on a sample of {lines} of "
        "{rows} lines and on the different texts of each column; figures of lines are those of all."
    ),
    rows_sampled=wording(
        "These are {lines} of the {rows} rows of the file, drawn evenly: all figures are of them."
    ),
    customers_sampled=wording(
        "These are all lines of some customers, {lines} of the {rows} lines of the file: all figures are of them."
    ),
    customers_drawn=wording(
        "These are {customers} of {total} customers, drawn evenly, with all that they bought: figures of customers are "
        "of them, figures of lines are of all."
    ),
    placed_in_pieces=wording(
        "All {rows} rows were placed, piece by piece. What has changed since the segments were made, and what is said "
        "of single cells, was found on {lines} of them, drawn evenly."
    ),
    everyone_placed=wording(
        "The segments were found on {lines} of {rows} rows, drawn evenly, and the figures are of these. Then all rows "
        "were placed: {segments}."
    ),
    all_customers_placed=wording(
        "The segments were found on {customers} of {total} customers, drawn evenly, and their figures are of these. "
        "Then all customers were placed: {segments}."
    ),
    shaped_on_sample=wording_n(
        "{n} step by hand was taken on the sample. It is not repeated among all customers: there the segments have "
        "other numbers.",
        "{n} steps by hand were taken on the sample. They are not repeated among all customers: there the segments "
        "have other numbers.",
    ),
    sample_in_doubt=wording(
        "A quarter of the sample of lines would not have taken these columns for what all of it does: {columns}. Name "
        "what they are to be sure."
    ),
)
