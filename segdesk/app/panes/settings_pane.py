"""The settings at the left: columns, number of segments, preparation, and the expert's forms folded away."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from segdesk.app.column_roles import settings_for
from segdesk.app.controller import Controller
from segdesk.app.forms.wheel_safe_inputs import WheelSafeSpinBox
from segdesk.app.jobs import foretold
from segdesk.app.models.columns_model import ColumnsModel
from segdesk.app.notices import notice_of
from segdesk.app.panes.columns_list import ColumnsList
from segdesk.app.panes.expert_settings import ExpertSettings, expert_changes
from segdesk.app.vertical_scroll import VerticalScroll
from segdesk.engine.data.table import Role
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError
from segdesk.messages import list_in_words

_FEWEST, _MOST, _USUAL = 1, 30, 5
# What the list of columns settles by their roles and types.
_BY_ROLES = ("id", "value", "type", "use", "describe", "outcome", "ignore")


class SettingsPane(QWidget):
    """Shows the recipe, and asks the document for changes."""

    expert_unfolded = Signal(bool)
    """The expert's settings are shown, or no longer."""

    def __init__(self, controller: Controller, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller, self._document = controller, controller.document
        inside = QWidget()
        inside.setObjectName("page")
        area = self._area = VerticalScroll(inside, self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 2, 0)
        layout.setSpacing(10)
        layout.addWidget(self._columns_frame(inside), 1)
        layout.addWidget(self._number_frame(inside))
        layout.addWidget(self._preparation_frame(inside))
        self.find_button = QPushButton(self.tr("Find segments"))
        self.find_button.setObjectName("primary")
        self.find_button.clicked.connect(controller.find_segments)
        self.foretold = QLabel()
        self.foretold.setObjectName("muted")
        self.foretold.setWordWrap(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        outer.addWidget(area, 1)
        outer.addWidget(self.foretold)
        outer.addWidget(self.find_button)
        self._document.recipe_changed.connect(self.refresh)
        self._document.run_changed.connect(self.refresh)
        self._document.opened_changed.connect(self.refresh)
        controller.lanes.work.busy_changed.connect(self.refresh)
        controller.theme.changed.connect(self._tint)
        self._tint()
        self.refresh()

    def focus_columns(self) -> None:
        """Put the focus on the list of columns."""
        self.columns.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_setting(self, name: str) -> bool:
        """Put the focus on the control of a setting, and return whether it is in this pane."""
        if name in _BY_ROLES:
            self.focus_columns()
            return True
        if name == "k":
            self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        self._fold.setChecked(True)
        assert self.expert is not None
        editor = self.expert.editor(name)
        if editor is None:
            return False
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        # Once the form has its size.
        QTimer.singleShot(0, editor, lambda: self._area.ensureWidgetVisible(editor))
        return True

    def refresh(self) -> None:
        """Show what the document says."""
        recipe, run = self._document.recipe, self._document.run
        self._show_number(recipe)
        if self.expert is not None:
            self.expert.refresh()
        self._columns_note.setText(self._about_columns())
        changed = expert_changes(recipe)
        self._in_use.setVisible(bool(changed) and not self._fold.isChecked())
        self._reset.setVisible(bool(changed))
        self._prepared.setText(self._about_preparation())
        stale, busy = self._document.is_stale, self._controller.lanes.work.is_busy
        self.find_button.setText(
            self.tr("Find segments") if run is None or not stale else self.tr("Update segments")
        )
        self.find_button.setEnabled(self._forms_something() and not busy)
        # Gone when the work begins, so that nothing moves when it ends.
        self.foretold.setText(self._about_cost() if (run is None or stale) and not busy else "")
        self.foretold.setVisible(bool(self.foretold.text()))

    # The parts

    def _columns_frame(self, inside: QWidget) -> QFrame:
        frame, layout = _frame(self.tr("Columns to compare customers by"), inside)
        self.model = ColumnsModel(self._document, self)
        self.model.role_wanted.connect(self._give_role)
        self.model.type_wanted.connect(self._controller.give_type)
        self.columns = ColumnsList(self.model, self._controller.theme)
        self.columns.setMinimumHeight(120)
        self._columns_note = QLabel()
        self._columns_note.setObjectName("muted")
        self._columns_note.setWordWrap(True)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self._columns_note)
        return frame

    def _number_frame(self, inside: QWidget) -> QFrame:
        frame, layout = _frame(self.tr("How many segments?"), inside)
        self.automatic = QRadioButton(self.tr("Choose for me"))
        self.exactly = QRadioButton(self.tr("I want exactly"))
        self.number = WheelSafeSpinBox()
        self.number.setRange(_FEWEST, _MOST)
        self.number.setValue(_USUAL)
        self.number.setAccessibleName(self.tr("Number of segments"))
        group = QButtonGroup(self)
        group.addButton(self.automatic)
        group.addButton(self.exactly)
        row = QHBoxLayout()
        row.addWidget(self.exactly)
        row.addWidget(self.number)
        row.addStretch(1)
        self._range = QLabel()
        self._range.setObjectName("muted")
        layout.addWidget(self.automatic)
        layout.addLayout(row)
        layout.addWidget(self._range)
        self.automatic.clicked.connect(lambda: self._set_number("auto"))
        self.exactly.clicked.connect(lambda: self._set_number(str(self.number.value())))
        self.number.valueChanged.connect(lambda value: self._set_number(str(value)))
        return frame

    def _preparation_frame(self, inside: QWidget) -> QFrame:
        frame, layout = _frame(self.tr("Preparation"), inside)
        self._prepared = QLabel()
        self._prepared.setObjectName("muted")
        self._prepared.setWordWrap(True)
        layout.addWidget(self._prepared)
        self._fold = QPushButton(self.tr("Expert settings"))
        self._fold.setObjectName("link")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._unfold)
        self._in_use = QLabel(self.tr("Expert settings in use"))
        self._in_use.setObjectName("heading")
        self._reset = QPushButton(self.tr("Reset expert settings"))
        self._reset.setObjectName("link")
        self._reset.clicked.connect(self._reset_expert)
        layout.addWidget(self._fold)
        layout.addWidget(self._in_use)
        layout.addWidget(self._reset)
        # Built when it is first unfolded: few need it, and dozens of fields take their time.
        self.expert: ExpertSettings | None = None
        self._expert_place = layout
        return frame

    # What the user does

    def _give_role(self, names: Sequence[str], role: Role) -> None:
        inspection = self._document.inspection
        if inspection is None:
            return
        try:
            settings = settings_for(inspection, self._document.recipe, names, role)
            text = self.tr("change of “{column}”").format(column=list_in_words(list(names)))
            self._document.edit(text, settings)
        except SegdeskError as error:
            self._controller.tell(notice_of(error))
            self.model.dataChanged.emit(self.model.index(0), self.model.index(self.model.rowCount() - 1))

    def _set_number(self, k: str) -> None:
        if k != "auto" and not self.exactly.isChecked():
            # Whoever turns the number wants exactly that many.
            self.exactly.setChecked(True)
        self._controller.attempt(self.tr("number of segments"), k=k)

    def _unfold(self, wanted: bool) -> None:
        if self.expert is None:
            self.expert = ExpertSettings(self._controller)
            self._expert_place.addWidget(self.expert)
        self.expert.setVisible(wanted)
        self.expert_unfolded.emit(wanted)
        if wanted:
            # Once it has its size, the first of it comes into view.
            QTimer.singleShot(0, self._show_fold)
        self._tint()
        self.refresh()

    def _show_fold(self) -> None:
        self._area.ensureWidgetVisible(self._fold, 0, self._area.height() // 2)

    def _reset_expert(self) -> None:
        self._controller.attempt(self.tr("reset of expert settings"), **expert_changes(self._document.recipe))

    # What is shown

    def _show_number(self, recipe: Recipe) -> None:
        k, run = recipe.method.k, self._document.shown
        with QSignalBlocker(self.automatic), QSignalBlocker(self.exactly), QSignalBlocker(self.number):
            self.automatic.setChecked(not k.isdecimal())
            self.exactly.setChecked(k.isdecimal())
            if k.isdecimal():
                self.number.setValue(int(k))
        found = None
        if run is not None and not run.recipe.method.k.isdecimal() and not run.recipe.method.by_rules:
            shaped = run.segmentation.is_shaped
            found = run.segmentation.validation.scan.pick if shaped else run.segmentation.k
        if found is not None:
            self.automatic.setText(self.tr("Choose for me (found {k})").format(k=found))
        else:
            self.automatic.setText(self.tr("Choose for me"))
        self._range.setVisible(".." in k)
        self._range.setText(self.tr("Among {range}").format(range=k.replace("..", " – ")))

    def _about_columns(self) -> str:
        inspection = self._document.inspection
        if inspection is None:
            return ""
        choices = inspection.schema.choices
        used = sum(c.role is Role.SEGMENTATION for c in choices)
        if not used:
            return self.tr("No column tells customers apart. Give one a check mark.")
        told = [self.tr("{used} of {all} used.").format(used=used, all=len(choices))]
        identifiers = [c.name for c in choices if c.role is Role.IDENTIFIER]
        if identifiers:
            told.append(
                self.tr("“{column}” is the identifier and is left out.").format(column=identifiers[0])
            )
        return " ".join(told)

    def _forms_something(self) -> bool:
        inspection = self._document.inspection
        if inspection is None:
            return False
        return any(choice.role is Role.SEGMENTATION for choice in inspection.schema.choices)

    def _about_cost(self) -> str:
        inspection = self._document.inspection
        if inspection is None or not self._forms_something():
            return ""
        return foretold(inspection, self._document.recipe)

    def _about_preparation(self) -> str:
        segmentation = self._document.on_screen
        if segmentation is None:
            return self.tr(
                "Empty cells are filled, extreme values softened, and all columns made to count equally."
            )
        from segdesk.engine.clustering.methods.registry import find_method

        text = self.tr("Found by {method} on %Ln column(s).", "", len(segmentation.variables))
        return text.format(method=find_method(segmentation.method).label)

    def _tint(self) -> None:
        self._fold.setIcon(self._controller.theme.icon("down" if self._fold.isChecked() else "right"))


def _frame(title: str, inside: QWidget) -> tuple[QFrame, QVBoxLayout]:
    """Return a framed part of the pane with its heading."""
    frame = QFrame(inside)
    frame.setObjectName("pane")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(6)
    heading = QLabel(title)
    heading.setObjectName("heading")
    heading.setWordWrap(True)
    layout.addWidget(heading)
    return frame, layout
