"""A campaign: customers of chosen segments, who of them is held back, and the columns that go with those written to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from segdesk.engine.campaign.contacts import Contacts, find_contacts, reachable
from segdesk.engine.campaign.mailing_tools import MAILING_TOOLS, MailingTool
from segdesk.engine.campaign.sample_size import smallest_lift
from segdesk.engine.campaign.split import held_back
from segdesk.engine.comparison.side import UNASSIGNED_KEY, Side, Texts
from segdesk.engine.data.arrays import Mask, Positions
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import ColumnType, Table, TypedColumn
from segdesk.errors import InputError, UsageError, Where
from segdesk.messages import Message, say

SEGMENT_COLUMNS = ("segment", "segment_name")


@dataclass(frozen=True)
class CampaignSpec:
    """What the user decides.

    Attributes
    ----------
    segments : tuple of str
        As in the labeled file; empty for all but the unassigned.
    columns : tuple of str
        Columns of the table that go along; empty for all that are neither personal nor of single customers.
    tool : str
        Name of a mailing tool; empty for a plain table.
    email : str or None
        Column of addresses; None to find it.
    control_share : float
        Part that is held back, 0 to 0.9; 0 for nobody.
    base_rate : float or None
        Share that responds anyway, where the user knows or guesses it.
    keeps_personal : bool
        Personal columns and those of single customers go along as well.
    seed : int
    """

    segments: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    tool: str = ""
    email: str | None = None
    control_share: float = 0.1
    base_rate: float | None = None
    keeps_personal: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if self.tool and self.tool not in MAILING_TOOLS:
            raise UsageError(
                say("There is no mailing tool “{tool}”.", tool=self.tool),
                mend=say("Choose one of: {tools}.", tools=", ".join(MAILING_TOOLS)),
            )
        if not 0 <= self.control_share <= 0.9:
            raise UsageError(
                say("Between none and 90% of the customers can be held back."),
                mend=say("Name a share such as 10%."),
            )
        if self.base_rate is not None and not 0 < self.base_rate < 1:
            raise UsageError(
                say("The share that responds anyway lies between 0% and 100%."),
                mend=say("Name a share such as 3%."),
            )


@dataclass(frozen=True, eq=False)
class CampaignSource:
    """Customers with their segments, and all that is known of them.

    Attributes
    ----------
    side : Side
        Identifier, segment and worth of each customer.
    table : Table
        One row per customer, without columns of segdesk's.
    columns : tuple of TypedColumn
        Those of the table, understood.
    identifier : str
        Column that tells customers apart.
    """

    side: Side
    table: Table
    columns: tuple[TypedColumn, ...]
    identifier: str


@dataclass(frozen=True)
class ListedColumn:
    """A column of the lists: which of the table, and what it is called there."""

    name: str
    heading: str


@dataclass(frozen=True)
class SegmentInCampaign:
    """A segment of a campaign.

    Attributes
    ----------
    key, name : str
    n_test, n_control : int
    smallest_lift : float or None
        Share that the campaign must add for it to show; None where that is not asked for, or nothing would show.
    """

    key: str
    name: str
    n_test: int
    n_control: int
    smallest_lift: float | None = None


@dataclass(frozen=True, eq=False)
class Campaign:
    """Who is written to, who is held back, and with which columns.

    Attributes
    ----------
    spec : CampaignSpec
    source : CampaignSource
    rows : int array of shape (n_customers,)
        Rows of the source's table of all who are in the campaign.
    is_control : bool array of shape (n_customers,)
    columns : tuple of ListedColumn
    segments : tuple of SegmentInCampaign
    notes : tuple of Message
        Who and what is left out, and why.
    smallest_lift : float or None
        Of all segments together, as of each of them.
    """

    spec: CampaignSpec
    source: CampaignSource
    rows: Positions
    is_control: Mask
    columns: tuple[ListedColumn, ...]
    segments: tuple[SegmentInCampaign, ...]
    notes: tuple[Message, ...] = field(default=())
    smallest_lift: float | None = None

    @property
    def tool(self) -> MailingTool | None:
        """The mailing tool that the lists are for."""
        return MAILING_TOOLS.get(self.spec.tool)

    @property
    def identifiers(self) -> Texts:
        """Identifiers of all who are in the campaign."""
        return self.source.side.identifiers[self.rows]

    @property
    def keys(self) -> Texts:
        """Segments of all who are in the campaign."""
        return self.source.side.segments[self.rows]


def plan_campaign(source: CampaignSource, spec: CampaignSpec) -> Campaign:
    """Draw the lots of a campaign and choose its columns.

    Raises
    ------
    UsageError
        If a segment or a column is not there.
    InputError
        If a mailing tool is to be served and no column holds addresses, or nobody is left.
    """
    side = source.side
    chosen = _chosen_segments(side, spec.segments)
    inside = np.isin(side.segments, chosen)
    contacts = find_contacts(source.table, source.columns, _checked(source, spec.email))
    notes: list[Message] = []
    if n_unassigned := int((side.segments == UNASSIGNED_KEY).sum()):
        notes.append(finding("campaign.in_no_segment", n=n_unassigned))
    if spec.tool:
        can_be_reached = _reached(source, contacts, inside)
        if n_lost := int((inside & ~can_be_reached).sum()):
            notes.append(finding("campaign.unreachable", n=n_lost))
        inside &= can_be_reached
    rows = np.flatnonzero(inside)
    if not len(rows):
        raise InputError(
            say("Nobody is left to write to."),
            where=Where(file=source.table.source.path.name),
            mend=say("Choose other segments."),
        )
    columns, left_out = _columns(source, contacts, spec)
    if left_out:
        titles = [column.spoken_title for column in source.columns if column.name in left_out]
        notes.append(finding("campaign.columns_left_out", columns=titles, n=len(titles)))
    values = None if side.values is None else side.values[rows]
    control = held_back(side.identifiers[rows], side.segments[rows], spec.control_share, spec.seed, values)
    present = [key for key in chosen if (side.segments[rows] == key).any()]
    segments = _segments(side.names, side.segments[rows], control, present, spec)
    in_all = _smallest_lift(spec, len(rows), len(present))
    return Campaign(spec, source, rows, control, columns, segments, tuple(notes), in_all)


def _chosen_segments(side: Side, wanted: Sequence[str]) -> list[str]:
    there = [key for key in np.unique(side.segments).tolist() if key != UNASSIGNED_KEY]
    there.sort(key=lambda key: (len(key), key))
    unknown = [key for key in wanted if key not in there]
    if unknown:
        raise UsageError(
            say("There is no segment “{segment}”.", segment=unknown[0]),
            mend=say("Choose of: {segments}.", segments=", ".join(there)),
        )
    return list(wanted) or there


def _checked(source: CampaignSource, column: str | None) -> str | None:
    """Return the name of a column as the table has it."""
    if column is None or column in source.table.names:
        return column
    raise UsageError(
        say("There is no column “{name}”.", name=column),
        mend=say("Choose of: {columns}.", columns=", ".join(source.table.names)),
    )


def _reached(source: CampaignSource, contacts: Contacts, inside: Mask) -> Mask:
    """Return who of the customers inside can be written to."""
    if contacts.email is None:
        raise InputError(
            say("No column holds e-mail addresses, and a mailing tool needs one."),
            where=Where(file=source.table.source.path.name),
            mend=say("Name the column, or leave the tool out for a plain table."),
        )
    found = np.zeros(len(inside), dtype=bool)
    found[inside] = reachable(source.table.column(contacts.email).cells()[inside].tolist())
    return found


def _columns(
    source: CampaignSource, contacts: Contacts, spec: CampaignSpec
) -> tuple[tuple[ListedColumn, ...], list[str]]:
    """Return the columns of the lists, and what is left out because it is of single people."""
    tool = MAILING_TOOLS.get(spec.tool)
    headings: dict[str, str] = {}
    if tool is not None:
        known = (tool.email, tool.first_name, tool.last_name, tool.phone)
        columns = (contacts.email, contacts.first_name, contacts.last_name, contacts.phone)
        headings = {name: head for name, head in zip(columns, known, strict=True) if name is not None}
    for name in spec.columns:
        _checked(source, name)
    wanted = [source.identifier, *(spec.columns or source.table.names)]
    typed = {column.name: column for column in source.columns}
    private = [
        name
        for name in dict.fromkeys(wanted)
        if name not in (*headings, *spec.columns, source.identifier)
        and _is_private(typed[name])
        and not spec.keeps_personal
    ]
    kept = [name for name in dict.fromkeys([*headings, *wanted]) if name not in private]
    return tuple(ListedColumn(name, headings.get(name, name)) for name in kept), private


def _is_private(column: TypedColumn) -> bool:
    """Whether a column is personal, or its cells are of single customers: numbers of cards, remarks."""
    if column.type in (ColumnType.IDENTIFIER, ColumnType.TEXT):
        return column.personal or 2 * column.n_distinct >= len(column.values) - column.n_missing
    return column.personal or column.is_nearly_unique


def _segments(
    names: Mapping[str, str], keys: Texts, control: Mask, present: Sequence[str], spec: CampaignSpec
) -> tuple[SegmentInCampaign, ...]:
    found = []
    for key in present:
        inside = keys == key
        n, n_control = int(inside.sum()), int((inside & control).sum())
        lift = _smallest_lift(spec, n, len(present))
        found.append(SegmentInCampaign(key, names.get(key, key), n - n_control, n_control, lift))
    return tuple(found)


def _smallest_lift(spec: CampaignSpec, n: int, n_segments: int) -> float | None:
    """Return the lift that so many customers show, where each segment and all of them together are judged."""
    if spec.base_rate is None or spec.control_share == 0:
        return None
    return smallest_lift(spec.base_rate, n, spec.control_share, n_segments + 1)
