"""What each column is used for, what kind of table it is, and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from segdesk.engine.data.column_matching import match_columns
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.schema.case_weights import is_case_weight, weights_left_out
from segdesk.engine.schema.column_choice import Case, ColumnChoice, of_single_customers
from segdesk.engine.schema.customer_columns import identifier_columns, money_columns
from segdesk.engine.schema.earlier_results import is_earlier_result
from segdesk.engine.schema.headings import is_code, is_coordinate, is_month, is_postal, is_source, spaced
from segdesk.engine.schema.kept_roles import (
    is_kept,
    with_reasons_of_found_roles,
    without_absent_features,
)
from segdesk.engine.schema.outcomes import find_cases, named_outcomes, rarer_taken, reason_of
from segdesk.engine.schema.purchase_columns.columns import (
    TransactionColumns,
    find_columns,
)
from segdesk.engine.schema.rfm_columns import RfmColumns
from segdesk.engine.schema.shared_levels import shared_level_findings
from segdesk.engine.schema.table_kind import kind_is_open, kind_of
from segdesk.errors import InputError, UsageError
from segdesk.messages import Message, say

MOSTLY_MISSING = 0.6
MANY_LEVELS = 15
_MOST_RIVALS = 5

PLACE = re.compile(
    r"\b(country|city|state|region|town|postal|post ?code|zip|plz|land|stadt|ort|bundesland|pa[ií]s|ciudad|"
    r"provincia)\b",
    re.I,
)
_USES_OF_PURCHASES = {
    "customer": Role.IDENTIFIER,
    "date": Role.SEGMENTATION,
    "order": Role.SEGMENTATION,
    "amount": Role.SEGMENTATION,
    "quantity": Role.SEGMENTATION,
    "price": Role.SEGMENTATION,
    "refund": Role.SEGMENTATION,
    "product": Role.DESCRIPTOR,
    "category": Role.DESCRIPTOR,
    "currency": Role.DESCRIPTOR,
    "country": Role.DESCRIPTOR,
}

CODE = re.compile(r"\b(id|code|key|nr|no|nummer|kennung|c[oó]digo|clave)$", re.I)


@dataclass(frozen=True)
class TableSchema:
    """What a table is taken for.

    Attributes
    ----------
    kind : str
        `customers` or `transactions`.
    kind_reason : Message
    choices : tuple of ColumnChoice
        One per column.
    value_column : str or None
        The money column.
    warnings : tuple of Message
    purchases : TransactionColumns or None
        Which column of a purchases table is what.
    rfm : RfmColumns or None
        Of a customers table, the columns that RFM rules go by, where these make the segments.
    rivals : mapping of str to tuple of str
        Of a customers table: other columns that may identify the customer or hold the money, best first, by setting.
    """

    kind: str
    kind_reason: Message
    choices: tuple[ColumnChoice, ...]
    value_column: str | None
    warnings: tuple[Message, ...]
    purchases: TransactionColumns | None = None
    rfm: RfmColumns | None = None
    rivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, role: Role) -> tuple[str, ...]:
        """Return the names of the columns with this role."""
        return tuple(c.name for c in self.choices if c.role is role)


def infer_schema(
    columns: Sequence[TypedColumn],
    spec: ColumnsSpec,
    transactions: TransactionsSpec | None = None,
    known_kind: tuple[str, Message] | None = None,
) -> TableSchema:
    """Decide kind of table, roles and money column.

    Parameters
    ----------
    columns : sequence of TypedColumn
    spec : ColumnsSpec
        What the user decided; the rest is decided here. For purchases it speaks of the columns that are made of them,
        and is looked at by `choose_features`.
    transactions : TransactionsSpec, optional
        Columns of purchases that the user named.
    known_kind : tuple of str and Message, optional
        What `kind_of` says.

    Raises
    ------
    InputError
        If a column that the spec names does not exist.
    UsageError
        If a column is given two roles.
    """
    kind, kind_reason = known_kind or kind_of(columns, spec, transactions or TransactionsSpec())
    if kind == "transactions":
        purchases = find_columns(columns, transactions)
        return TableSchema(
            kind, kind_reason, _purchase_choices(columns, purchases), None, purchases.warnings, purchases
        )
    use, describe, ignore = (
        match_columns(names, columns) for names in (spec.use, spec.describe, spec.ignore)
    )
    identifier, value = _named(spec.id, columns), _named(spec.value, columns)
    named = named_outcomes(spec.outcome, columns)
    _refuse_two_roles(use, describe, ignore, tuple(named), identifier)
    if value is not None:
        _refuse_no_number(next(c for c in columns if c.name == value))

    found = {"id": identifier_columns(columns, {*use, *describe, *ignore}), "value": money_columns(columns)}
    if spec.id is None:
        identifier = next(iter(found["id"]), None)
    if spec.value is None:
        value = next(iter(found["value"]), None)
    choices = with_reasons_of_found_roles(
        _customer_choices(columns, spec, identifier),
        columns,
        spec,
        lambda asked: _customer_choices(columns, asked, identifier),
    )
    if kind_is_open(spec) and not is_kept(kind_reason) and identifier is not None:
        kind_reason = finding("purchase_columns.one_row_per_customer", column=identifier)
    rivals = {"id": _others(found["id"], identifier), "value": _others(found["value"], value)}
    warnings = [
        *_repeated_identifier(columns, identifier),
        *rarer_taken(choices),
        *weights_left_out(columns, choices),
        *shared_level_findings(columns, choices),
    ]
    return TableSchema(kind, kind_reason, choices, value, tuple(warnings), rivals=rivals)


def _customer_choices(
    columns: Sequence[TypedColumn], spec: ColumnsSpec, identifier: str | None
) -> tuple[ColumnChoice, ...]:
    """Return what each column of a customers table is for."""
    use, describe, ignore = (
        match_columns(names, columns) for names in (spec.use, spec.describe, spec.ignore)
    )
    named = named_outcomes(spec.outcome, columns)
    cases = find_cases(columns, named)
    choices = []
    for column in columns:
        case = cases.get(column.name)
        if case is not None and column.name in named:
            role, reason = Role.OUTCOME, reason_of(case, is_chosen=True)
        else:
            role, reason = _role(column, spec, use, describe, ignore, identifier, case)
        choices.append(_choice(column, role, reason, case))
    return tuple(choices)


def _refuse_no_number(column: TypedColumn) -> None:
    if column.type is not ColumnType.NUMBER:
        raise InputError(
            say("Column “{column}” holds no amounts: {reason}.", column=column.name, reason=column.reason),
            mend=say("Name a column with numbers in --value."),
        )


def _choice(column: TypedColumn, role: Role, reason: Message, case: Case | None) -> ColumnChoice:
    return ColumnChoice(column.name, column.type, role, reason, case if role is Role.OUTCOME else None)


def _refuse_two_roles(
    use: tuple[str, ...],
    describe: tuple[str, ...],
    ignore: tuple[str, ...],
    outcome: tuple[str, ...],
    identifier: str | None,
) -> None:
    seen: set[str] = set()
    for name in (*use, *describe, *ignore, *outcome, *((identifier,) if identifier else ())):
        if name in seen:
            raise UsageError(
                say("Column “{column}” is given two roles.", column=name),
                mend=say("Name it in one of --id, --use, --describe, --ignore and --outcome only."),
            )
        seen.add(name)


def _role(
    column: TypedColumn,
    spec: ColumnsSpec,
    use: tuple[str, ...],
    describe: tuple[str, ...],
    ignore: tuple[str, ...],
    identifier: str | None,
    case: Case | None,
) -> tuple[Role, Message]:
    """Return the role of one column and the reason; `case` is what it would count as an outcome."""
    if column.name in ignore:
        return Role.IGNORED, finding("roles.left_out_by_user")
    if column.name in use:
        return _asked_to_form(column)
    if column.name == identifier:
        return Role.IDENTIFIER, finding("roles.identifies", reason=column.reason)
    if column.name in describe:
        return Role.DESCRIPTOR, finding("roles.describes_by_choice")
    role, reason = _own_role(column, case)
    if spec.use and role is Role.SEGMENTATION:
        return Role.DESCRIPTOR, finding("roles.describes_beside_named")
    return role, reason


def _asked_to_form(column: TypedColumn) -> tuple[Role, Message]:
    if column.type in (ColumnType.TEXT, ColumnType.IDENTIFIER) or column.is_nearly_unique:
        reason = of_single_customers(column) if column.is_nearly_unique else column.reason
        raise InputError(
            say("Column “{column}” can't form segments: {reason}.", column=column.name, reason=reason),
            mend=say("Choose columns with numbers, dates, yes/no or a few categories."),
        )
    return Role.SEGMENTATION, finding("roles.forms_by_choice")


def _own_role(column: TypedColumn, case: Case | None = None) -> tuple[Role, Message]:
    """Return the role that the column's own values suggest; `case` is what it would count as an outcome."""
    n_rows = len(column.values)
    share_missing = column.n_missing / n_rows
    if column.personal:
        return Role.IGNORED, finding("roles.personal_data", reason=column.reason)
    if column.n_missing == n_rows:
        return Role.IGNORED, finding("roles.holds_no_values")
    if is_source(column.name):
        return Role.DESCRIPTOR, finding("roles.tells_the_source")
    if column.n_distinct == 1:
        return Role.IGNORED, finding("roles.constant")
    if column.type is ColumnType.IDENTIFIER:
        return Role.IGNORED, finding("roles.an_identifier", reason=column.reason)
    if column.type is ColumnType.TEXT:
        return Role.IGNORED, finding("roles.free_text", reason=column.reason)
    if column.is_nearly_unique:
        return Role.IGNORED, of_single_customers(column)
    if is_case_weight(column):
        return Role.IGNORED, finding("roles.case_weights")
    if share_missing > MOSTLY_MISSING:
        return Role.IGNORED, finding("roles.mostly_empty", share=share_missing)
    if case is not None:
        return Role.OUTCOME, reason_of(case, is_chosen=False)
    describes = _only_describes(column)
    if describes is not None:
        return Role.DESCRIPTOR, describes
    return Role.SEGMENTATION, column.reason


