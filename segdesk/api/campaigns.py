"""Campaigns: lists for chosen segments with a part held back, and later what they brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from segdesk.api.inputs import Data, read
from segdesk.api.result import Result
from segdesk.charts.style import LIGHT
from segdesk.charts.uplift import draw_uplift
from segdesk.delivery.campaign import deliver_campaign
from segdesk.delivery.campaign_result import UPLIFT_HEADINGS, deliver_campaign_result, uplift_rows
from segdesk.engine.campaign.findings import campaign_findings, result_headlines
from segdesk.engine.campaign.plan import Campaign, CampaignSource, CampaignSpec, plan_campaign
from segdesk.engine.campaign.results import CampaignResult, Groups, ResultColumns
from segdesk.io.campaign_files import (
    CONTROL,
    TEST,
    evaluate_table,
    groups_of_table,
    read_groups,
    read_source,
    source_of,
    source_of_table,
)
from segdesk.messages import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False, repr=False)
class PlannedCampaign:
    """A campaign: who is written to, and who is held back."""

    campaign: Campaign

    @property
    def text(self) -> str:
        """How customers are split, and what is left out, in sentences."""
        return " ".join(str(found) for found in campaign_findings(self.campaign))

    @cached_property
    def segments(self) -> pd.DataFrame:
        """Name, customers on both sides and, with a base rate, the smallest effect that shows, by segment."""
        return pd.DataFrame(
            [[s.name, s.n_test, s.n_control, s.smallest_lift] for s in self.campaign.segments],
            index=pd.Index([s.key for s in self.campaign.segments], name="segment"),
            columns=["name", "test", "control", "smallest_lift"],
        )

    @cached_property
    def customers(self) -> pd.DataFrame:
        """Segment and side of each customer: `test` or `control`."""
        return pd.DataFrame(
            {
                "segment": self.campaign.keys,
                "group": np.where(self.campaign.is_control, CONTROL, TEST),
            },
            index=pd.Index(self.campaign.identifiers, name=self.campaign.source.identifier),
        )

    def save(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write what `segdesk campaign` writes into a folder, and return it.

        Raises
        ------
        OutputError
            If the folder holds something or cannot be written.
        """
        deliver_campaign(self.campaign, Path(folder), overwrite)
        return Path(folder)

    def __repr__(self) -> str:
        return f"<PlannedCampaign: {self.text}>\n{self.segments}"


@dataclass(frozen=True, eq=False, repr=False)
class CampaignEffects:
    """What a campaign brought."""

    result: CampaignResult

    @property
    def text(self) -> str:
        """What it did to all customers together, in sentences."""
        return " ".join(str(found) for found in result_headlines(self.result))

    @cached_property
    def table(self) -> pd.DataFrame:
        """The effects on each measure, in all and by segment, as in `uplift.csv`; shares as parts of one."""
        return pd.DataFrame(list(uplift_rows(self.result)), columns=list(UPLIFT_HEADINGS))

    @property
    def charts(self) -> "tuple[Figure, ...]":
        """A new matplotlib figure of each measure: responses, and amounts where there are any."""
        return tuple(draw_uplift(self.result, each, LIGHT) for each in self.result.measures)

    def save(self, folder: str | Path, *, report: Sequence[str] = ("html",), overwrite: bool = False) -> Path:
        """Write what `segdesk uplift` writes into a folder, and return it.

        Raises
        ------
        OutputError
            If the folder holds something or cannot be written.
        """
        deliver_campaign_result(self.result, Path(folder), overwrite, report)
        return Path(folder)

    def __repr__(self) -> str:
        return f"<CampaignEffects: {self.text}>\n{self.table}"


def campaign(
    data: Result | Data,
    *,
    segments: Sequence[str | int] = (),
    columns: Sequence[str] = (),
    tool: str = "",
    email: str | None = None,
    control: float = 0.1,
    base_rate: float | None = None,
    keep_personal: bool = False,
    seed: int = 0,
    id: str | None = None,
    value: str | None = None,
) -> PlannedCampaign:
    """Plan a campaign: draw who of each segment is held back, and choose the columns of the lists.

    Parameters
    ----------
    data : Result, str, Path, DataFrame or Table
        A result, or a labeled table; a path may also be the folder of a run, or a project.
    segments : sequence of str or int
        Default: all but the unassigned.
    columns : sequence of str
        Default: all that are neither personal nor of single customers.
    tool : str
        `mailchimp`, `klaviyo` or `hubspot` names columns as the tool knows them.
    email : str, optional
        Column of addresses; found by default.
    control : float, default 0.1
        Share of each segment that is held back.
    base_rate : float, optional
        Share that responds anyway; then it is said which effect shows.
    keep_personal : bool, default False
        Personal columns and those of single customers go along as well.
    seed : int, default 0
    id, value : str, optional
        Columns of identifier and money; found by default.

    Raises
    ------
    InputError, UsageError
        If there are no segments, customers cannot be told apart, or a column is not there.
    """
    spec = CampaignSpec(
        tuple(map(str, segments)), tuple(columns), tool, email, control, base_rate, keep_personal, seed
    )
    return PlannedCampaign(plan_campaign(_source(data, id, value), spec))


def uplift(
    planned: PlannedCampaign | Data,
    results: Data,
    *,
    id: str | None = None,
    response: str | None = None,
    value: str | None = None,
) -> CampaignEffects:
    """Compare those written to with those held back.

    Parameters
    ----------
    planned : PlannedCampaign, str, Path or DataFrame
        The campaign, the folder that it was saved into, or its table of groups.
    results : str, Path, DataFrame or Table
        What happened since: one row per customer or per purchase.
    id : str, optional
        Column that identifies customers; by default the one in which most of the campaign's are found.
    response : str, optional
        Column that says who responded; by default who stands in the results did.
    value : str, optional
        Column of amounts.

    Raises
    ------
    InputError, UsageError
        If the results do not belong to the campaign, or a column is not there.
    """
    wanted = ResultColumns(id, response, value)
    return CampaignEffects(evaluate_table(_groups(planned), read(results), wanted))


def _source(data: Result | Data, identifier: str | None, value: str | None) -> CampaignSource:
    if isinstance(data, Result):
        return source_of(data.segmentation)
    if isinstance(data, str | Path):
        return read_source(Path(data), identifier, value)
    return source_of_table(read(data), str(say("Customers")), identifier, value)


def _groups(planned: PlannedCampaign | Data) -> Groups:
    if isinstance(planned, PlannedCampaign):
        known = planned.campaign
        return Groups(
            known.source.side.title,
            known.identifiers,
            known.keys,
            known.is_control,
            {segment.key: segment.name for segment in known.segments},
            known.spec.seed,
        )
    if isinstance(planned, str | Path):
        return read_groups(Path(planned))
    return groups_of_table(read(planned), str(say("Campaign")))
