"""A line for an expression: it completes names of columns and functions, and marks what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QStringListModel, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

_BEGINS_WORD = 2
_KEYS_OF_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)


class FormulaEdit(QLineEdit):
    """Takes an expression.

    Parameters
    ----------
    words : sequence of str
        Names of columns and functions, as they stand in an expression.
    """

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Not set as the line's own completer: that would complete the whole line, and this the word at the cursor.
        self.completer_ = QCompleter(QStringListModel(list(words), self), self)
        self.popup = QListView()
        self.completer_.setPopup(self.popup)
        self.completer_.setWidget(self)
        self.completer_.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer_.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer_.activated.connect(self._complete)
        self.textEdited.connect(self._offer)

    def mark(self, at: tuple[int, int] | None) -> None:
        """Underline characters, from one place up to another; None marks nothing."""
        attributes = []
        if at is not None:
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(self.palette().text().color())
            attributes.append((at[0], max(1, at[1] - at[0]), form))
        self.setAccessibleDescription("" if at is None else self.text()[at[0] : at[1]])
        self._underline(attributes)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the keys of the list of words to it while it is open."""
        if self.popup.isVisible() and event.key() in _KEYS_OF_LIST:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _underline(self, attributes: list[tuple[int, int, QTextCharFormat]]) -> None:
        marks = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat, start - self.cursorPosition(), length, form
            )
            for start, length, form in attributes
        ]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", marks))

    def _word(self) -> str:
        """Return the beginning of a word that stands before the cursor."""
        before = self.text()[: self.cursorPosition()]
        if before.count("[") > before.count("]"):
            return before[before.rindex("[") :]
        start = len(before)
        while start and (before[start - 1].isalnum() or before[start - 1] == "_"):
            start -= 1
        return before[start:]

    def _offer(self) -> None:
        word = self._word()
        if len(word) < _BEGINS_WORD:
            self.popup.hide()
            return
        self.completer_.setCompletionPrefix(word.lstrip("["))
        if self.completer_.completionCount() == 0 or self.completer_.currentCompletion() == word:
            self.popup.hide()
            return
        rect = self.cursorRect()
        rect.setWidth(self.popup.sizeHintForColumn(0) + 40)
        self.completer_.complete(rect)
        self.popup.setCurrentIndex(self.completer_.completionModel().index(0, 0))

    def _complete(self, chosen: str) -> None:
        """Put a chosen word in the place of its beginning."""
        word = self._word()
        self.setCursorPosition(self.cursorPosition() - len(word))
        self.setSelection(self.cursorPosition(), len(word))
        self.insert(chosen)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the list of words in the font of the line."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.popup.setFont(self.font())
