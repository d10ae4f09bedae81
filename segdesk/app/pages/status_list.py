"""The words of the status columns of an orders table, each with its lines and money, and whether these count."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from segdesk.messages import in_words

if TYPE_CHECKING:
    from segdesk.app.inspection_job import Inspected
    from segdesk.engine.transactions.reconciliation.status_account import StatusAccount

_LONGEST = 22


class StatusList(QWidget):
    """A box to tick for each word; hidden where no column says what became of orders."""

    edited = Signal(dict)
    """Settings by name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        self._titles: list[QLabel] = []
        # A word may be ticked before the one ticked last has been looked at.
        self._count: tuple[str, ...] = ()
        self._drop: tuple[str, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def show_inspected(self, inspected: "Inspected") -> None:
        """Show the words of what was found; ticked are those whose lines count."""
        from segdesk.engine.transactions.reconciliation.status_account import account_of_status

        accounts: tuple[StatusAccount, ...] = ()
        if inspected.read is not None and inspected.read.schema.purchases is not None:
            reconciled = None
            if inspected.opened is not None and inspected.opened.purchases is not None:
                reconciled = inspected.opened.purchases.reconciled
            accounts = account_of_status(inspected.read.columns, inspected.read.schema.purchases, reconciled)
        spec = inspected.recipe.transactions
        self._count, self._drop = spec.count_status, spec.drop_status
        # The same boxes stay: one of them may have the focus.
        if [(each.column, each.word.text) for each in accounts] != list(self.boxes):
            self._make_boxes(accounts)
        for account in accounts:
            box = self.boxes[account.column, account.word.text]
            box.setText(self._text(account))
            box.setChecked(account.counts)
        self.setVisible(bool(accounts))

    def _make_boxes(self, accounts: "tuple[StatusAccount, ...]") -> None:
        for widget in (*self.boxes.values(), *self._titles):
            self._layout.removeWidget(widget)
            widget.deleteLater()
        self.boxes, self._titles = {}, []
        for account in accounts:
            self._add(account)

    def _add(self, account: "StatusAccount") -> None:
        if not self._titles or self._titles[-1].text() != self._title(account.column):
            title = QLabel(self._title(account.column), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            title.setObjectName("muted")
            self._titles.append(title)
            self._layout.addWidget(title)
        box = QCheckBox()
        box.setMinimumHeight(24)
        if account.word.text:
            box.setToolTip(account.word.text)
        box.clicked.connect(partial(self._choose, account, box))
        self.boxes[account.column, account.word.text] = box
        self._layout.addWidget(box)

    def _title(self, column: str) -> str:
        return self.tr("Count orders whose “{column}” is:").format(column=column)

    def _text(self, account: "StatusAccount") -> str:
        text = account.word.text or self.tr("any day")
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        # A lone & would be a key to press.
        said = self.tr("{word} – %Ln line(s)", "", account.word.lines).format(word=short.replace("&", "&&"))
        return said if account.money is None else f"{said}, {in_words(account.money)}"

    def _choose(self, account: "StatusAccount", box: QCheckBox) -> None:
        """Count the lines of a word, or leave them out."""
        name = account.word.name
        self._count = tuple(each for each in self._count if each != name)
        self._drop = tuple(each for each in self._drop if each != name)
        if box.isChecked() and account.is_silent:
            self._count = (*self._count, name)
        elif not box.isChecked() and not account.is_silent:
            self._drop = (*self._drop, name)
        self.edited.emit({"count_status": self._count, "drop_status": self._drop})