def _only_describes(column: TypedColumn) -> Message | None:
    """Return why a column says where or what a customer is rather than how one behaves; None where it does not."""
    if is_earlier_result(column):
        return finding("roles.outcome")
    if column.type is ColumnType.NUMBER and is_coordinate(column.name):
        return finding("roles.coordinate")
    if column.type is not ColumnType.CATEGORY:
        return None
    if PLACE.search(spaced(column.name)) or _are_postal(column):
        return finding("roles.place")
    if CODE.search(spaced(column.name)) or is_code(column.name) or _are_months(column):
        return finding("roles.code")
    return finding("roles.too_many_values", n=column.n_distinct) if column.n_distinct > MANY_LEVELS else None


def _are_postal(column: TypedColumn) -> bool:
    """Whether categories are postal codes, which have digits; a cap may be small or large as well."""
    return is_postal(column.name) and any(any(map(str.isdigit, level)) for level in column.levels)


def _are_months(column: TypedColumn) -> bool:
    """Whether categories are years with months, 202401: they say when, and do not tell customers apart."""
    return is_month(column.name) and all(level.isdecimal() and len(level) == 6 for level in column.levels)


def _named(name: str | None, columns: Sequence[TypedColumn]) -> str | None:
    """Return the column that the user named, None where there is none or shall be none."""
    return match_columns((name,), columns)[0] if name else None


