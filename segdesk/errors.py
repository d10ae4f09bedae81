"""What a user can cause and mend, as one family; everything else that is raised is a defect of segdesk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from segdesk.messages import Message, say, shortened

# File systems allow no longer one.
_LONGEST_NAME = 255


@dataclass(frozen=True)
class Where:
    """The place of a trouble, as exactly as it is known."""

    file: str | None = None
    sheet: str | None = None
    column: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        parts = []
        if self.file is not None:
            parts.append(shortened(self.file, _LONGEST_NAME))
        if self.sheet is not None:
            parts.append(str(say("sheet “{sheet}”", sheet=self.sheet)))
        if self.column is not None:
            parts.append(str(say("column “{column}”", column=self.column)))
        if self.line is not None:
            parts.append(str(say("line {line}", line=self.line)))
        return ", ".join(parts)


class SegdeskError(Exception):
    """Something that the user can mend.

    Parameters
    ----------
    what : Message
        What happened, in one sentence, with its full stop.
    where : Where, optional
        File, sheet, column and line.
    mend : Message, optional
        What to do, in one sentence.
    """

    exit_code = 3

    def __init__(self, what: Message, where: Where | None = None, mend: Message | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        text = str(self.what)
        if self.where is not None and str(self.where):
            text = f"{self.where}: {text}"
        if self.mend is not None:
            text = f"{text} {self.mend}"
        return text


@contextmanager
def naming_file(name: str) -> Iterator[None]:
    """Add the file's name to an input error of the block that does not say where it is."""
    try:
        yield
    except InputError as error:
        if error.where is None:
            error.where = Where(file=name)
        raise


class UsageError(SegdeskError):
    """Words on the command line, or settings of a recipe, that segdesk does not understand."""

    exit_code = 2


class InputError(SegdeskError):
    """This input cannot be used."""

    exit_code = 3


class OutputError(SegdeskError):
    """The output cannot be written."""

    exit_code = 4


class Cancelled(Exception):  # noqa: N818 - it is no error: the user asked for it
    """The user stopped the job."""

    exit_code = 130
