"""Running the recipe of the result on screen on another file, such as this month's."""

from pathlib import Path

from PySide6.QtCore import QObject

from segdesk.app.another_file_job import RunOnFile, run_on_file
from segdesk.app.controller import Controller
from segdesk.app.notices import Kind, Notice
from segdesk.messages import list_in_words
from segdesk.progress import Progress


class AnotherFile(QObject):
    """Opens a file and finds its segments with the settings of the result on screen.

    Parameters
    ----------
    controller : Controller
    parent : QObject
    """

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._document = controller, controller.document

    def run(self, path: Path) -> None:
        """Open the file and find its segments, once what is there may be left; until then nothing changes."""
        self._controller.leave(lambda: self._run(path))

    def _run(self, path: Path) -> None:
        earlier = self._document.segmentation
        if earlier is None or not self._controller.may_begin():
            return
        before = earlier.source_table.source.path.name
        recipe = self._controller.start_recipe(earlier.provenance.recipe)

        def work(progress: Progress) -> RunOnFile:
            return run_on_file(path, recipe, earlier, progress)

        def done(made: RunOnFile) -> None:
            found = made.found
            self._controller.selection.clear()
            self._document.open(made.opened)
            self._document.add_run(found.segmentation, recipe, found.seconds, found.new, found.today)
            self._controller.preferences.add_recent(path)
            self._controller.tell(Notice(Kind.DONE, self._told(made, before)))

        self._controller.tell(None)
        self._controller.lanes.work.start("segment", work, done, owner=self)

    def _told(self, made: RunOnFile, before: str) -> str:
        """Return what was matched, in a sentence or two."""
        k = made.found.segmentation.k
        n_kept = k - len(made.found.new)
        text = self.tr(
            "Found with the settings of {file}. %Ln of {k} segment(s) go on, with colours and given names.",
            "",
            n_kept,
        ).format(file=before, k=k)
        if not made.written_otherwise:
            return text
        pair = self.tr("“{now}” is “{name}”")
        pairs = [pair.format(now=now, name=name) for name, now in made.written_otherwise.items()]
        more = self.tr("%Ln column(s) written otherwise: {pairs}.", "", len(pairs))
        return f"{text} {more.format(pairs=list_in_words(pairs))}"