def _others(names: tuple[str, ...], taken: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name != taken)[:_MOST_RIVALS]


def _purchase_choices(
    columns: Sequence[TypedColumn], purchases: TransactionColumns
) -> tuple[ColumnChoice, ...]:
    """Return what each column of a purchases table is for: who, when and how much form the segments."""
    uses = {
        getattr(purchases, use): (use, role)
        for use, role in _USES_OF_PURCHASES.items()
        if getattr(purchases, use) is not None
    }
    states = {each.name for each in purchases.status}
    choices = []
    for column in columns:
        use, role = uses.get(column.name, ("", Role.IGNORED))
        reason = purchases.reasons.get(use, finding("roles.not_needed"))
        if column.name in states:
            reason = finding("purchase_columns.says_state")
        elif column.name in purchases.of_customer:
            role, reason = _own_role(column)
            if role is not Role.IGNORED:
                role, reason = Role.DESCRIPTOR, finding("purchase_columns.says_of_customer")
        choices.append(ColumnChoice(column.name, column.type, role, reason))
    return tuple(choices)


def choose_features(
    columns: Sequence[TypedColumn],
    identifier: str,
    forms: Sequence[str],
    carried: Sequence[str],
    spec: ColumnsSpec,
    computed: Sequence[str] = (),
) -> tuple[ColumnChoice, ...]:
    """Return the roles of columns that were made from purchases: `forms` by default, or what the user named.

    Those in `carried` only go into the labeled file; those in `computed` form segments as well, if they can.

    Raises
    ------
    InputError
        If the user named a column that there is not, or one that can't form segments.
    UsageError
        If a column is given two roles.
    """

    def choose(asked: ColumnsSpec) -> tuple[ColumnChoice, ...]:
        return _feature_choices(columns, identifier, forms, carried, asked, computed)

    spec = without_absent_features(spec, columns)
    return with_reasons_of_found_roles(choose(spec), columns, spec, choose)


