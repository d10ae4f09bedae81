"""What a result is called wherever one is chosen."""

from PySide6.QtCore import QLocale, QObject

from segdesk.app.run import Run


class RunTitle(QObject):
    """Says a result in a line; an object, because lupdate finds plurals in its `tr` alone."""

    def text(self, run: Run) -> str:
        """Return number, segments and fit of a result."""
        text = self.tr("Result {number}: %Ln segment(s), fit {fit}", "", run.segmentation.k)
        fit = run.segmentation.validation.scores.silhouette
        return text.format(number=run.number, fit="–" if fit is None else QLocale().toString(fit, "f", 2))
