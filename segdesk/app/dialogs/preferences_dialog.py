"""What the window remembers of this user, in one place; every change is at work at once."""

from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QWidget,
)

from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeSpinBox
from segdesk.messages import LANGUAGES


class PreferencesDialog(Dialog):
    """Theme, language, size of text, automatic updates and the list of recent files.

    Parameters
    ----------
    controller : Controller
    actions : Actions
        Those of the menus, which show the same choices.
    parent : QWidget
    """

    def __init__(self, controller: Controller, actions: Actions, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._controller, self._actions = controller, actions
        preferences = controller.preferences
        self.theme = WheelSafeComboBox()
        for name, text in (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self.theme.addItem(text, name)
        self.theme.setCurrentIndex(self.theme.findData(preferences.theme))
        self.theme.activated.connect(self._choose_theme)
        self.language = WheelSafeComboBox()
        for code, text in (("system", self.tr("As the system")), *LANGUAGES.items()):
            self.language.addItem(text, code)
        self.language.setCurrentIndex(self.language.findData(preferences.language))
        self.language.activated.connect(self._speak)
        self.text_size = WheelSafeSpinBox()
        self.text_size.setRange(80, 200)
        self.text_size.setSingleStep(10)
        self.text_size.setSuffix(" %")
        self.text_size.setValue(preferences.text_size)
        self.text_size.valueChanged.connect(controller.set_text_size)
        self.updates = QCheckBox(self.tr("Quick results follow the settings by themselves"))
        self.updates.setChecked(preferences.updates_itself)
        self.updates.clicked.connect(actions["pause"].trigger)
        forget = QPushButton(self.tr("Forget recent files"))
        forget.clicked.connect(controller.forget_recent_files)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Theme"), self.theme)
        form.addRow(self.tr("&Language"), self.language)
        form.addRow(self.tr("Text &size"), self.text_size)
        self.column.addLayout(form)
        self.column.addWidget(self.updates)
        self.column.addWidget(forget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.resize_to_text(420, 260)

    def _choose_theme(self) -> None:
        # By the action, so that the menu shows the choice, too.
        self._actions[f"theme_{self.theme.currentData()}"].trigger()

    def _speak(self) -> None:
        """Change the language; the window is made anew, and this dialog goes with the old one."""
        code = self.language.currentData()
        self.reject()
        self._controller.language_wanted.emit(code)
