"""What is written, and in which language."""

from dataclasses import dataclass

from segdesk.engine.recipe.settings import check, has_type, need, setting
from segdesk.messages import say

MOST_SEGMENTS = 10_000


@dataclass(frozen=True)
class GivenName:
    """What the user called a segment, and the colour that it was given.

    Attributes
    ----------
    segment : int
        Its number.
    name : str or None
    colour : int or None
        Place in the palette.
    """

    segment: int
    name: str | None = None
    colour: int | None = None

    def __post_init__(self) -> None:
        need(has_type(self.segment, int) and self.segment >= 1, "segment", self.segment)
        need(self.name is None or isinstance(self.name, str), "name", self.name)
        fits = self.colour is None or (has_type(self.colour, int) and 1 <= self.colour <= MOST_SEGMENTS)
        need(fits, "colour", self.colour)


@dataclass(frozen=True)
class GivenNames:
    """Names and colours given by hand, and the fingerprint of the labels that they belong to."""

    labels: str
    segments: tuple[GivenName, ...] = ()


@dataclass(frozen=True)
class OutputSpec:
    """What is written and in which language."""

    lang: str = setting(
        "en", say("Language"), say("language of sentences and report"), choices=("en", "de", "es")
    )
    formats: tuple[str, ...] = setting(
        ("csv", "xlsx"),
        say("Labeled files"),
        say("labeled files to write, comma-separated: csv, xlsx, parquet"),
        metavar="A,B",
    )
    report: tuple[str, ...] = setting(
        ("html",),
        say("Report"),
        say("formats of the report, comma-separated: html, pdf, pptx, docx, xlsx"),
        metavar="LIST",
    )
    audience: str = setting(
        "analyst",
        say("Report for"),
        say("who the report is for: board (findings and segments) or analyst (with all evidence)"),
        choices=("analyst", "board"),
    )
    explore: tuple[str, ...] = setting(
        (),
        say("Columns to look at"),
        say(
            "columns to look at by segment, or in pairs as A*B, comma-separated: each gets a chart and a table in the "
            "report and the folder explore"
        ),
        metavar="A,B*C",
        expert=True,
    )
    raw: bool = setting(
        False,
        say("No formula protection"),
        say("write cells that begin like a formula as they are, for programs that read labeled.csv"),
        expert=True,
    )
    compact_model: bool = setting(
        False,
        say("Compact model"),
        say("write a model that holds no customer’s own values, but means of five customers and more"),
        expert=True,
    )

    given: GivenNames | None = None

    def __post_init__(self) -> None:
        check(self)
        need(self.given is None or has_type(self.given, GivenNames), "given", self.given)
