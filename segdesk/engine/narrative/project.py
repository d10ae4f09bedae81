"""Words for projects."""

from segdesk.engine.data.finding import word, wording, wording_n

word(
    "project",
    customer_deleted=wording_n(
        "The customer was deleted, {n} row of the table. Results found again without it: {results}. Copies that "
        "segdesk kept are deleted, too.",
        "The customer was deleted, {n} rows of the tables. Results found again without them: {results}. Copies that "
        "segdesk kept are deleted, too.",
    ),
    exports_stay=wording(
        "Files that were exported before, model files among them, and the source file still hold the customer."
    ),
)
