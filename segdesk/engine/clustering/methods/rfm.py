"""RFM rules: the named segments of the scores for how recently, how often and for how much a customer bought."""

from collections.abc import Sequence

import numpy as np

from segdesk.engine.assigners.rfm_rules import RfmAssigner, counted_back
from segdesk.engine.clustering.methods.registry import Fit, FitTask, method
from segdesk.engine.transactions.rfm.cell_names import number_cells
from segdesk.engine.transactions.rfm.scores import cells_of, make_thresholds
from segdesk.errors import UsageError
from segdesk.messages import Sentence, say


@method(
    "rfm",
    say("RFM rules"),
    say("By rules for orders (RFM: how recently, how often, how much)"),
    determines_k=True,
    supports_size_limits=False,
    by_rules=True,
)
def fit_rfm(task: FitTask) -> Sequence[Fit]:
    """Give each name of the map of cells a segment; those that no customer has are dropped when they are numbered.

    Raises
    ------
    UsageError
        If the task has no rules: then there are no recency, frequency and money.
    """
    if task.rules is None:
        raise UsageError(
            say("RFM segments need purchases."),
            mend=say("Choose another method, or give a table of purchases."),
        )
    values = counted_back(task.rules.values, task.rules.as_of)
    # Of a customers table a cell may be empty; whoever has one is in no segment.
    thresholds = make_thresholds(values[~np.isnan(values).any(axis=1)], task.rules.settings)
    grid, names = number_cells(cells_of(thresholds.preset))
    assigner = RfmAssigner.of(thresholds, grid + 1, task.rules.as_of)
    return [Fit(assigner, names=tuple(Sentence(name) for name in names))]
