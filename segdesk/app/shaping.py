"""Shaping segments by hand: what merges, splits, moves, locks and orders them, as actions of the window."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from segdesk.app import jobs
from segdesk.app.actions import Actions
from segdesk.app.controller import Controller
from segdesk.app.jobs import FoundSegments
from segdesk.app.pages.page_stack import PageStack
from segdesk.app.tasks import Tell
from segdesk.engine.recipe.by_hand import Edit, Lock, Merge, Move, Order, Split, rows_in_words
from segdesk.engine.recipe.recipe import Recipe, with_edit
from segdesk.progress import Progress

if TYPE_CHECKING:
    from segdesk.engine.result.segment import Segment

_USUAL_PARTS = 2


class Shaping(QObject):
    """Adds the actions to a window, and takes the steps: each is a run of its own that undo takes back.

    Parameters
    ----------
    window : QMainWindow
    controller : Controller
    actions : Actions
        Takes the actions.
    pages : PageStack
        Knows which segment is current.
    """

    def __init__(
        self, window: QMainWindow, controller: Controller, actions: Actions, pages: PageStack
    ) -> None:
        super().__init__(window)
        self._window, self._controller, self._actions, self._pages = window, controller, actions, pages
        self._document = controller.document
        add = actions.add
        add("merge", self.tr("&Merge segments…"), self.merge)
        add("split", self.tr("&Split segment…"), self.split)
        add("move_here", self.tr("Move the selected customers &here"), self._move_to_current)
        add("lock", self.tr("&Keep segments and find the rest anew…"), self.lock)
        add("move_up", self.tr("Move segment &up"), partial(self._shift, -1), "Alt+Up")
        add("move_down", self.tr("Move segment &down"), partial(self._shift, +1), "Alt+Down")
        self._targets = QMenu(self.tr("Mo&ve the selected customers"), window)
        self._targets.aboutToShow.connect(self._list_targets)
        add("move_selection", self.tr("Move to a segment"), self._show_targets)
        self._document.run_changed.connect(self._refresh)
        controller.lanes.work.busy_changed.connect(self._refresh)
        controller.selection.changed.connect(self._refresh)
        self._refresh()

    def add_menu(self, segments: QMenu) -> None:
        """Put the actions into a menu of segments."""
        menu = segments.addMenu(self.tr("S&hape by hand"))
        self._actions.fill(menu, "merge", "split")
        menu.addMenu(self._targets)
        self._actions.fill(menu, "lock", None, "move_up", "move_down")

    def merge(self) -> None:
        """Ask which segments become one."""
        from segdesk.app.dialogs.choose_segments import ChooseSegmentsDialog

        dialog = ChooseSegmentsDialog(
            self.tr("Merge segments"),
            self.tr("The segments that are ticked become one."),
            self.tr("Merge"),
            self._segments(),
            self._current(),
            least=2,
            parent=self._window,
        )
        dialog.chosen.connect(self._merge)
        dialog.open()

    def split(self) -> None:
        """Ask into how many parts the current segment goes."""
        from segdesk.app.dialogs.choose_segments import ChooseSegmentsDialog

        number = self._current() or 1
        dialog = ChooseSegmentsDialog(
            self.tr("Split segment {number}").format(number=number),
            self.tr("Its customers are parted into groups that are as alike as can be (k-means within it)."),
            self.tr("Split"),
            parts=self.tr("Parts"),
            usual=_USUAL_PARTS,
            fewest=_USUAL_PARTS,
            parent=self._window,
        )
        dialog.chosen.connect(partial(self._split, number))
        dialog.open()

    def lock(self) -> None:
        """Ask which segments stay, and how many are made of all other customers."""
        from segdesk.app.dialogs.choose_segments import ChooseSegmentsDialog

        segments = self._segments()
        dialog = ChooseSegmentsDialog(
            self.tr("Keep segments and find the rest anew"),
            self.tr("The segments that are ticked stay as they are; all other customers are segmented anew."),
            self.tr("Find the rest anew"),
            segments,
            self._current(),
            parts=self.tr("Segments of the rest"),
            usual=max(1, len(segments) - 1),
            parent=self._window,
        )
        dialog.chosen.connect(self._lock)
        dialog.open()

    def _merge(self, numbers: tuple[int, ...], parts: int) -> None:
        self._take(lambda: Merge(numbers), self.tr("merge segments"))

    def _split(self, number: int, numbers: tuple[int, ...], parts: int) -> None:
        self._take(lambda: Split(number, parts), self.tr("split a segment"))

    def _lock(self, numbers: tuple[int, ...], parts: int) -> None:
        self._take(lambda: Lock(numbers, parts), self.tr("keep segments, find the rest anew"))

    def _move_to_current(self) -> None:
        number = self._current()
        if number is not None:
            self._move(number)

    def _move(self, to: int | None) -> None:
        """Put the selected customers into a segment, or into one of their own."""
        rows = self._controller.selection.rows
        if rows is not None:
            self._take(
                lambda: Move(rows_in_words((rows.nonzero()[0] + 1).tolist()), to), self.tr("move customers")
            )

    def _shift(self, by: int) -> None:
        """Put the current segment one place further up or down."""
        number, k = self._current(), len(self._segments())
        if number is None or not 1 <= number + by <= k:
            return
        order = list(range(1, k + 1))
        order[number - 1], order[number + by - 1] = number + by, number
        self._take(
            lambda: Order(tuple(order)),
            self.tr("move a segment"),
            lambda: self._pages.on_bench(lambda bench: bench.segments.make_current(number + by)),
        )

    def _take(self, edit: Callable[[], Edit], text: str, then: Callable[[], None] | None = None) -> None:
        """Take a step in the background, and show what comes of it.

        Writing down 100,000 scattered rows takes longer than the window may be held, so `edit` is called there, too.
        """
        document, opened, run = self._document, self._document.opened, self._document.run
        if opened is None or run is None or not self._controller.may_begin():
            return
        earlier, asked = run.segmentation, run.recipe

        settings = document.recipe

        def work(progress: Progress, tell: Tell) -> FoundSegments:
            recipe = with_edit(asked, earlier.provenance.recipe.by_hand, edit())
            return jobs.find_segments(opened, recipe, earlier, progress, tell)

        def taken(found: FoundSegments) -> Recipe:
            # With the fingerprint of the file: on another one nobody is moved.
            return replace(asked, by_hand=found.segmentation.provenance.recipe.by_hand)

        def first(found: FoundSegments) -> None:
            if document.asks_for(settings) and document.run is run:
                document.show_first(found.segmentation, taken(found), found.new, found.today)
                if then is not None:
                    then()

        def done(found: FoundSegments) -> None:
            is_seen = not document.is_checked
            document.add_shaped(text, found.segmentation, taken(found), found.seconds, found.new, found.today)
            if then is not None and not is_seen:
                then()

        self._controller.tell(None)
        self._controller.lanes.work.start("segment", work, done, first=first, owner=self)

    def _list_targets(self) -> None:
        """Fill the menu of where the selected customers can go."""
        self._targets.clear()
        if self._controller.selection.rows is None:
            self._targets.addAction(self.tr("Select customers first")).setEnabled(False)
            return
        self._targets.addAction(self.tr("Into a segment of their own"), partial(self._move, None))
        self._targets.addSeparator()
        for segment in self._segments():
            text = self.tr("Into {number}: {name}").format(number=segment.number, name=segment.name)
            self._targets.addAction(text.replace("&", "&&"), partial(self._move, segment.number))

    def _show_targets(self) -> None:
        """Open that menu below the button that asked for it."""
        asked = QApplication.focusWidget() or self._window
        self._targets.popup(asked.mapToGlobal(asked.rect().bottomLeft()))

    def _segments(self) -> "tuple[Segment, ...]":
        segmentation = self._document.segmentation
        return () if segmentation is None else segmentation.named

    def _current(self) -> int | None:
        """Return the number of the segment that is current in the list."""
        numbers: list[int | None] = []
        self._pages.on_bench(lambda bench: numbers.append(bench.segments.current_number()))
        return numbers[0] if numbers else None

    def _refresh(self) -> None:
        """Enable what can be done now."""
        segments, why_not = self._segments(), self._document.why_not_yet
        ready = bool(segments) and not why_not and not self._controller.lanes.work.is_busy
        enable = partial(self._actions.enable, why_not=why_not)
        enable(ready, "split", "lock")
        enable(ready and len(segments) > 1, "merge", "move_up", "move_down")
        selected = ready and self._controller.selection.rows is not None
        enable(selected, "move_here", "move_selection")
