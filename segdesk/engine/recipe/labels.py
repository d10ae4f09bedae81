"""What the user calls columns, their units, and what codes in them mean: a codebook."""

from dataclasses import dataclass

from segdesk.errors import UsageError
from segdesk.messages import say


@dataclass(frozen=True)
class CodeMeaning:
    """What a code in a column means."""

    code: str
    meaning: str


@dataclass(frozen=True)
class ColumnLabel:
    """What a column is called, and what its values mean.

    Attributes
    ----------
    column : str
        Its heading.
    label : str or None
        What it is called in charts, names, rules and reports; None for its heading.
    unit : str or None
        Of its numbers.
    meanings : tuple of CodeMeaning
        Of its codes, which are categories then.
    """

    column: str
    label: str | None = None
    unit: str | None = None
    meanings: tuple[CodeMeaning, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.column, str) or not self.column.strip():
            raise UsageError(
                say("A label needs a column."), mend=say("Write COLUMN=LABEL, for example: mnt_wine=Wine.")
            )
        for text in (self.label, self.unit):
            if text is not None and not isinstance(text, str):
                raise UsageError(say("Labels and units are texts, and this is {value}.", value=str(text)))


def label_of_line(text: str) -> ColumnLabel:
    """Return the label that a line `COLUMN=LABEL` or `COLUMN=LABEL [UNIT]` says.

    Raises
    ------
    UsageError
        If it says none.
    """
    column, _, label = text.partition("=")
    label = label.strip()
    unit = None
    if label.endswith("]") and "[" in label:
        label, _, unit = label[:-1].rpartition("[")
    return ColumnLabel(column.strip(), label.strip() or None, unit and unit.strip())
