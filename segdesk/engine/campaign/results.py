"""Finding the customers of a campaign in a file of what happened since: who responded, and for how much."""

from dataclasses import dataclass

import numpy as np

from segdesk.engine.campaign.uplift import Measured, adjusted, measure
from segdesk.engine.comparison.side import Texts
from segdesk.engine.data.arrays import Floats, Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.inspection import Inspection
from segdesk.errors import InputError, UsageError, Where
from segdesk.messages import Message, say


@dataclass(frozen=True, eq=False)
class Groups:
    """Who was written to and who was held back, as the campaign was planned.

    Attributes
    ----------
    title : str
    identifiers, segments : str arrays of shape (n_customers,)
    is_control : bool array of shape (n_customers,)
    names : dict of str to str
        Name by segment.
    seed : int
    """

    title: str
    identifiers: Texts
    segments: Texts
    is_control: Mask
    names: dict[str, str]
    seed: int = 0

    def name_of(self, segment: str) -> str:
        """Return the name of a segment, which is its own where it has none."""
        return self.names.get(segment, segment)


@dataclass(frozen=True)
class ResultColumns:
    """Which columns of the results say what; None to find it, or where there is none."""

    identifier: str | None = None
    response: str | None = None
    value: str | None = None


@dataclass(frozen=True, eq=False)
class CampaignResult:
    """What a campaign brought.

    Attributes
    ----------
    groups : Groups
    file : str
        Where the results stand.
    measures : tuple of Measured
        Responses, and amounts where there are any.
    notes : tuple of Message
        How the results were read.
    """

    groups: Groups
    file: str
    measures: tuple[Measured, ...]
    notes: tuple[Message, ...]


def evaluate(groups: Groups, results: Inspection, wanted: ResultColumns) -> CampaignResult:
    """Compare those who were written to with those who were held back.

    Everybody counts on the side that the lots put them on, whatever became of them; who does not stand in the results
    did not respond.

    Parameters
    ----------
    groups : Groups
    results : Inspection
        Of a table with a row for each customer, or for each purchase.
    wanted : ResultColumns

    Raises
    ------
    InputError
        If none of the campaign's customers is in the results, or what they did cannot be told.
    UsageError
        If a column is not there, or holds no numbers.
    """
    file = results.table.source.path.name
    columns = {column.name: column for column in results.columns}
    for name in (wanted.identifier, wanted.response, wanted.value):
        if name is not None and name not in columns:
            raise UsageError(
                say("There is no column “{name}”.", name=name),
                where=Where(file=file),
                mend=say("Choose of: {columns}.", columns=", ".join(columns)),
            )
    identifier = wanted.identifier or _identifier(groups, results)
    places = _places(groups, results, identifier)
    found = places >= 0
    notes = [finding("campaign.found", found=len(np.unique(places[found])), n=len(groups.identifiers))]
    if n_others := len(np.unique(results.table.column(identifier).codes[~found])):
        notes.append(finding("campaign.others", n=n_others))
    n = len(groups.identifiers)
    amounts: Floats | None = None
    if wanted.value is not None:
        paid = _amounts(columns[wanted.value], file)
        amounts = np.bincount(places[found], weights=paid[found], minlength=n).astype(np.float64)
    responded, how = _responded(groups, places, wanted, columns, amounts, file)
    for name in (wanted.response, wanted.value):
        if name is not None and (n_empty := int(columns[name].is_missing[found].sum())):
            notes.append(finding("campaign.without_value", n=n_empty, column=columns[name].spoken_title))
    measured = [measure(groups.segments, groups.is_control, responded, groups.seed)]
    if amounts is not None:
        measured.append(measure(groups.segments, groups.is_control, amounts, groups.seed))
    measures = adjusted([each for each in measured if each is not None])
    if not measures:
        raise InputError(
            say("No segment has two customers who were written to and two who were held back."),
            where=Where(file=groups.title),
            mend=say("Plan a campaign with a larger share held back."),
        )
    if measures[0].too_few:
        names = [groups.name_of(segment) for segment in measures[0].too_few]
        notes.append(finding("campaign.too_few", names=names))
    return CampaignResult(groups, file, measures, (*notes, how))


def _responded(
    groups: Groups,
    places: np.ndarray,
    wanted: ResultColumns,
    columns: dict[str, TypedColumn],
    amounts: Floats | None,
    file: str,
) -> tuple[Mask, Message]:
    """Return who responded, and how that was told."""
    found = places >= 0
    n = len(groups.identifiers)
    if wanted.response is not None:
        yes = _amounts(columns[wanted.response], file) > 0
        return np.bincount(places[found & yes], minlength=n) > 0, finding(
            "campaign.by_column", column=columns[wanted.response].spoken_title
        )
    if amounts is not None and wanted.value is not None:
        return amounts > 0, finding("campaign.by_amount", column=columns[wanted.value].spoken_title)
    there = np.bincount(places[found], minlength=n) > 0
    if there.all():
        raise InputError(
            say("All customers of the campaign stand in the file, so standing there says nothing."),
            where=Where(file=file),
            mend=say("Name the column that says who responded, or the one with the amounts."),
        )
    return there, finding("campaign.by_presence")


def _identifier(groups: Groups, results: Inspection) -> str:
    """Return the column in which most of the campaign's customers are found."""
    ours = set(groups.identifiers.tolist())
    counts = {
        column.name: sum(_key(text) in ours for text in column.texts.tolist())
        for column in results.table.columns
    }
    best = max(counts, key=lambda name: counts[name], default=None)
    if best is None or not counts[best]:
        raise InputError(
            say("None of the campaign’s customers is in the file."),
            where=Where(file=results.table.source.path.name),
            mend=say("Name the column of identifiers, or another file."),
        )
    return best


def _places(groups: Groups, results: Inspection, identifier: str) -> np.ndarray:
    """Return the place in the campaign of the customer of each row; -1 for others."""
    places = {key: place for place, key in enumerate(groups.identifiers.tolist())}
    column = results.table.column(identifier)
    by_text = np.array([places.get(_key(text), -1) for text in column.texts.tolist()], dtype=np.int64)
    found: np.ndarray = by_text[column.codes]
    if (found < 0).all():
        raise InputError(
            say("None of the campaign’s customers is in the file."),
            where=Where(file=results.table.source.path.name, column=identifier),
            mend=say("Name the column of identifiers, or another file."),
        )
    return found


def _key(text: str) -> str:
    return text.strip()


def _amounts(column: TypedColumn, file: str) -> Floats:
    """Return the numbers of a column, 0 where there is none; yes is 1."""
    if column.type not in (ColumnType.NUMBER, ColumnType.YES_NO):
        raise UsageError(
            say("The column “{column}” holds neither numbers nor yes and no.", column=column.name),
            where=Where(file=file, column=column.name),
            mend=say("Name another column."),
        )
    return np.nan_to_num(column.values.astype(np.float64))
