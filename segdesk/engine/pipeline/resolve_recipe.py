"""The recipe with every automatic choice filled in: running it again gives the same segments."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.clustering.partition import Partition
from segdesk.engine.data.table import Role, Source
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.method import FoundSegments, MethodSpec
from segdesk.engine.recipe.method_choices import AUTO
from segdesk.engine.recipe.reading import FoundReading, ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.headings import is_source
from segdesk.engine.schema.kept_roles import names_found
from segdesk.engine.schema.outcomes import named_outcomes

# The method that has a linkage.
HIERARCHICAL = "hierarchical"


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
    # Where rows came from is known by its name; next month's table may come from one file.
    describe = tuple(n for n in schema.names(Role.DESCRIPTOR) if n not in left and not is_source(n))
    ignore = tuple(n for n in schema.names(Role.IGNORED) if n not in left)
    outcomes = {c.name: c.case.value for c in schema.choices if c.case and c.name not in left}
    named_now = (*used, *describe, *outcomes, *ignore)
    return replace(
        recipe,
        read=_reading(recipe.read, source),
        columns=replace(
            recipe.columns,
            kind=schema.kind,
            # What shall be none is not found anew.
            id=next(iter(identifiers), recipe.columns.id),
            value=schema.value_column or recipe.columns.value,
            use=used,
            describe=describe,
            outcome=tuple(f"{name}={case}" for name, case in outcomes.items()),
            ignore=ignore,
            found=names_found(recipe.columns, named_now, training.inspection.columns),
            kind_found=True if recipe.columns.kind == "auto" else recipe.columns.kind_found,
            recency=recipe.columns.recency if schema.rfm is None else schema.rfm.recency,
            frequency=recipe.columns.frequency if schema.rfm is None else schema.rfm.frequency,
        ),
        transactions=_with_thresholds(resolve_transactions(training, recipe.transactions), partition),
        prepare=replace(
            training.fitted.spec,
            found_category_weight=training.fitted.spec.category_weight
            if recipe.prepare.weight_is_open
            else None,
        ),
        method=_method(method, recipe.method, k, settings),
    )


def _reading(spec: ReadSpec, source: Source) -> ReadSpec:
    """Return how the file was read, and what of it nobody asked for."""
    known: dict[str, Any] = {
        "sheet": source.sheet if spec.query is None and spec.table is None else spec.sheet,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "header": source.header_line,
    }
    found = FoundReading(**{name: value for name, value in known.items() if spec.asked(name) is None})
    return replace(spec, **known, found=None if found == FoundReading() else found)


def _method(method: Method, spec: MethodSpec, k: int | None, settings: Mapping[str, Any]) -> MethodSpec:
    """Return the method with its settings, and what of it nobody asked for."""
    known: dict[str, Any] = {} if method.determines_k or k is None else {"k": str(k)}
    chosen = replace(spec, method=method.name, **known, **settings)
    k_was_found = bool(known) and (spec.kept_k is not None or not spec.k.isdecimal())
    method_was_found = spec.method == AUTO or spec.method_was_found
    opened = spec.with_open_neighbourhood()
    neighbourhood = {name: value for name, value in settings.items() if getattr(opened, name) is None}
    if not (k_was_found or method_was_found or neighbourhood):
        return replace(chosen, found=None)
    found = FoundSegments(
        tried=spec.tried,
        k=chosen.k if k_was_found else None,
        method=method.name if method_was_found else None,
        linkage=chosen.linkage if method_was_found and method.name == HIERARCHICAL else None,
        **neighbourhood,
    )
    return replace(chosen, found=found)


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
