"""Words for purchases that were summarised without holding them in memory."""

from segdesk.engine.data.finding import word, wording

word(
    "scale",
    sampled=wording(
        "The lines were read and added up by {engine}. What each column holds was decided on a sample of {lines} of "
        "{rows} lines and on the different texts of each column; all figures are those of all lines."
    ),
    sample_in_doubt=wording(
        "A quarter of the sample of lines would not have taken these columns for what all of it does: {columns}. Name "
        "what they are to be sure."
    ),
)
