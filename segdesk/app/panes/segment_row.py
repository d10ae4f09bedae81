"""How a segment looks in the list: colour and number, name, share, and a line about it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from segdesk.app.models.segments_model import AWAITS_STABILITY, IS_NEW, SEGMENT
from segdesk.app.theme import Theme
from segdesk.charts.palette import shade
from segdesk.engine.validation.stability import UNRELIABLE
from segdesk.messages import Percent, number_in_words

if TYPE_CHECKING:
    from segdesk.engine.result.segment import Segment

_GAP = 8
_SQUARE = 14
_LINES = 3
_MOST_HEIGHTS = 2_000


class SegmentRow(QStyledItemDelegate):
    """Draws one segment and edits its name in place."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        # A row is painted often, also while a job computes: what was measured once is not measured again.
        self._heights: dict[tuple[str, str, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return room for the name, the figures and up to three lines of description."""
        width = self._width(option)
        room = self._text_width(width)
        about = min(self._most(option.font), self._wrapped(option.font, self._about(index), room))
        figures = self._wrapped(option.font, self._widest_figures(index), room)
        return QSize(width, self._name_height(option.font, index, width) + figures + about + 2 * _GAP + 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the segment."""
        segment = index.data(SEGMENT)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(2, 2, -2, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selected))
            painter.drawRoundedRect(QRectF(rect), 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
        metrics = option.fontMetrics
        left, top = rect.left() + _GAP, rect.top() + _GAP - 2
        colour = QColor(shade(segment.palette_place, self._theme.dark))
        square = QRectF(left, top + (metrics.height() - _SQUARE) / 2, _SQUARE, _SQUARE)
        if segment.number:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        else:
            # The unassigned are hollow, in the list as on the map.
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, 3, 3)
        share = str(Percent(segment.share))
        bold = QFont(option.font)
        bold.setBold(True)
        wide = QFontMetrics(bold).horizontalAdvance(share)
        text_left = left + _SQUARE + _GAP
        painter.setPen(QColor(tokens.text))
        painter.setFont(bold)
        high = self._name_height(option.font, index, self._width(option))
        name = QRect(text_left, top, rect.right() - _GAP - wide - _GAP - text_left, high)
        painter.drawText(name, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), self._name(index))
        painter.drawText(
            QRect(rect.right() - _GAP - wide, top, wide, metrics.height()),
            int(Qt.AlignmentFlag.AlignRight),
            share,
        )
        painter.setFont(option.font)
        painter.setPen(QColor(tokens.muted))
        room = rect.right() - _GAP - text_left
        figures = self._wrapped(option.font, self._widest_figures(index), room)
        line = QRect(text_left, top + high, room, figures)
        wrapped = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.drawText(line, wrapped, self._figures(index))
        below = QRect(text_left, line.bottom() + 1, room, rect.bottom() - _GAP // 2 - line.bottom())
        painter.setClipRect(below)
        painter.drawText(below, wrapped, self._cut(option.font, self._about(index), room))
        painter.restore()

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return the field in which the name is edited."""
        line = QLineEdit(parent)
        line.setMaxLength(60)
        line.setAccessibleName(self.tr("Name of the segment"))
        return line

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put the field where the name stands."""
        high = max(26, editor.sizeHint().height())
        editor.setGeometry(
            option.rect.left() + _GAP, option.rect.top() + 2, option.rect.width() - 2 * _GAP, high
        )

    def _name(self, index: QModelIndex | QPersistentModelIndex) -> str:
        name = str(index.data())
        return self.tr("{name} (new)").format(name=name) if index.data(IS_NEW) else name

    def _figures(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return self._in_words(index.data(SEGMENT), index.data(SEGMENT).stability)

    def _widest_figures(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the figures as wide as any stability makes them: where it is still to come, a row has room for it."""
        segment = index.data(SEGMENT)
        is_told = segment.stability is not None or index.data(AWAITS_STABILITY)
        return self._in_words(segment, 0.0 if is_told else None)

    def _in_words(self, segment: "Segment", stability: float | None) -> str:
        parts = [self.tr("%Ln customer(s)", "", segment.size)]
        if segment.value_share is not None:
            parts.append(self.tr("{share} of value").format(share=Percent(segment.value_share)))
        if stability is not None:
            low = stability < UNRELIABLE
            words = self.tr("stability {stability}, low") if low else self.tr("stability {stability}")
            parts.append(words.format(stability=number_in_words(stability, 2)))
        if segment.by_hand:
            parts.append(self.tr("made by hand"))
        parts += [
            self.tr("{outcome}: {share}").format(outcome=o.variable, share=Percent(o.own.rate, 1))
            for o in segment.outcomes
            if o.own.rate is not None
        ]
        return " · ".join(parts)

    def _about(self, index: QModelIndex | QPersistentModelIndex) -> str:
        traits = index.data(SEGMENT).traits
        if not traits:
            return str(index.data(SEGMENT).description)
        text = ", ".join(str(trait) for trait in traits)
        return text[:1].upper() + text[1:]

    def _width(self, option: QStyleOptionViewItem) -> int:
        view = self.parent()
        return view.viewport().width() if view is not None else option.rect.width()  # type: ignore[attr-defined]

    def _text_width(self, width: int) -> int:
        return max(60, width - 4 - 3 * _GAP - _SQUARE)

    def _name_height(self, font: QFont, index: QModelIndex | QPersistentModelIndex, width: int) -> int:
        bold = QFont(font)
        bold.setBold(True)
        share = QFontMetrics(bold).horizontalAdvance(str(Percent(index.data(SEGMENT).share)))
        return self._wrapped(bold, self._name(index), self._text_width(width) - share - _GAP)

    def _most(self, font: QFont) -> int:
        """Return the height of the lines of description that a row holds."""
        return self._wrapped(font, "\n".join("x" * _LINES), 1_000)

    def _cut(self, font: QFont, text: str, width: int) -> str:
        """Return as much of a text as the lines of a row hold."""
        most = self._most(font)
        words = text.split(" ")
        while len(words) > 1 and self._wrapped(font, text, width) > most:
            words.pop()
            text = " ".join(words).rstrip(",") + " …"
        return text

    def _wrapped(self, font: QFont, text: str, width: int) -> int:
        """Return the height of a text that is wrapped to this width."""
        wanted = (font.key(), text, width)
        if wanted not in self._heights:
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            room = QRect(0, 0, width, 10_000)
            wrapped = QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
            self._heights[wanted] = wrapped.height()
        return self._heights[wanted]
