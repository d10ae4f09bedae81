"""Words for what filling empty cells another way would change."""

from segdesk.engine.data.finding import percent, word, wording_n

word(
    "imputation",
    borrowed_against_usual=wording_n(
        "{n} customer has empty cells that were filled from the most similar customers; filled with the "
        "usual value of all instead, {moved} ({share}) would be in another segment.",
        "{n} customers have empty cells that were filled from the most similar customers; filled with the "
        "usual value of all instead, {moved} ({share}) would be in another segment.",
        share=percent(),
    ),
    usual_against_borrowed=wording_n(
        "{n} customer has empty cells that were filled in; filled from the most similar customers instead, "
        "{moved} ({share}) would be in another segment.",
        "{n} customers have empty cells that were filled in; filled from the most similar customers "
        "instead, {moved} ({share}) would be in another segment.",
        share=percent(),
    ),
)
