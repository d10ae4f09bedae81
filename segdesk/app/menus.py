"""The window's actions with their texts and keys, and the menus that hold them."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.dialog_actions import DialogActions
from segdesk.app.file_actions import FileActions
from segdesk.app.list_menus import ListMenus
from segdesk.app.pages.page_stack import PageStack
from segdesk.app.panes.steps_bar import COLUMNS, DATA
from segdesk.app.shaping import Shaping
from segdesk.app.tour import TourGuide
from segdesk.app.view_actions import ViewActions
from segdesk.messages import LANGUAGES


class Menus(QObject):
    """Fills a window's menu bar.

    Parameters
    ----------
    window : QMainWindow
    actions : Actions
        Takes the actions.
    controller, pages, files, dialogs, tour
        Do what the actions say.
    """

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        controller: Controller,
        pages: PageStack,
        files: FileActions,
        dialogs: DialogActions,
        tour: TourGuide,
    ) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._controller, self._pages = controller, pages
        self._files, self._dialogs, self._tour = files, dialogs, tour
        self._lists = ListMenus(controller, files, self)
        self._shaping = Shaping(window, controller, actions, pages)
        self._file_actions()
        self._delivery_actions()
        self._edit_actions()
        self._segment_actions()
        self._view = ViewActions(controller, actions, pages, self)
        self._help_actions()
        self._fill_menus()

    def _file_actions(self) -> None:
        """What is opened and saved."""
        add = self._actions.add
        key = QKeySequence.StandardKey
        add(
            "open",
            self.tr("&Open…"),
            self._files.choose_file,
            key.Open,
            "open",
            self.tr("Open a file of customers or orders"),
        )
        add(
            "database",
            self.tr("Open a &database…"),
            self._files.open_database,
            None,
            "table",
            self.tr("Open a table of a database on a server"),
        )
        add(
            "sample",
            self.tr("Sa&mple data"),
            self._tour.open_sample,
            None,
            "sample",
            self.tr("Try with sample data"),
        )
        add("paste", self.tr("&Paste a table"), self._files.paste_table, ("Ctrl+V", "Ctrl+Shift+V"), "paste")
        add(
            "save_project",
            self.tr("&Save project"),
            self._files.save_project,
            key.Save,
            "save",
            self.tr("Save the project: settings, results, names and what was done by hand"),
        )
        add("save_project_as", self.tr("Save project &as…"), self._files.save_project_as, key.SaveAs)
        add(
            "delete_customer",
            self.tr("&Delete a customer…"),
            self._files.delete_customer,
            None,
            None,
            self.tr("Delete a customer from the project, its results and its copies"),
        )
        add("load_settings", self.tr("&Load settings…"), self._files.load_settings, None, "recipe")
        add("save_settings", self.tr("Sa&ve settings…"), self._files.save_settings)

    def _delivery_actions(self) -> None:
        """What is handed on, and the end."""
        add = self._actions.add
        key = QKeySequence.StandardKey
        add(
            "export",
            self.tr("&Export…"),
            self._dialogs.export,
            "Ctrl+E",
            "export",
            self.tr("Save the labeled file, report, charts and model"),
        )
        add(
            "report",
            self.tr("Repor&t…"),
            self._dialogs.report,
            "Ctrl+R",
            "report",
            self.tr("Make a report for a board or for analysts, as PDF, web page, PowerPoint, Word or Excel"),
        )
        add(
            "clean",
            self.tr("Clean ta&ble…"),
            self._files.save_clean,
            None,
            "table",
            self.tr("Save the table as it was understood, for any other program"),
        )
        add(
            "print",
            self.tr("Pr&int chart…"),
            lambda: self._pages.on_bench(lambda bench: bench.charts.print_chart()),
            key.Print,
        )
        add("preferences", self.tr("Pre&ferences…"), self._dialogs.show_preferences, "Ctrl+,")
        add("quit", self.tr("&Quit"), self._window.close, key.Quit)

    def _edit_actions(self) -> None:
        """What can be undone, copied and searched."""
        add = self._actions.add
        key = QKeySequence.StandardKey
        undo = self._controller.document.undo.createUndoAction(self._window)
        undo.setShortcuts(key.Undo)
        # Short on the tool bar; in the menu it says what would be undone.
        undo.setIconText(self.tr("Undo"))
        self._actions.adopt("undo", undo, "undo")
        redo = self._controller.document.undo.createRedoAction(self._window)
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        redo.setIconText(self.tr("Redo"))
        self._actions.adopt("redo", redo, "redo")
        add(
            "copy_cells",
            self.tr("&Copy cells with headers"),
            lambda: self._pages.on_bench(lambda bench: bench.data.copy()),
            None,
            "copy",
        )
        add(
            "search",
            self.tr("&Search customers"),
            lambda: self._pages.on_bench(lambda bench: bench.search()),
            key.Find,
            "search",
        )
        add("clear_selection", self.tr("C&lear selection"), self._controller.selection.clear)

    def _segment_actions(self) -> None:
        """What is done with columns and segments."""
        add = self._actions.add
        add("check", self.tr("&Check your file"), lambda: self._pages.go_to(DATA), None, "check")
        add("columns", self.tr("C&olumns"), lambda: self._pages.go_to(COLUMNS), None, "columns")
        self._making_actions()
        add(
            "find",
            self.tr("&Find segments"),
            self._controller.find_segments,
            ("Ctrl+Enter", "Ctrl+Return", "F5"),
            "find",
        )
        add(
            "cancel",
            self.tr("&Stop"),
            self._pages.escape,
            "Esc",
            "cancel",
            self.tr("Stop the work, or clear the selection"),
        )
        add(
            "rename",
            self.tr("&Rename segment"),
            lambda: self._pages.on_bench(lambda bench: bench.segments.rename_current()),
            "F2",
            "rename",
        )
        add("rename_all", self.tr("Rename &all…"), self._dialogs.rename_all)
        add(
            "which",
            self.tr("&Which segment?"),
            self._dialogs.which_segment,
            None,
            "which",
            self.tr("Place one customer"),
        )
        add(
            "compare",
            self.tr("&Compare results…"),
            self._dialogs.compare_results,
            None,
            "compare",
            self.tr("Who moved between two results, and what was set otherwise"),
        )
        add(
            "history",
            self.tr("Histor&y…"),
            self._dialogs.show_history,
            "Ctrl+H",
            None,
            self.tr("The latest results with a picture of each: go back to one, or compare two"),
        )
        add(
            "assign",
            self.tr("Assign a &file…"),
            self._dialogs.assign_file,
            None,
            "assign",
            self.tr("Place the customers of a file"),
        )
        add(
            "another",
            self.tr("Run on ano&ther file…"),
            self._files.run_on_another,
            "Ctrl+Shift+O",
            "open",
            self.tr("Find the segments of this month’s file with these settings; names and colours go over"),
        )
        add(
            "everything",
            self.tr("Run on everythin&g…"),
            self._dialogs.run_on_everything,
            None,
            None,
            self.tr("Find the segments of all rows of a file that is open as a sample, and save them"),
        )
        add(
            "track",
            self.tr("&Track a folder…"),
            self._dialogs.track_folder,
            None,
            None,
            self.tr("Follow customers from month to month: movement, retention, reasons"),
        )
        add(
            "campaign",
            self.tr("Write a campai&gn…"),
            self._dialogs.campaign,
            None,
            None,
            self.tr("Lists of customers to write to, with a part held back to see what it brings"),
        )
        add(
            "uplift",
            self.tr("What a campaign &brought…"),
            self._dialogs.uplift,
            None,
            None,
            self.tr("Compare those who were written to with those who were held back"),
        )

    def _making_actions(self) -> None:
        """What is made of columns, and who takes part."""
        add = self._actions.add
        add(
            "filter",
            self.tr("Only customers &with…"),
            lambda: self._pages.on_bench(lambda bench: bench.column_dialogs.add_condition()),
            "Ctrl+Shift+F",
            None,
            self.tr("Find segments among some customers only"),
        )
        add(
            "everyone",
            self.tr("&All customers again"),
            lambda: self._pages.on_bench(lambda bench: bench.column_dialogs.remove_conditions()),
        )
        add(
            "compute",
            self.tr("Co&mpute a column…"),
            lambda: self._pages.on_bench(lambda bench: bench.column_dialogs.compute()),
            "Ctrl+M",
            None,
            self.tr("A column computed from others"),
        )

    def _help_actions(self) -> None:
        """What helps."""
        add = self._actions.add
        key = QKeySequence.StandardKey
        add("keys", self.tr("&Keys"), self._dialogs.show_keys, None, "info")
        add("guide", self.tr("&Guide"), self._dialogs.show_guide, None, "guide")
        add("help", self.tr("&Help on this control"), self._dialogs.help_here, key.HelpContents)
        add("tour", self.tr("&Tour"), self._tour.start)
        add("about", self.tr("&About segdesk"), self._dialogs.show_about)

    def _fill_menus(self) -> None:
        """Put the actions into menus."""
        menu = self._actions.menu
        file = menu(self.tr("&File"), "open", "database")
        self.recent = file.addMenu(self.tr("&Recent files"))
        self.recent.aboutToShow.connect(partial(self._lists.list_recent, self.recent))
        self._actions.fill(
            file,
            "sample",
            "paste",
            None,
            "save_project",
            "save_project_as",
            None,
            "load_settings",
            "save_settings",
            None,
            "export",
            "clean",
            "report",
            "print",
            None,
            "preferences",
            None,
            "quit",
        )
        menu(self.tr("&Edit"), "undo", "redo", None, "copy_cells", "search", "clear_selection")
        menu(
            self.tr("&Data"),
            "check",
            "columns",
            None,
            "filter",
            "everyone",
            "compute",
            None,
            "everything",
            "another",
            "assign",
            None,
            "delete_customer",
        )
        segments = menu(self.tr("&Segments"), "find", "cancel", None, "rename", "rename_all", None, "which")
        self.earlier = segments.addMenu(self.tr("&Earlier results"))
        self.earlier.aboutToShow.connect(partial(self._lists.list_earlier, self.earlier))
        self._shaping.add_menu(segments)
        self.customer_lists = segments.addMenu(self.tr("Select c&ustomers"))
        self.customer_lists.setToolTipsVisible(True)
        self.customer_lists.aboutToShow.connect(partial(self._lists.list_customer_lists, self.customer_lists))
        self._actions.fill(segments, "history", "compare", "track", None, "campaign", "uplift")
        view = menu(
            self.tr("&View"),
            "left_pane",
            "right_pane",
            "lower_pane",
            "enlarge_chart",
            "next_pane",
            "previous_pane",
            "reset_layout",
            None,
        )
        charts = view.addMenu(self.tr("&Chart"))
        self._actions.fill(charts, "explore", None, "copy_chart", "save_chart", "chart_table", None)
        self._choices(view.addMenu(self.tr("&Theme")), "theme_system", "theme_light", "theme_dark")
        self._choices(
            view.addMenu(self.tr("Langu&age")), *(f"language_{code}" for code in ("system", *LANGUAGES))
        )
        self._actions.fill(view, None, "larger", "smaller", "normal", None, "pause")
        menu(self.tr("&Help"), "guide", "help", "tour", "keys", None, "about")

    def _choices(self, menu: QMenu, *names: str) -> None:
        """Put actions into a menu of which one is chosen at a time."""
        group = QActionGroup(self._window)
        for name in names:
            group.addAction(self._actions[name])
            menu.addAction(self._actions[name])
