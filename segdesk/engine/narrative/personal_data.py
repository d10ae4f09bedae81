"""Words for what a model holds of customers."""

from segdesk.engine.data.finding import percent, word, wording, wording_n

word(
    "personal_data",
    prepared_values=wording_n(
        "the prepared values of {n} customer, which new ones are compared with",
        "the prepared values of {n} customers, which new ones are compared with",
    ),
    lent_values=wording_n(
        "the numbers of {n} customer, which are lent to empty cells",
        "the numbers of {n} customers, which are lent to empty cells",
    ),
    category_values=wording_n("{n} value of categories", "{n} values of categories"),
    settings_by_hand=wording_n(
        "{n} condition, formula or step that was written by hand",
        "{n} conditions, formulas and steps that were written by hand",
    ),
    no_identifiers=wording("no identifiers"),
    model_holds_customers=wording_n(
        "model.segdesk holds the values of {n} customer, without identifiers: who shares it shares these. "
        "--compact-model writes a model with means of five customers and more instead.",
        "model.segdesk holds the values of {n} customers, without identifiers: who shares it shares these. "
        "--compact-model writes a model with means of five customers and more instead.",
    ),
    model_is_compact=wording_n(
        "model.segdesk is compact: it holds no customer’s own values but {n} mean of several, and places {share} of "
        "the {customers} customers as here.",
        "model.segdesk is compact: it holds no customer’s own values but {n} means of several, and places {share} of "
        "the {customers} customers as here.",
        share=percent(1),
    ),
    small_segments=wording_n(
        "{n} segment has fewer than {fewest} customers: the mean that the model holds of it says much of them.",
        "{n} segments have fewer than {fewest} customers: the means that the model holds of them say much of them.",
    ),
)
