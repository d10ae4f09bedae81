"""The report as blocks of content, which say nothing of how a file writes them down.

`report/build.py` fills a document from a segmentation; each file of `report/writers` makes a file of one format of it.
Texts are messages or strings; they are put into the language in force when they are written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum

from segdesk.messages import Message
from segdesk.report.images import ChartImage
from segdesk.report.letterhead import Letterhead, day_in_words

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
class Findings:
    """The few sentences that a reader takes along, large."""

    texts: tuple[Text, ...]


@dataclass(frozen=True)
class Callout:
    """A short answer to a question, set off from the text around it.

    Attributes
    ----------
    heading : Text
        The question, or what the answer is about.
    answer : Text
        In a word or two.
    text : Text
        Why.
    segment : int or None
        The number of the segment that it is about.
    """

    heading: Text
    answer: Text
    text: Text
    segment: int | None = None


@dataclass(frozen=True)
class KeyFigure:
    """A figure to be seen at a glance."""

    name: Text
    value: Text
    remark: Text | None = None


@dataclass(frozen=True)
class KeyFigures:
    """Figures to be seen at a glance, side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Folded:
    """Text whose lines stay as they are, for whoever wants to see it: on a screen it is folded, on paper left out.

    Attributes
    ----------
    title : Text
        What it is.
    text : str
    elsewhere : Text
        Where to find it, for paper.
    """

    title: Text
    text: str
    elsewhere: Text


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
    """A cell of a table.

    Attributes
    ----------
    text : Text
    is_marked : bool
        It stands out.
    sign : str
        Which way it does.
    number : float or None
        What the text writes, for formats that compute; a share as a part of one. None where it is no single number.
    """

    text: Text
    is_marked: bool = False
    sign: str = ""
    number: float | None = None


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is about, under the first column, and its cells under the others.

    `segment` is the number of the segment that it is about.
    """

    head: Text
    cells: tuple[Cell, ...]
    is_marked: bool = False
    segment: int | None = None


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
class NativeSeries:
    """Numbers of a chart that belong together, one for each category, and the colour of each."""

    name: Text
    values: tuple[float, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True)
class NativeChart:
    """Bars that presentations and workbooks draw themselves, so that their readers can change them.

    Attributes
    ----------
    categories : tuple of Text
        What each bar is about, from the top.
    series : tuple of NativeSeries
    is_share : bool
        The numbers are shares of one, to be written as percentages.
    """

    categories: tuple[Text, ...]
    series: tuple[NativeSeries, ...]
    is_share: bool


@dataclass(frozen=True)
class Picture:
    """A chart.

    Attributes
    ----------
    name : str
        Of its file among those of a run.
    question : Text
        What it answers.
    finding : Text
        The answer: its title, and what stands for it where it cannot be seen.
    definition : Text
        What is drawn and how to read it.
    image : ChartImage
    alternative : Text
        The main figures, for who cannot see it; empty where the finding says them.
    native : NativeChart or None
        The same for formats that draw charts themselves, where it is one of bars.
    """

    name: str
    question: Text
    finding: Text
    definition: Text
    image: ChartImage
    alternative: Text = ""
    native: NativeChart | None = None

    @property
    def told(self) -> Text:
        """What stands for it where it cannot be seen."""
        return self.alternative or self.finding


@dataclass(frozen=True)
class Subsection:
    """Blocks under a heading inside a section."""

    anchor: str
    title: Text
    blocks: "tuple[Block, ...]"


Block = (
    Paragraph
    | Sentences
    | ItemList
    | Facts
    | Findings
    | Callout
    | KeyFigures
    | Folded
    | Table
    | Picture
    | Subsection
)


class Place(StrEnum):
    """Where in the report a section stands, which decides how it is set."""

    FRONT = "front"
    """On the first page."""
    SEGMENT = "segment"
    """A page of its own, about one segment."""
    BODY = "body"
    """After these."""
    APPENDIX = "appendix"
    """Evidence, for whoever looks it up."""


@dataclass(frozen=True)
class Section:
    """A part of the report; without blocks it is not shown.

    Attributes
    ----------
    anchor : str
        Names it inside the document.
    title : Text
    blocks : tuple of Block
    place : Place
    is_listed : bool
        Whether the table of contents names it.
    is_warning : bool
        It must not be overlooked.
    segment : int or None
        The number of the segment that it is about.
    starts_page : bool
        On paper it begins a page.
    """

    anchor: str
    title: Text
    blocks: tuple[Block, ...]
    place: Place = Place.BODY
    is_listed: bool = True
    is_warning: bool = False
    segment: int | None = None
    starts_page: bool = False


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
    author : str
        Empty for nobody.
    lead : tuple of Text
        What it is about, in a few sentences.
    sections : tuple of Section
        In order, those of the appendix last. The table of contents names those that are listed and hold something.
    footer : Text
    colours : tuple of SegmentColour
    recipe : str
        What the file holds beside what it shows, so that the analysis can be repeated; empty for nothing.
    letterhead : Letterhead
    """

    language: str
    version: str
    kind: Text
    file: str
    title: Text
    author: str
    lead: tuple[Text, ...]
    sections: tuple[Section, ...]
    footer: Text
    colours: tuple[SegmentColour, ...]
    recipe: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)

    @property
    def byline(self) -> tuple[Text, ...]:
        """Whom the report is from, and of what day; what is not known is left out."""
        day = self.letterhead.date
        return (*([self.author] if self.author else []), *([] if day is None else [day_in_words(day)]))

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections that hold something."""
        return tuple(section for section in self.sections if section.blocks)

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections that a table of contents names."""
        return tuple(section for section in self.shown if section.is_listed)

    def pictures(self) -> Iterator[Picture]:
        """Yield the charts in their order."""
        for section in self.shown:
            yield from _pictures_in(section.blocks)


def _pictures_in(blocks: tuple[Block, ...]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Subsection):
            yield from _pictures_in(block.blocks)


# Fields that hold no text for a reader.
_UNSHOWN = frozenset({"anchor", "colours", "image", "language", "letterhead", "recipe", "version"})


def texts_in(value: object) -> Iterator[Text]:
    """Yield every text that a document, or a part of one, shows, in its order."""
    if isinstance(value, Message | str) and not isinstance(value, StrEnum):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _UNSHOWN:
                yield from texts_in(getattr(value, field.name))
