"""Each word of a status with its lines and their money, whether they count or not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.purchase_columns.columns import TransactionColumns
from segdesk.engine.schema.purchase_columns.status_columns import StatusWord, status_texts
from segdesk.engine.schema.purchase_columns.status_words import OrderState
from segdesk.engine.transactions.reconciliation.account import LineAccount
from segdesk.engine.transactions.reconciliation.money import Money
from segdesk.engine.transactions.reconciliation.sorting import Reconciliation

# So many words of a column are listed, those that keep lines from counting first.
_MOST = 12


@dataclass(frozen=True)
class StatusAccount:
    """A word of a status.

    Attributes
    ----------
    column : str
    word : StatusWord
    money : Money or None
        Of its lines, before refunds; None where it is not known.
    """

    column: str
    word: StatusWord
    money: Money | None

    @property
    def counts(self) -> bool:
        """Whether its lines count."""
        return self.word.state in (None, OrderState.COUNTS)

    @property
    def is_silent(self) -> bool:
        """Whether its lines would not count if the user did not say so."""
        return self.word.meant not in (None, OrderState.COUNTS)


def account_of_status(
    columns: Sequence[TypedColumn], chosen: TransactionColumns, reconciled: LineAccount | None
) -> tuple[StatusAccount, ...]:
    """Return the words of all columns of status, those that keep lines from counting first in each.

    Parameters
    ----------
    columns : sequence of TypedColumn
        Of the purchases.
    chosen : TransactionColumns
    reconciled : LineAccount, optional
        What became of the lines: where their money stands, if these are in memory.
    """
    by_name = {column.name: column for column in columns}
    accounts = []
    for status in chosen.status:
        column = by_name[status.name]
        money = _money_by_word(column, len(status.words), reconciled)
        listed = [
            StatusAccount(status.name, word, money[i])
            for i, word in enumerate(status.words)
            # The no of yes and no is nothing to choose.
            if word.lines and (column.type is not ColumnType.YES_NO or word.meant is not OrderState.COUNTS)
        ]
        listed.sort(key=lambda each: (not each.is_silent, each.word.meant is not None, -each.word.lines))
        accounts += listed[:_MOST]
    return tuple(accounts)


def _money_by_word(column: TypedColumn, n_words: int, reconciled: LineAccount | None) -> list[Money | None]:
    if not isinstance(reconciled, Reconciliation) or reconciled.lines.units is None:
        return [None] * n_words
    lines = reconciled.lines
    assert lines.units is not None
    gross = lines.units if lines.refunds is None else lines.units + lines.refunds
    codes, _ = status_texts(column)
    total = np.zeros(n_words + 1, dtype=np.int64)
    np.add.at(total, codes, gross)
    return [Money(units, lines.decimals) for units in total[:-1].tolist()]
