"""The words for what the stages find: one file per subject, one wording per code.

In comes a `Finding`, a code with figures; out goes a sentence in the language in force. Imports `data` alone, and is
loaded with the engine, so that every finding can be put into words. Nothing is computed here.
"""

from segdesk.engine.narrative import (
    actions,
    clustering,
    comparison,
    features,
    importance,
    imputation,
    k_selection,
    lifetime,
    lists,
    method,
    names,
    prediction,
    preparation,
    purchase_columns,
    reconciliation,
    result,
    rfm,
    roles,
    rules,
    schema,
    segments,
    sizes,
    stability,
    structure,
)

__all__ = [
    "actions",
    "clustering",
    "comparison",
    "features",
    "importance",
    "imputation",
    "k_selection",
    "lifetime",
    "lists",
    "method",
    "names",
    "prediction",
    "preparation",
    "purchase_columns",
    "reconciliation",
    "result",
    "rfm",
    "roles",
    "rules",
    "schema",
    "segments",
    "sizes",
    "stability",
    "structure",
]
