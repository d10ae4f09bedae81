"""Words for what segments are about."""

from segdesk.engine.data.finding import percent, word, wording, wording_n

word(
    "importance",
    mostly_one_variable=wording(
        "These segments are mostly about {variable}: it makes {share} of what sets them apart.",
        share=percent(),
    ),
    more=wording("{n} more"),
    idle_variables=wording_n(
        "Without {names}, the segments would be the same but for a few customers: it could be left out.",
        "Without {names} (each alone), the segments would be the same but for a few customers.",
    ),
)
