"""Words for how surely segments come back."""

from segdesk.engine.data.finding import word, wording

word(
    "stability",
    unreliable=wording("do not rely on it"),
    doubtful=wording("a pattern, membership doubtful"),
    stable=wording("stable"),
    very_stable=wording("very stable"),
)
