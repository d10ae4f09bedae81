"""Open a database: where it is, who reads it, and which of its tables, or which SELECT."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from segdesk.app.controller import Controller
from segdesk.app.dialogs.base import Dialog
from segdesk.app.forms.wheel_safe_inputs import WheelSafeComboBox, WheelSafeSpinBox
from segdesk.app.notices import notice_of
from segdesk.io.database_servers import PORTS, Offered, Server, how_to_read, is_readable, offered_tables
from segdesk.io.databases import KINDS
from segdesk.progress import Progress

_JOB = "connect"
_NAME = Qt.ItemDataRole.UserRole


class OpenDatabaseDialog(Dialog):
    """Connect to a server, choose a table or write a SELECT, and open it.

    The password goes to the server and nowhere else: it is stored in no file and told by no message.
    """

    chosen = Signal(object, dict)
    """The `Server`, and the settings of reading by name."""

    def __init__(self, controller: Controller, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Open a database"))
        self._lane = controller.lanes.work
        self._server: Server | None = None
        self._add_address()
        self._add_connecting()
        self._add_choice()
        self._blank = QWidget()
        self.column.addWidget(self._blank, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(self.tr("Open"), QDialogButtonBox.ButtonRole.ActionRole)
        self.accept_button.setObjectName("primary")
        self.accept_button.clicked.connect(self._open)
        buttons.rejected.connect(self.reject)
        self.column.addWidget(buttons)
        self.finished.connect(self._stop)
        self._forget()
        self.resize_to_text(560, 680)
        self.host.setFocus()

    # How it is put together

    def _add_address(self) -> None:
        self.kind = WheelSafeComboBox()
        missing = [kind for kind in PORTS if not is_readable(kind)]
        model = self.kind.model()
        assert isinstance(model, QStandardItemModel)
        for place, kind in enumerate(PORTS):
            self.kind.addItem(KINDS[kind][1], kind)
            model.item(place).setEnabled(kind not in missing)
        self._any = len(missing) < len(PORTS)
        if self._any:
            self.kind.setCurrentIndex(next(i for i, kind in enumerate(PORTS) if kind not in missing))
        self.host, self.database, self.user, self.password = (QLineEdit() for _ in range(4))
        self.host.setText("localhost")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setToolTip(self.tr("Goes to the server only; segdesk does not keep it."))
        self.port = WheelSafeSpinBox()
        self.port.setRange(1, 65535)
        self.port.setGroupSeparatorShown(False)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, editor in (
            (self.tr("&Kind"), self.kind),
            (self.tr("&Server"), self.host),
            (self.tr("P&ort"), self.port),
            (self.tr("&Database"), self.database),
            (self.tr("&User"), self.user),
            (self.tr("&Password"), self.password),
        ):
            editor.setMinimumHeight(26)
            editor.setAccessibleName(words.replace("&", ""))
            label = QLabel(words)
            label.setBuddy(editor)
            form.addRow(label, editor)
        self.column.addLayout(form)
        self.missing = QLabel(str(how_to_read(missing)) if missing else "")
        self.missing.setObjectName("muted")
        self.missing.setWordWrap(True)
        self.missing.setVisible(bool(missing))
        self.column.addWidget(self.missing)
        self._take_port()
        self.kind.currentIndexChanged.connect(self._take_port)
        self.kind.currentIndexChanged.connect(self._forget)
        self.port.valueChanged.connect(self._forget)
        for field in (self.host, self.database, self.user, self.password):
            field.textChanged.connect(self._forget)

    def _add_connecting(self) -> None:
        self.connect_button = QPushButton(self.tr("Connect"))
        self.connect_button.clicked.connect(self._connect)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self._give_up)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName(self.tr("Progress"))
        row = QHBoxLayout()
        row.addWidget(self._progress, 1)
        row.addStretch(1)
        row.addWidget(self.stop_button)
        row.addWidget(self.connect_button)
        self.column.addLayout(row)
        self.trouble = QLabel()
        self.trouble.setObjectName("error")
        self.trouble.setWordWrap(True)
        self.column.addWidget(self.trouble)

    def _add_choice(self) -> None:
        self.by_table = QRadioButton(self.tr("A &table or view"))
        self.by_query = QRadioButton(self.tr("The rows of a S&ELECT"))
        self.tables = QListWidget()
        self.tables.setSpacing(3)
        self.tables.setAccessibleName(self.tr("Tables and views"))
        self.query = QPlainTextEdit()
        self.query.setAccessibleName(self.tr("Query"))
        self.query.setPlaceholderText("SELECT * FROM …")
        self.query.setTabChangesFocus(True)
        self.query.setFixedHeight(80)
        self.column.addWidget(self.by_table)
        self.column.addWidget(self.tables, 1)
        self.column.addWidget(self.by_query)
        self.column.addWidget(self.query)
        self.by_table.toggled.connect(self._refresh)
        self.tables.currentItemChanged.connect(self._refresh)
        self.tables.itemActivated.connect(self._open)
        self.query.textChanged.connect(self._write_query)

    # Connecting

    def _connect(self) -> None:
        server = Server(
            self.kind.currentData(),
            self.host.text().strip() or "localhost",
            self.port.value(),
            self.database.text().strip(),
            self.user.text().strip(),
            self.password.text(),
        )
        self._forget()
        self._show_busy(True)

        def work(progress: Progress) -> list[Offered]:
            return offered_tables(server, progress)

        def done(tables: list[Offered]) -> None:
            self._show_busy(False)
            self._server = server
            self._show_tables(tables)

        self._lane.start(_JOB, work, done, self._fail, owner=self)

    def _show_tables(self, tables: list[Offered]) -> None:
        for table in tables:
            item = QListWidgetItem(self._words(table))
            item.setData(_NAME, table.name)
            self.tables.addItem(item)
        self.by_table.setEnabled(bool(tables))
        (self.by_table if tables else self.by_query).setChecked(True)
        self._show_choice(True)
        if tables:
            self.tables.setCurrentRow(0)
            self.tables.setFocus()
        else:
            self.query.setFocus()
        self._refresh()
        found = self.tr("%Ln table(s) and view(s) found", "", len(tables))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, found))

    def _words(self, table: Offered) -> str:
        if table.is_view:
            return self.tr("{name} – view").format(name=table.name)
        if table.rows is None:
            return table.name
        return self.tr("{name} – about %Ln row(s)", "", table.rows).format(name=table.name)

    def _fail(self, error: Exception) -> None:
        self._show_busy(False)
        notice = notice_of(error)
        self.trouble.setText(f"{notice.text} {notice.details}".strip())
        self.trouble.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.trouble.text()))

    def _give_up(self) -> None:
        self._stop()
        self._show_busy(False)
        self.connect_button.setFocus()

    def _stop(self) -> None:
        if self._lane.job_name == _JOB:
            self._lane.cancel()

    # Choosing

    def _open(self) -> None:
        if self._server is None or not self.accept_button.isEnabled():
            return
        by_query = self.by_query.isChecked()
        item = self.tables.currentItem()
        settings = {
            "table": None if by_query else item.data(_NAME),
            "query": self.query.toPlainText().strip() if by_query else None,
        }
        self.accept()
        self.chosen.emit(self._server, settings)

    def _write_query(self) -> None:
        self.by_query.setChecked(True)
        self._refresh()

    # What is shown

    def _take_port(self) -> None:
        self.port.setValue(PORTS[self.kind.currentData()])

    def _forget(self) -> None:
        """Take away what another address gave; what was typed as a query stays."""
        self._stop()
        self._server = None
        self.tables.clear()
        self.trouble.hide()
        self._show_choice(False)
        self._show_busy(False)

    def _show_choice(self, shown: bool) -> None:
        for widget in (self.by_table, self.tables, self.by_query, self.query):
            widget.setVisible(shown)
        self._blank.setVisible(not shown)
        self._refresh()

    def _show_busy(self, busy: bool) -> None:
        self._progress.setVisible(busy)
        self.stop_button.setVisible(busy)
        self.connect_button.setEnabled(self._any and not busy)

    def _refresh(self) -> None:
        item, query = self.tables.currentItem(), self.query.toPlainText().strip()
        ready = bool(query) if self.by_query.isChecked() else item is not None
        self.accept_button.setEnabled(self._server is not None and ready)
        # Enter does what comes next.
        self.accept_button.setDefault(self._server is not None)
        self.connect_button.setDefault(self._server is None)
