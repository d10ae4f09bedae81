"""What was done, step by step, and what to beware of."""

import numpy as np

from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Role
from segdesk.engine.preparation.training_data import FEW_CUSTOMERS, TrainingData
from segdesk.engine.recipe.method import parse_k
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.validation import imputation_sensitivity as imputation
from segdesk.engine.validation.category_effect import idle_categories
from segdesk.engine.validation.imputation_sensitivity import ImputationSensitivity
from segdesk.engine.validation.k_scan import Scan
from segdesk.engine.validation.k_selection import NO_FIT
from segdesk.engine.validation.structure import Verdict
from segdesk.messages import Message

# More of the lines than this left out is worth a warning.
MANY_LINES = 0.1


def rows_left_out(training: TrainingData) -> tuple[tuple[Message, int], ...]:
    """Return how many rows of the customers table take no part, by reason."""
    prepared = training.prepared
    reasons = (
        (finding("result.no_value_in_variables"), prepared.empty),
        (finding("result.empty_cell_dropped"), prepared.dropped),
        (
            finding("result.extreme_value_set_aside"),
            prepared.set_aside & ~prepared.dropped & ~prepared.empty,
        ),
    )
    return tuple((reason, int(mask.sum())) for reason, mask in reasons if mask.any())


def idle_category_warnings(
    training: TrainingData, partition: Partition, recipe: Recipe, method: Method
) -> list[Message]:
    """Return a warning where categories take part and change nothing."""
    if recipe.method.by_rules:
        return []
    idle = idle_categories(training.matrix, partition, method, recipe.method, training.feature_groups)
    if not idle:
        return []
    return [finding("result.idle_categories", names=list(idle))]


def _many_lines_left_out(training: TrainingData) -> list[Message]:
    """Return a warning where a large part of a purchases table does not count."""
    if training.purchases is None:
        return []
    reconciled = training.purchases.reconciled
    lines, kept = reconciled.all_in.lines, reconciled.all_kept.lines
    if lines - kept <= MANY_LINES * lines:
        return []
    most = max(reconciled.left_out, key=lambda each: each.lines)
    return [finding("result.many_lines_left_out", n=lines - kept, total=lines, reason=most.label)]


def warnings_of(
    training: TrainingData, partition: Partition, recipe: Recipe, fit: float | None, verdict: Verdict
) -> list[Message]:
    """Return what to beware of when reading the result."""
    told: list[Message] = []
    n = len(training.matrix)
    describing = training.inspection.schema.names(Role.DESCRIPTOR)
    promoted = [name for name in training.fitted.preparation.names if name in describing]
    if promoted:
        told.append(finding("result.nothing_but_descriptors", names=promoted))
    if training.n_distinct == 1:
        told.append(finding("result.all_customers_alike"))
    out = sum(count for _, count in rows_left_out(training))
    if out:
        told.append(finding("result.taking_no_part", n=out, total=training.inspection.table.n_rows))
    told.extend(_many_lines_left_out(training))
    if verdict.structure is None and fit is not None and fit <= NO_FIT:
        told.append(finding("result.low_fit", fit=fit))
    wanted = parse_k(recipe.method.k)
    if wanted is not None and recipe.method.by_rules:
        told.append(finding("result.rules_give_the_number", k=recipe.method.k))
    elif wanted is not None and len(wanted) > 1 and wanted[-1] > training.n_distinct:
        told.append(finding("result.few_different_customers", n=training.n_distinct))
    if n < FEW_CUSTOMERS:
        told.append(finding("result.few_customers", n=n))
    for number, size in enumerate(np.bincount(partition.assignment.labels, minlength=partition.k + 1)):
        if number and size < max(5, 0.01 * n) and n >= FEW_CUSTOMERS:
            told.append(finding("result.tiny_segment", n=int(size), number=number))
    return told


def steps_of(
    training: TrainingData,
    why: Message,
    partition: Partition,
    scan: Scan,
    left_out: tuple[tuple[Message, int], ...],
    filled: ImputationSensitivity | None,
) -> tuple[Message, ...]:
    """Return the audit trail in the order of the flow."""
    inspection = training.inspection
    schema = inspection.schema
    source = inspection.table if training.purchases is None else training.purchases.table
    steps = [
        *source.steps,
        finding(
            "result.table_read", rows=source.n_rows, columns=len(source.columns), reason=schema.kind_reason
        ),
        # What was made of purchases comes behind what was read.
        *inspection.table.steps[len(source.steps) :],
    ]
    used = training.fitted.preparation.names
    steps.append(finding("result.forming_columns", n=len(used), names=", ".join(used)))
    describing = [name for name in schema.names(Role.DESCRIPTOR) if name not in used]
    if describing:
        steps.append(finding("result.describing_columns", n=len(describing), names=", ".join(describing)))
    ignored = [name for name in schema.names(Role.IGNORED) if name not in used]
    if ignored:
        steps.append(finding("result.ignored_columns", n=len(ignored), names=", ".join(ignored)))
    if schema.value_column is not None:
        steps.append(finding("result.value_column", column=schema.value_column))
    steps.extend(training.fitted.steps)
    for reason, count in left_out:
        steps.append(finding("result.rows_left_out", n=count, reason=reason))
    if filled is not None:
        steps.append(imputation.told(filled))
    steps.append(why)
    steps.extend(partition.fit.notes)
    steps.extend(scan.reason)
    steps.append(finding("result.segments_found", n=partition.k, customers=len(training.matrix)))
    return tuple(steps)
