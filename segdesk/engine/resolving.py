"""The recipe with every automatic choice filled in: running it again gives the same segments."""

from dataclasses import replace
from typing import Any

from segdesk.engine.basis import Basis
from segdesk.engine.fitting import Partition
from segdesk.engine.methods import Method
from segdesk.engine.recipe import ColumnsSpec, Recipe
from segdesk.engine.table import Role
from segdesk.engine.transactions.spec import TransactionsSpec
from segdesk.engine.understanding.headings import is_source


def resolved(
    basis: Basis, method: Method, recipe: Recipe, k: int | None, partition: Partition | None
) -> Recipe:
    """Return the recipe with every automatic choice filled in."""
    understanding, source = basis.inspection.understanding, basis.inspection.table.source
    identifiers = understanding.names(Role.IDENTIFIER)
    used = basis.fitted.preparation.names
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
        columns=ColumnsSpec(
            kind=understanding.kind,
            id=identifiers[0] if identifiers else None,
            value=understanding.value_column,
            use=used,
            # Where rows came from is known by its name; next month's table may come from one file.
            describe=tuple(
                n for n in understanding.names(Role.DESCRIPTOR) if n not in used and not is_source(n)
            ),
            ignore=tuple(n for n in understanding.names(Role.IGNORED) if n not in used),
        ),
        transactions=resolved_purchases(basis, recipe),
        prepare=basis.fitted.spec,
        method=replace(
            recipe.method,
            method=method.name,
            k=recipe.method.k if method.finds_k or k is None else str(k),
            **settings,
        ),
    )


def resolved_purchases(basis: Basis, recipe: Recipe) -> TransactionsSpec:
    """Return the settings for purchases with the columns and the RFM thresholds that were found.

    The as-of day stays automatic: the recipe is meant for next month's purchases too.
    """
    if basis.purchases is None:
        return recipe.transactions
    found = basis.purchases.columns
    thresholds: dict[str, Any] = basis.purchases.rfm.thresholds.settings()
    return replace(
        recipe.transactions,
        customer=found.customer,
        date=found.date,
        amount=found.amount,
        order=found.order,
        quantity=found.quantity,
        price=found.price,
        product=found.product,
        category=found.category,
        country=found.country,
        currency_column=found.currency,
        **thresholds,
    )