def _feature_choices(
    columns: Sequence[TypedColumn],
    identifier: str,
    forms: Sequence[str],
    carried: Sequence[str],
    spec: ColumnsSpec,
    computed: Sequence[str],
) -> tuple[ColumnChoice, ...]:
    """Return the roles of columns that were made from purchases as `choose_features` does."""
    use, describe, ignore = (
        match_columns(names, columns) for names in (spec.use, spec.describe, spec.ignore)
    )
    named = named_outcomes(spec.outcome, columns)
    _refuse_two_roles(use, describe, ignore, tuple(named), identifier)
    cases = find_cases(columns, named)
    wanted = use or tuple(name for name in forms if name not in (*describe, *ignore, *named))
    choices = []
    for column in columns:
        case = cases.get(column.name)
        if column.name == identifier:
            role, reason = Role.IDENTIFIER, finding("roles.one_row_per_customer")
        elif column.name in ignore:
            role, reason = Role.IGNORED, finding("roles.left_out_by_user")
        elif case is not None and column.name in named:
            role, reason = Role.OUTCOME, reason_of(case, is_chosen=True)
        elif column.name in wanted:
            role, reason = _asked_to_form(column) if use else (Role.SEGMENTATION, column.reason)
        elif column.name in carried and column.name not in describe:
            role, reason = Role.IGNORED, finding("roles.only_in_labeled_file", reason=column.reason)
        else:
            role, reason = _own_role(column, None if column.name in describe else case)
            if role is Role.SEGMENTATION and (use or column.name not in computed):
                role, reason = Role.DESCRIPTOR, column.reason
        choices.append(_choice(column, role, reason, case))
    return tuple(choices)


def _repeated_identifier(columns: Sequence[TypedColumn], identifier: str | None) -> list[Message]:
    column = next((c for c in columns if c.name == identifier), None)
    if column is None:
        return []
    known = len(column.values) - column.n_missing
    repeats = known - column.n_distinct
    if not repeats:
        return []
    return [finding("roles.repeated_identifier", n=repeats, column=column.name)]
