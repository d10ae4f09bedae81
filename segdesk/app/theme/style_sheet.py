"""The little style sheet on top of Fusion: containers, headers, tabs and the primary button, nothing else."""

from string import Template

from segdesk.charts.palette import Tokens

# With a rule of their own Fusion no longer draws the arrows of boxes: ours are given here.
_RULES = Template("""
QMainWindow, QDialog, QWidget#page { background: $window; }
QToolTip { color: $text; background: $pane; border: 1px solid $muted; padding: 4px; }
QMenuBar { background: $window; }
QToolBar { background: $pane; border: none; border-bottom: 1px solid $line; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: $line; width: 1px; margin: 6px 6px; }
QToolButton { padding: 4px 6px; border: 2px solid transparent; border-radius: 6px; }
QToolButton:hover { background: $window; }
QToolButton:focus { border-color: $accent; }
QCalendarWidget QToolButton { color: $on_accent; }
QCalendarWidget QToolButton:hover { background: transparent; border-color: $on_accent; }
QStatusBar { background: $pane; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QFrame#pane { background: $pane; border: 1px solid $line; border-radius: 6px; }
QFrame#drop { background: $pane; border: 2px dashed $muted; border-radius: 12px; }
QFrame#drop[over="true"] { border-color: $accent; }
QFrame#notice { background: $pane; border: 1px solid $line; border-left: 4px solid $accent; border-radius: 6px; }
QFrame#notice[kind="error"] { border-left-color: $error; }
QFrame#notice[kind="warning"] { border-left-color: $warning; }
QFrame#notice[kind="done"] { border-left-color: $good; }
QLabel#title { font-size: ${big}px; font-weight: 600; }
QLabel#heading { font-weight: 600; }
QLabel#muted { color: $muted; }
QLabel#error { color: $error; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; }
QTabBar QToolButton { background: $pane; border: 1px solid $line; padding: 2px; }
QTabBar::tab { padding: 8px 7px; border: none; border-bottom: 2px solid transparent; color: $muted; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 6px; }
QHeaderView { background: $window; }
QHeaderView::section { background: $window; border: none; border-right: 1px solid $line; border-bottom: 1px solid $line;
    padding: 4px 8px; }
QTableView, QListView, QTreeView, QTextEdit, QPlainTextEdit { border: 1px solid $line; border-radius: 4px; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $accent; }
QTableView { gridline-color: $line; alternate-background-color: $window; }
QTableView::item { padding: 0 6px; }
QCalendarWidget QTableView::item { padding: 0; }
QLineEdit { border: 1px solid $muted; border-radius: 4px; padding: 3px 6px; background: $pane; min-height: 18px; }
QComboBox { border: 1px solid $muted; border-radius: 4px; padding: 3px 6px; background: $pane; min-height: 18px;
    combobox-popup: 0; }
QComboBox QAbstractItemView { border: 1px solid $muted; border-radius: 0; outline: 0; }
QComboBox QAbstractItemView::item { min-height: 24px; padding: 0 6px; }
QComboBox QAbstractItemView::item:selected { background: $accent; color: $on_accent; }
QAbstractSpinBox { border: 1px solid $muted; border-radius: 4px; padding: 2px 20px 2px 6px; background: $pane; min-height: 20px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus { padding: 2px 5px; }
QAbstractSpinBox:focus { padding: 1px 19px 1px 5px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $muted; border-color: $line; }
QLineEdit:disabled { placeholder-text-color: $muted; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$icons/arrow-down.svg"); width: 12px; height: 12px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: 20px;
    border: none; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right;
    width: 20px; border: none; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/arrow-up.svg"); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 10px; height: 10px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QScrollArea { border: none; background: transparent; }
QWidget#told, QWidget#plain { background: $pane; }
QScrollArea:focus { border: 2px solid $accent; }
QPushButton { padding: 5px 14px; min-height: 20px; border: 1px solid $muted; border-radius: 6px; background: $pane; }
QPushButton:hover { border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $muted; border-color: $line; }
QPushButton#primary { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; padding: 7px 16px; }
QPushButton#primary:hover { border-color: $text; }
QPushButton#primary:focus { border: 2px solid $text; padding: 6px 15px; }
QPushButton#primary:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton#link { border: 2px solid transparent; background: transparent; color: $accent; text-align: left; padding: 3px 4px; }
QPushButton#link:hover { text-decoration: underline; }
QPushButton#link:focus { border-color: $accent; }
QPushButton#link:disabled { color: $muted; }
QPushButton#step { border: 2px solid transparent; background: transparent; padding: 4px 12px; border-radius: 14px; color: $muted; }
QPushButton#step:hover { color: $text; }
QPushButton#step:focus { border-color: $accent; }
QPushButton#step[current="true"] { background: $selected; color: $accent; font-weight: 600; }
QPushButton#step:disabled { color: $muted; }
QProgressBar { border: 1px solid $line; border-radius: 4px; background: $window; text-align: center; max-height: 14px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { width: 10px; }
QSplitter::handle:vertical { height: 10px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator { width: 16px; height: 16px; }
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked { image: url("$icons/check-off.svg"); }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { image: url("$icons/check-on.svg"); }
QRadioButton::indicator:unchecked { image: url("$icons/radio-off.svg"); }
QRadioButton::indicator:checked { image: url("$icons/radio-on.svg"); }
QCheckBox, QRadioButton { min-height: 24px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 4px; }
""")


def style_sheet(tokens: Tokens, text_pixels: int, indicators: str) -> str:
    """Return the style sheet of a theme.

    Parameters
    ----------
    tokens : Tokens
    text_pixels : int
        Height of ordinary text.
    indicators : str
        Folder with the SVG files of check marks and radio buttons in this theme's colours.
    """
    dark = tokens.pane != "#FFFFFF"
    return _RULES.substitute(
        window=tokens.window,
        pane=tokens.pane,
        text=tokens.text,
        muted=tokens.muted,
        line=tokens.line,
        accent=tokens.accent,
        selected=tokens.selected,
        error=tokens.error,
        warning=tokens.warning,
        good=tokens.good,
        on_accent=tokens.pane if dark else "#FFFFFF",
        big=round(text_pixels * 1.5),
        icons=indicators.replace("\\", "/"),
    )
