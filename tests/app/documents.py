"""Documents with files open in them, as the window would have them."""

from functools import cache
from pathlib import Path

from segdesk.app import jobs
from segdesk.app.document import Document
from segdesk.app.jobs import Opened
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.segmentation import Segmentation
from segdesk.progress import silent
from segdesk.samples import sample_path
from tests.sample_results import customers


def opened(path: Path, **settings: object) -> Opened:
    return jobs.open_file(path, Recipe().with_settings(settings), silent)


@cache
def sample() -> Opened:
    return opened(sample_path("customers"), kind="customers")


def segmentation() -> Segmentation:
    return customers()


def document(*, with_run: bool = False) -> Document:
    made = Document()
    made.open(sample())
    if with_run:
        made.add_run(segmentation(), made.recipe, 1.0, frozenset())
    return made
