"""Saving a project: the new file is whole before it takes the place of the one before, which is kept beside it."""

from pathlib import Path

from segdesk.delivery.folder import new_file
from segdesk.engine.result.project import Project
from segdesk.io.project_file import write_project

# Saved often, and in the background: twice as fast for a few percent more.
_LIGHTLY = 1


def deliver_project(project: Project, path: Path) -> None:
    """Write a project file; a file that is there is kept as `NAME.segdesk.bak`.

    Parameters
    ----------
    project : Project
    path : Path

    Raises
    ------
    OutputError
        If it cannot be written; what was there is as it was.
    """
    with new_file(path, replace=True, backup=backup_of(path)) as staging:
        write_project(staging, project, _LIGHTLY)


def backup_of(path: Path) -> Path:
    """Return where the file before the last save is kept."""
    return path.with_name(f"{path.name}.bak")
