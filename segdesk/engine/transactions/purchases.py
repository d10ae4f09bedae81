"""From a purchases table to a customers table that the rest of the engine goes on with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table, TypedColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.inspection import Inspection, reconsidered, with_computed
from segdesk.engine.schema.outcomes import rarer_taken
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns, find_columns
from segdesk.engine.schema.rfm_columns import find_rfm_columns, with_rfm_roles
from segdesk.engine.schema.roles import TableSchema, choose_features, infer_schema
from segdesk.engine.schema.titles import told_apart
from segdesk.engine.transactions.features.customer_features import CustomerFeatures, customer_features
from segdesk.engine.transactions.features.join import join_customers
from segdesk.engine.transactions.lifetime.history import Visits, purchase_days
from segdesk.engine.transactions.lifetime.lifetime_value import (
    Lifetime,
    expected_alike,
    lifetime_value,
    with_lifetime,
)
from segdesk.engine.transactions.months_bought import MonthsBought
from segdesk.engine.transactions.reconciliation.account import LineAccount
from segdesk.engine.transactions.reconciliation.reconcile import reconcile
from segdesk.engine.transactions.rfm.scores import RfmScores, rfm_scores, with_rfm
from segdesk.errors import naming_file
from segdesk.messages import Message, say, use_language
from segdesk.progress import Progress, part, silent


@dataclass(frozen=True, eq=False)
class Purchases:
    """What became of a purchases table.

    Attributes
    ----------
    table : Table
        The lines as read.
    columns : TransactionColumns
        Which column is what.
    reconciled : LineAccount
        Every line and its money: kept, or left out by reason. A `Reconciliation` where the lines are in memory.
    rfm : RfmScores
    rfm_column : str
        The column of the customers table that names the RFM segment.
    lifetime : Lifetime or None
    why_no_lifetime : tuple of Message
        Why there is no expectation of orders, or none of value.
    derived_columns : tuple of str
        Columns that were computed from dates and money of the purchases: no independent evidence for segments that
        were formed by those.
    of_customer : tuple of str
        Columns that stand in the purchases with one value per customer, and are carried along.
    identifier : str
        The column of the customers table that says who it is.
    forms, carried : tuple of str
        Its columns that form segments, and that are carried along, unless the recipe says otherwise.
    months : MonthsBought or None
        Who bought in which month, where the lines are not in memory.
    """

    table: Table
    columns: TransactionColumns
    reconciled: LineAccount
    rfm: RfmScores
    rfm_column: str
    lifetime: Lifetime | None
    why_no_lifetime: tuple[Message, ...]
    derived_columns: tuple[str, ...]
    of_customer: tuple[str, ...]
    identifier: str
    forms: tuple[str, ...]
    carried: tuple[str, ...]
    months: MonthsBought | None = None


@dataclass(frozen=True, eq=False)
class Gathered:
    """What the lines of purchases tell, wherever they are.

    Attributes
    ----------
    columns : TransactionColumns
        Which column is what.
    account : LineAccount
        Which lines count.
    features : CustomerFeatures
        What they tell of each customer.
    visits : Visits
        When each bought, as the models of lifetime value ask.
    months : MonthsBought or None
        Who bought in which month, where the lines are not in memory.
    """

    columns: TransactionColumns
    account: LineAccount
    features: CustomerFeatures
    visits: Visits
    months: MonthsBought | None = None


def summarise_purchases(
    inspection: Inspection,
    rules: TransactionsSpec,
    columns: ColumnsSpec,
    by_rules: bool,
    lang: str,
    joined: Inspection | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
    gathered: Gathered | None = None,
    like: Purchases | None = None,
) -> tuple[Inspection, Purchases]:
    """Make one row per customer, with features, RFM scores and, where the data carry it, lifetime value.

    Parameters
    ----------
    inspection : Inspection
        Of the purchases.
    rules : TransactionsSpec
    columns : ColumnsSpec
        Of the customers.
    by_rules : bool
        Whether RFM rules make the segments: what they go by forms these then.
    lang : str
        Of the names of RFM cells: they are data, and the same whatever language is spoken when they are made.
    joined : Inspection, optional
        Of a customers table to join by identifier.
    today : date, optional
        Lines after it are in the future: mistakes, unless the rules name an as-of day.
    progress : Progress
    gathered : Gathered, optional
        What the lines tell, where they are not in memory; by default they are those of the inspection.
    like : Purchases, optional
        Of other customers of the same purchases, among whom the bounds of the scores and the models of lifetime value
        were found.

    Raises
    ------
    InputError
        If there is no customer, date or order, or money in several currencies.
    """
    stage = say("Summarising purchases")
    progress(stage, 0.0)
    found = gathered or _gathered(inspection, rules, today, part(progress, 0, 0.6))
    if like is None:
        scores = rfm_scores(found.features, rules)
        lifetime, why_not = lifetime_value(found.visits, rules, partial(part(progress, 0.6, 0.9), stage))
    else:
        scores = rfm_scores(found.features, rules, like.rfm.thresholds)
        lifetime = None if like.lifetime is None else expected_alike(found.visits, like.lifetime)
        why_not = like.why_no_lifetime
    progress(stage, 0.9)
    with use_language(lang):
        features = with_rfm(found.features, scores)
    rfm_column = features.table.names[-1]
    features = features if lifetime is None else with_lifetime(features, lifetime)
    derived = tuple(name for name in features.table.names if name not in features.of_customer)
    features = _completed(features, joined, why_not, lifetime is None)
    purchases = Purchases(
        table=inspection.table,
        columns=found.columns,
        reconciled=found.account,
        rfm=scores,
        rfm_column=rfm_column,
        lifetime=lifetime,
        why_no_lifetime=why_not,
        derived_columns=derived,
        of_customer=tuple(features.of_customer),
        identifier=features.identifier,
        forms=tuple(features.forms),
        carried=tuple(features.carried),
        months=found.months,
    )
    progress(stage, 1.0)
    return _customers(features, purchases, inspection.schema.kind_reason, columns, by_rules), purchases


def _gathered(
    inspection: Inspection, rules: TransactionsSpec, today: dt.date | None, progress: Progress
) -> Gathered:
    """Return what lines in memory tell."""
    with naming_file(inspection.table.source.path.name):
        chosen = inspection.schema.purchases or find_columns(inspection.columns, rules)
        stage = say("Summarising purchases")
        reconciled = reconcile(
            inspection.table, inspection.columns, chosen, rules, today, partial(part(progress, 0, 0.5), stage)
        )
        features = customer_features(
            inspection.table, inspection.columns, chosen, reconciled, partial(part(progress, 0.5, 1), stage)
        )
    assert features.orders is not None
    return Gathered(chosen, reconciled, features, purchase_days(features.orders, reconciled))


def _customers(
    features: CustomerFeatures, purchases: Purchases, reason: Message, spec: ColumnsSpec, by_rules: bool
) -> Inspection:
    """Return the customers table with the roles of its columns."""

    def roles(columns: tuple[TypedColumn, ...]) -> TableSchema:
        choices = _choices(columns, purchases, spec, by_rules)
        return TableSchema(
            kind="transactions",
            kind_reason=reason,
            choices=choices,
            value_column=features.value,
            warnings=tuple(rarer_taken(choices)),
        )

    with naming_file(features.table.source.path.name):
        return with_computed(features.table, told_apart(features.columns, computed=True), spec, roles)


def reconsider(inspection: Inspection, recipe: Recipe, purchases: Purchases | None = None) -> Inspection:
    """Decide the roles of customers' columns anew, with what was read and summarised left as it is.

    Parameters
    ----------
    inspection : Inspection
        Of one row per customer.
    recipe : Recipe
        Its `columns` may differ from those that the customers were understood with.
    purchases : Purchases, optional
        What the customers were made of.

    Raises
    ------
    InputError, UsageError
        If the recipe names columns that do not exist, or gives one two roles.
    """
    spec = recipe.columns

    def of_customers(columns: tuple[TypedColumn, ...]) -> TableSchema:
        return infer_schema(columns, spec, recipe.transactions)

    def of_purchases(columns: tuple[TypedColumn, ...]) -> TableSchema:
        assert purchases is not None
        choices = _choices(columns, purchases, spec, recipe.method.by_rules)
        return replace(inspection.schema, choices=choices, warnings=tuple(rarer_taken(choices)))

    with naming_file(inspection.table.source.path.name):
        if purchases is not None:
            return reconsidered(inspection, spec, of_purchases)
        return under_rules(reconsidered(inspection, spec, of_customers), spec, recipe.method.by_rules)


def under_rules(inspection: Inspection, spec: ColumnsSpec, by_rules: bool) -> Inspection:
    """Return a customers table with the roles that RFM rules give its columns, where these make the segments.

    Raises
    ------
    InputError
        If the recipe names columns that do not exist, or hold something else.
    """
    schema = inspection.schema
    if not by_rules or schema.kind != "customers":
        return inspection
    with naming_file(inspection.table.source.path.name):
        found = find_rfm_columns(inspection.columns_of_participants, spec, schema.value_column)
    if found is None:
        return inspection
    choices = with_rfm_roles(schema.choices, found, spec)
    return replace(inspection, schema=replace(schema, choices=choices, rfm=found))


def _choices(
    columns: Sequence[TypedColumn], purchases: Purchases, spec: ColumnsSpec, by_rules: bool
) -> tuple[ColumnChoice, ...]:
    """Return the roles of the customers' columns; where rules make the segments, what they go by forms these."""
    forms, carried = purchases.forms, purchases.carried
    computed = tuple(column.name.strip() for column in spec.derived)
    if by_rules:
        # Rules go by these columns, and by nothing else.
        computed = ()
        forms, carried = purchases.rfm.variables, (*carried, purchases.rfm_column)
    return choose_features(columns, purchases.identifier, forms, carried, spec, computed)


def _completed(
    features: CustomerFeatures, joined: Inspection | None, why_not: tuple[Message, ...], no_lifetime: bool
) -> CustomerFeatures:
    """Return the features with the columns that are joined, and why there is no lifetime value among the steps."""
    if joined is not None:
        features = join_customers(features, joined.table, joined.columns)
    if not why_not:
        return features
    reason = (
        finding("lifetime.not_estimated", reasons=list(why_not))
        if no_lifetime
        else finding("lifetime.value_not_estimated", reasons=list(why_not))
    )
    return replace(features, table=replace(features.table, steps=(*features.table.steps, reason)))
