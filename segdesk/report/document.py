"""The report as blocks of content, which say nothing of how a file writes them down.

`report/build.py` fills a document from a segmentation; a writer, today `report/html_writer.py` alone, makes a file of
it. Texts are messages or strings; they are put into the language in force when they are written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from matplotlib.figure import Figure

from segdesk.charts.style import Look
from segdesk.messages import Message

Text = Message | str


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `is_hint` marks what explains and may stand back."""

    text: Text
    is_hint: bool = False


@dataclass(frozen=True)
class Sentences:
    """Sentences that were found, any number of them, each a paragraph of its own."""

    texts: tuple[Text, ...]
    is_hint: bool = False


@dataclass(frozen=True)
class ItemList:
    """A list with marks, or with numbers where the order matters."""

    texts: tuple[Text, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Pairs of a term and what is to be said of it."""

    entries: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True)
class Preformatted:
    """Text whose lines stay as they are."""

    text: str


class ColumnKind(StrEnum):
    """What the cells of a column hold, which decides how they are laid out."""

    TEXT = "text"
    NAME = "name"
    SENTENCE = "sentence"
    NUMBER = "number"
    RANGE = "range"


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    title : Text
    kind : ColumnKind
    segment : int or None
        The number of the segment that it is about.
    """

    title: Text
    kind: ColumnKind = ColumnKind.TEXT
    segment: int | None = None


@dataclass(frozen=True)
class Cell:
    """A cell of a table; one that stands out is marked, and `sign` says which way."""

    text: Text
    is_marked: bool = False
    sign: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is about, under the first column, and its cells under the others."""

    head: Text
    cells: tuple[Cell, ...]
    is_marked: bool = False


@dataclass(frozen=True)
class RowGroup:
    """Rows that belong together, under a title of their own where a table has several groups."""

    rows: tuple[Row, ...]
    title: Text | None = None


@dataclass(frozen=True)
class Table:
    """A table; columns about single segments come last."""

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    caption: Text | None = None


@dataclass(frozen=True)
class Picture:
    """A chart.

    Attributes
    ----------
    question : Text
        What it answers.
    finding : Text
        The answer: its title, and what stands for it where it cannot be seen.
    definition : Text
        What is drawn and how to read it.
    draw : callable
        Returns the figure in the look that suits the file.
    """

    question: Text
    finding: Text
    definition: Text
    draw: Callable[[Look], Figure]


@dataclass(frozen=True)
class CardPart:
    """A part of a card under a heading."""

    heading: Text
    content: Paragraph | ItemList


@dataclass(frozen=True)
class SegmentCard:
    """What there is to say of one segment."""

    number: int
    name: Text
    size: Text
    description: Text
    parts: tuple[CardPart, ...]


@dataclass(frozen=True)
class Cards:
    """The segments, a card each."""

    cards: tuple[SegmentCard, ...]


@dataclass(frozen=True)
class Subsection:
    """Blocks under a heading inside a section."""

    anchor: str
    title: Text
    blocks: "tuple[Block, ...]"


Block = Paragraph | Sentences | ItemList | Facts | Preformatted | Table | Picture | Cards | Subsection


class Frame(StrEnum):
    """How a section is set off from the page."""

    NONE = "none"
    PANE = "pane"
    NOTE = "note"


@dataclass(frozen=True)
class Section:
    """A part of the report; without blocks it is not shown.

    Attributes
    ----------
    anchor : str
        Names it inside the document.
    title : Text
    blocks : tuple of Block
    frame : Frame
    is_listed : bool
        Whether the table of contents names it.
    """

    anchor: str
    title: Text
    blocks: tuple[Block, ...]
    frame: Frame = Frame.NONE
    is_listed: bool = True


@dataclass(frozen=True)
class KeyFigure:
    """A figure to be seen at a glance."""

    name: Text
    value: Text
    remark: Text | None = None


@dataclass(frozen=True)
class SegmentColour:
    """The colour of a segment wherever it is named, and that of text on it."""

    number: int
    colour: str
    text_colour: str


@dataclass(frozen=True)
class ReportDocument:
    """The whole report.

    Attributes
    ----------
    language : str
        The language in force when it was built.
    version : str
        Of segdesk.
    kind : Text
        What the document is, above its title.
    file : str
        Name of the file that it is about.
    title : Text
    lead : tuple of Text
        What was done, in a few sentences.
    opening : tuple of Section
        What is to be read before all else; not in the table of contents.
    key_figures : tuple of KeyFigure
    sections : tuple of Section
        In order. The table of contents names those that are listed and hold something.
    footer : Text
    colours : tuple of SegmentColour
    """

    language: str
    version: str
    kind: Text
    file: str
    title: Text
    lead: tuple[Text, ...]
    opening: tuple[Section, ...]
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]
    footer: Text
    colours: tuple[SegmentColour, ...]
