"""What an earlier run left: its model, and, where its folder is named, who was in which segment."""

from dataclasses import dataclass
from pathlib import Path

from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.comparison.from_segmentation import compared_with_side
from segdesk.engine.comparison.side import Side
from segdesk.engine.prediction.model import Model
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.renaming import named_like
from segdesk.engine.result.segmentation import Segmentation
from segdesk.errors import InputError, Where
from segdesk.io.compared_files import MODEL_FILE, read_labeled
from segdesk.io.model_file import read_model
from segdesk.messages import say


@dataclass(frozen=True, eq=False)
class EarlierRun:
    """An earlier run.

    Attributes
    ----------
    model : Model
    recipe : Recipe
    side : Side or None
        Its customers; None where only the model is known.
    """

    model: Model
    recipe: Recipe
    side: Side | None = None

    def carried_over(self, later: Segmentation) -> Segmentation:
        """Return a later result with the names and colours of the segments that it goes on with."""
        return named_like(self.model, self.recipe.output.given, later)

    def compared(self, later: Segmentation) -> Comparison | None:
        """Return what became of the customers; None where only the model is known.

        Raises
        ------
        InputError
            If the later customers cannot be told apart.
        """
        return None if self.side is None else compared_with_side(self.side, later)


def read_earlier_run(path: Path) -> EarlierRun:
    """Read a model, or the folder of a run.

    Raises
    ------
    InputError
        If it is neither, or cannot be used.
    """
    if not path.is_dir():
        return EarlierRun(*read_model(path))
    if not (path / MODEL_FILE).is_file():
        raise InputError(
            say("The folder holds no model of segdesk’s."),
            where=Where(file=str(path)),
            mend=say("Name a folder that segdesk run wrote, or a model.segdesk."),
        )
    return EarlierRun(*read_model(path / MODEL_FILE), read_labeled(path))
