"""A drop-down of columns, for a setting that names one."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox
from segdesk.engine.recipe.columns import NO_COLUMN
from segdesk.engine.recipe.settings import Setting


class ColumnBox(WheelSafeComboBox):
    """Offers what was found first, then the columns, and none at the end where that can be said.

    Parameters
    ----------
    name : str
        Of the setting.
    setting : Setting
    """

    taken = Signal(str, object)
    """The user takes a column: name of the setting, and its value."""

    def __init__(self, name: str, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(str(setting.label))
        self.setToolTip(str(setting.help))
        self.setMinimumHeight(28)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.activated.connect(self._take)

    def show_columns(
        self, names: Sequence[str], chosen: str | None, found: str | None, none: str | None = None
    ) -> None:
        """Show the choice that is in force.

        Parameters
        ----------
        names : sequence of str
            Columns to choose from.
        chosen : str or None
            By the user.
        found : str or None
        none : str, optional
            Words for having no such column, where the user may say that.
        """
        with QSignalBlocker(self):
            self.clear()
            if chosen is not None:
                self.addItem(self.tr("find out"), None)
            elif found is not None:
                self.addItem(self.tr("found: {what}").format(what=found), None)
            else:
                self.addItem(self.tr("none found"), None)
            for name in names:
                self.addItem(name, name)
            if none is not None:
                self.addItem(none, NO_COLUMN)
            self.setCurrentIndex(max(0, self.findData(chosen)) if chosen is not None else 0)

    def _take(self, place: int) -> None:
        self.taken.emit(self.objectName(), self.itemData(place))
