"""What the window does with projects in the background: plain work of the engine, without a widget.

Nothing heavy is imported at the top, as in `jobs`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.app.jobs import Opened, open_table
from segdesk.errors import SegdeskError
from segdesk.progress import Progress, part

if TYPE_CHECKING:
    from segdesk.engine.result.project import Project


@dataclass(frozen=True, eq=False)
class OpenedProject:
    """A project with its table understood by the settings that it holds.

    Attributes
    ----------
    project : Project
    opened : Opened
    source_changed : bool
        The file that the table came from is there, and no more what it was.
    """

    project: "Project"
    opened: Opened
    source_changed: bool


def is_project(path: Path) -> bool:
    """Return whether a file of segdesk's own is a project, and no model.

    Raises
    ------
    InputError
        If it is neither.
    """
    from segdesk.io.container import PROJECT, kind_of_container

    return kind_of_container(path) == PROJECT


def open_project(path: Path, progress: Progress) -> OpenedProject:
    """Open a project; its file is only read.

    Raises
    ------
    InputError
        As `read_project`.
    """
    from segdesk.io.project_file import read_project
    from segdesk.io.source_changes import has_changed

    project = read_project(path, part(progress, 0, 0.7))
    opened = open_table(
        project.table, project.recipe, part(progress, 0.7, 1), (), project.joined, project.today
    )
    return OpenedProject(project, opened, has_changed(project.table.source))


@dataclass(frozen=True, eq=False)
class WithoutCustomer:
    """A project without a customer, its table understood, and what was done in words."""

    project: "Project"
    opened: Opened
    text: str


def forget_customer(project: "Project", identifier: str, progress: Progress) -> WithoutCustomer:
    """Take a customer out of a project.

    Raises
    ------
    InputError
        If there is none of this identifier.
    """
    from segdesk.engine.pipeline.forget_customer import forget_customer as forget

    forgotten = forget(project, identifier, part(progress, 0, 0.9))
    left = forgotten.project
    opened = open_table(left.table, left.recipe, part(progress, 0.9, 1), (), left.joined, left.today)
    return WithoutCustomer(left, opened, f"{forgotten.words} {forgotten.what_stays}")


@dataclass(frozen=True)
class SoundCopy:
    """A copy of unsaved work that can be read.

    Attributes
    ----------
    path : Path
    name : str
        Of the project, or of the file that was not made one yet.
    """

    path: Path
    name: str


def newest_sound_copy(copies: Sequence[Path], progress: Progress) -> SoundCopy:
    """Return the first of some copies that can be read whole.

    Raises
    ------
    InputError
        If none can, with what is wrong with the last.
    """
    from segdesk.io.project_file import read_project

    for place, path in enumerate(copies, start=1):
        try:
            project = read_project(path, progress)
        except SegdeskError:
            if place == len(copies):
                raise
        else:
            file = project.file
            return SoundCopy(path, project.table.source.path.name if file is None else file.stem)
    raise AssertionError("there is a copy to look at")


def save_project(project: "Project", path: Path, progress: Progress, keep_before: bool = True) -> None:
    """Write a project file; the one before it is kept beside it, if it is to be.

    Raises
    ------
    OutputError
        If it cannot be written; what was there is as it was.
    """
    from segdesk.delivery.project import deliver_project
    from segdesk.messages import say

    progress(say("Saving the project"), 0.0)
    deliver_project(project, path, keep_before)
    progress(say("Saving the project"), 1.0)
