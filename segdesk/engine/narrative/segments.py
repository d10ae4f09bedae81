"""Words for what segments are called besides what sets them apart."""

from segdesk.engine.data.finding import word, wording

word(
    "segments",
    unassigned=wording("Unassigned"),
    unassigned_description=wording("Customers who are not close to any segment, or who could not take part."),
    given_name=wording("{name}"),
    numbered_name=wording("{name} ({number})"),
)
