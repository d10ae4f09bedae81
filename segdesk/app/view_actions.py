"""The actions that change what is seen: charts, panes, theme, size of the text, language."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.pages.page_stack import PageStack
from segdesk.messages import LANGUAGES


class ViewActions(QObject):
    """Adds its actions to those of a window.

    Parameters
    ----------
    controller : Controller
    actions : Actions
        Takes the actions.
    pages : PageStack
    parent : QObject
    """

    def __init__(self, controller: Controller, actions: Actions, pages: PageStack, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._actions, self._pages = controller, actions, pages
        self._chart_actions()
        self._pane_actions()
        self._appearance_actions()

    def _chart_actions(self) -> None:
        """What is done with the chart on screen."""
        add = self._actions.add
        add(
            "copy_chart",
            self.tr("&Copy chart"),
            lambda: self._pages.on_bench(lambda bench: bench.charts.copy_image()),
            "Ctrl+Shift+C",
            "copy",
        )
        add(
            "save_chart",
            self.tr("&Save chart…"),
            lambda: self._pages.on_bench(lambda bench: bench.charts.save()),
            None,
            "save",
        )
        add(
            "chart_table",
            self.tr("Show chart as &table"),
            lambda: self._pages.on_bench(lambda bench: bench.charts.show_as_table()),
            None,
            "table",
        )

        add(
            "explore",
            self.tr("&Explore columns"),
            lambda: self._pages.on_bench(lambda bench: bench.charts.start_exploring()),
            "Ctrl+L",
            None,
            self.tr("Look at any column by segment, or at two columns"),
        )

    def _pane_actions(self) -> None:
        """Which panes are shown."""
        add = self._actions.add
        add(
            "left_pane",
            self.tr("&Settings pane"),
            lambda: self._pages.on_bench(lambda bench: bench.toggle_settings()),
            "F9",
        )
        add(
            "right_pane",
            self.tr("Se&gments pane"),
            lambda: self._pages.on_bench(lambda bench: bench.toggle_segments()),
            "Shift+F9",
        )
        add(
            "lower_pane",
            self.tr("Customers pan&e"),
            lambda: self._pages.on_bench(lambda bench: bench.toggle_customers()),
            "Ctrl+F9",
        )
        add(
            "next_pane",
            self.tr("&Next pane"),
            lambda: self._pages.on_bench(lambda bench: bench.focus_next()),
            "F6",
        )
        add(
            "previous_pane",
            self.tr("&Previous pane"),
            lambda: self._pages.on_bench(lambda bench: bench.focus_previous()),
            "Shift+F6",
        )
        enlarge = add(
            "enlarge_chart", self.tr("Chart in the &whole window"), self._pages.enlarge_chart, "F11"
        )
        enlarge.setCheckable(True)
        add("reset_layout", self.tr("&Reset layout"), self._pages.reset_layout)

    def _appearance_actions(self) -> None:
        """How the window looks and speaks, and whether it follows the settings."""
        add = self._actions.add
        key = QKeySequence.StandardKey
        pause = add("pause", self.tr("Pause automatic &updates"), self._pause)
        pause.setCheckable(True)
        pause.setChecked(not self._controller.preferences.updates_itself)
        add("larger", self.tr("&Larger text"), lambda: self._controller.scale_text(+10), key.ZoomIn)
        add("smaller", self.tr("S&maller text"), lambda: self._controller.scale_text(-10), key.ZoomOut)
        add("normal", self.tr("N&ormal text"), lambda: self._controller.scale_text(0), "Ctrl+0")
        for name, text in (
            ("system", self.tr("&System")),
            ("light", self.tr("&Light")),
            ("dark", self.tr("&Dark")),
        ):
            action = add(f"theme_{name}", text, partial(self._controller.choose_theme, name))
            action.setCheckable(True)
            action.setChecked(self._controller.theme.choice == name)
        for code, name in (("system", self.tr("&System")), *LANGUAGES.items()):
            action = add(f"language_{code}", name, partial(self._controller.language_wanted.emit, code))
            action.setCheckable(True)
            action.setChecked(self._controller.preferences.language == code)

    def _pause(self) -> None:
        self._controller.pause_updates(self._actions["pause"].isChecked())
