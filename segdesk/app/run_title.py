"""What a result is called wherever one is chosen."""

from PySide6.QtCore import QLocale, QObject

from segdesk.engine.result.run import Run

_MOST_COLUMNS = 3


class RunTitle(QObject):
    """Says a result in a line; an object, because lupdate finds plurals in its `tr` alone."""

    def text(self, run: Run) -> str:
        """Return method, columns, segments, fit and number of a result."""
        # Loaded with the first file, never before the window shows.
        from segdesk.engine.recipe.method_choices import capabilities

        found = run.segmentation
        text = self.tr("%Ln segment(s) by {method} from {columns}; fit {fit} (result {number})", "", found.k)
        fit = found.validation.scores.silhouette
        title = text.format(
            method=capabilities(found.method).label,
            columns=self._columns(found.variables),
            number=run.number,
            fit="–" if fit is None else QLocale().toString(fit, "f", 2),
        )
        return self.tr("{title}, shaped by hand").format(title=title) if found.is_shaped else title

    def _columns(self, names: tuple[str, ...]) -> str:
        """Return the first columns by name, and how many there are besides."""
        shown = ", ".join(names[:_MOST_COLUMNS])
        more = len(names) - _MOST_COLUMNS
        if more <= 0:
            return shown
        return self.tr("{columns} and %Ln more", "", more).format(columns=shown)
