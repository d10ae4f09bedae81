"""Values as a business reader expects them: in the user's units, with sensible digits."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from segdesk.charts.lettering import wrap
from segdesk.engine.data.column_terms import beside_unit
from segdesk.engine.data.table import ColumnType
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Percent, Spoken, cut_at_word, reader_figure, say, say_n

# Letters of a name inside a sentence.
_LONGEST = 48

_EPOCH = date(1970, 1, 1)


def value_in_words(profile: VariableProfile, value: float, unit: str | None = None) -> str:
    """Write a mean or quartile: a share as percentage, a date as day, a number with its unit."""
    if np.isnan(value):
        return "–"
    if profile.level is not None or profile.type is ColumnType.YES_NO:
        return str(Percent(value))
    if profile.type is ColumnType.DATE:
        return (_EPOCH + timedelta(days=round(value))).isoformat()
    if profile.is_year:
        return f"{value:.0f}"
    return with_unit(value, unit)


def with_unit(value: float, unit: str | None) -> str:
    """Write a number with its currency or percent sign, placed as the language does."""
    return beside_unit(rounded(value), unit)


def rounded(value: float) -> str:
    """Write a number with about three digits, as a reader of a table takes it in; whole from 100 up."""
    return str(reader_figure(value))


@dataclass(frozen=True)
class Short(Spoken):
    """A name from data inside a sentence, cut where it would drown the sentence."""

    text: object

    def __str__(self) -> str:
        """Return the name, whole or cut."""
        return cut_at_word(" ".join(str(self.text).split()), _LONGEST)


def segment_label(segment: Segment, points: float, size: float, lines: int = 2, bold: bool = False) -> str:
    """Return a segment's name made to fit; with its number in front where it had to be cut."""
    label = wrap(segment.name, points, size, lines, bold)
    if label.endswith("…"):
        label = wrap(f"{segment.number} · {segment.name}", points, size, lines, bold)
    return label


def size_in_words(segmentation: Segmentation, segment: Segment) -> Message:
    """Say how many customers a segment holds, and how much of the value they bring."""
    count = say_n(
        "{n} customer, {share} of all",
        "{n} customers, {share} of all",
        n=segment.size,
        share=Percent(segment.share),
    )
    if segment.value_share is None or segmentation.source.value_column is None:
        return count
    return say(
        "{count}; {value_share} of {value}",
        count=count,
        value_share=Percent(segment.value_share),
        value=value_name(segmentation),
    )


def value_name(segmentation: Segmentation) -> Message:
    """Return what a value is a share of, inside a sentence; `monetary` is no word that a file brought."""
    if segmentation.source.purchases is not None:
        return say("the money")
    return say(
        "“{column}”", column=Short(segmentation.source.title_of(segmentation.source.value_column or ""))
    )


def unit_of(segmentation: Segmentation, variable: str) -> str | None:
    """Return the currency or percent sign that stands with the numbers of a column."""
    for column in segmentation.source.columns:
        if column.name == variable:
            return column.format.unit
    return None


def silhouette_word(silhouette: float) -> Message:
    """Put a silhouette into the word that stands for it everywhere."""
    if silhouette <= 0.25:
        return say("none")
    if silhouette <= 0.5:
        return say("weak")
    return say("reasonable") if silhouette <= 0.7 else say("strong")
