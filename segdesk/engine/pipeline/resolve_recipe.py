"""The recipe with every automatic choice filled in: running it again gives the same segments."""

from dataclasses import replace
from typing import Any

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.table import Role
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.headings import is_source
from segdesk.engine.schema.outcomes import named_outcomes


def resolve_recipe(
    training: TrainingData, method: Method, recipe: Recipe, k: int | None, partition: Partition | None
) -> Recipe:
    """Return the recipe with every automatic choice filled in."""
    schema, source = training.inspection.schema, training.inspection.table.source
    identifiers = schema.names(Role.IDENTIFIER)
    used = training.fitted.preparation.names
    # What lines say of customers is found anew: next month's may say it of fewer.
    found_anew = () if training.purchases is None else training.purchases.of_customer
    named = {*recipe.columns.describe, *recipe.columns.ignore, *_chosen_outcomes(training, recipe)}
    left = {*used, *(n for n in found_anew if n not in named)}
    settings: dict[str, Any] = dict(partition.fit.settings) if partition is not None else {}
    return replace(
        recipe,
        read=replace(
            recipe.read,
            sheet=source.sheet
            if recipe.read.query is None and recipe.read.table is None
            else recipe.read.sheet,
            encoding=source.encoding,
            delimiter=source.delimiter,
            header=source.header_line,
        ),
        columns=replace(
            recipe.columns,
            kind=schema.kind,
            # What shall be none is not found anew.
            id=next(iter(identifiers), recipe.columns.id),
            value=schema.value_column or recipe.columns.value,
            use=used,
            # Where rows came from is known by its name; next month's table may come from one file.
            describe=tuple(n for n in schema.names(Role.DESCRIPTOR) if n not in left and not is_source(n)),
            outcome=tuple(
                f"{c.name}={c.case.value}" for c in schema.choices if c.case and c.name not in left
            ),
            ignore=tuple(n for n in schema.names(Role.IGNORED) if n not in left),
            recency=recipe.columns.recency if schema.rfm is None else schema.rfm.recency,
            frequency=recipe.columns.frequency if schema.rfm is None else schema.rfm.frequency,
        ),
        transactions=_with_thresholds(resolve_transactions(training, recipe.transactions), partition),
        prepare=training.fitted.spec,
        method=replace(
            recipe.method,
            method=method.name,
            k=recipe.method.k if method.determines_k or k is None else str(k),
            **settings,
        ),
    )


def _chosen_outcomes(training: TrainingData, recipe: Recipe) -> tuple[str, ...]:
    return tuple(named_outcomes(recipe.columns.outcome, training.inspection.columns))


def _with_thresholds(spec: TransactionsSpec, partition: Partition | None) -> TransactionsSpec:
    """Return the settings with the thresholds of the rules that made the segments, whatever table they were made of."""
    if partition is None or not isinstance(partition.fit.assigner, RfmAssigner):
        return spec
    thresholds: dict[str, Any] = partition.fit.assigner.thresholds.settings()
    return replace(spec, **thresholds)


def resolve_transactions(training: TrainingData, spec: TransactionsSpec) -> TransactionsSpec:
    """Return the settings for purchases with the columns and the RFM thresholds that were found.

    The as-of day stays automatic: the recipe is meant for next month's purchases too.
    """
    if training.purchases is None:
        return spec
    found = training.purchases.columns
    thresholds: dict[str, Any] = training.purchases.rfm.thresholds.settings()
    return replace(
        spec,
        customer=found.customer,
        date=found.date,
        amount=found.amount,
        amount_per="auto" if found.amount is None else "order" if found.once_per_order else "line",
        refund=found.refund,
        status=tuple(each.name for each in found.status),
        order=found.order,
        quantity=found.quantity,
        price=found.price,
        product=found.product,
        category=found.category,
        country=found.country,
        currency_column=found.currency,
        **thresholds,
    )
