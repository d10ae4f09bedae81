"""The jobs of campaigns: plain calls of the engine, made in a lane."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from segdesk.progress import Progress, part

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from segdesk.charts.style import Look
    from segdesk.engine.campaign.plan import Campaign, CampaignSource, CampaignSpec
    from segdesk.engine.campaign.results import CampaignResult, Groups, ResultColumns
    from segdesk.engine.result.segmentation import Segmentation
    from segdesk.engine.schema.inspection import Inspection

    Pixels = npt.NDArray[np.uint8]


def plan(segmentation: "Segmentation", source: "CampaignSource | None", spec: "CampaignSpec") -> "Campaign":
    """Plan a campaign by the call that `segdesk campaign` makes; the source is made where it is not known yet.

    Raises
    ------
    InputError, UsageError
        If customers cannot be told apart, or nobody can be written to.
    """
    from segdesk.engine.campaign.plan import plan_campaign
    from segdesk.io.campaign_files import source_of

    return plan_campaign(source or source_of(segmentation), spec)


def save_campaign(campaign: "Campaign", folder: Path, progress: Progress) -> tuple[str, ...]:
    """Write the files of `segdesk campaign` into a new folder and return their names.

    Raises
    ------
    OutputError
        If the folder holds something or cannot be written.
    """
    from segdesk.delivery.campaign import deliver_campaign

    return tuple(deliver_campaign(campaign, folder, progress=progress)["files"])


@dataclass(frozen=True, eq=False)
class ReadResults:
    """A campaign and what happened since, as read.

    Attributes
    ----------
    groups : Groups
    inspection : Inspection
    measures : tuple of str
        Columns that can say who responded, or for how much.
    """

    groups: "Groups"
    inspection: "Inspection"
    measures: tuple[str, ...]


def read_results(campaign: Path, results: Path, progress: Progress) -> ReadResults:
    """Read the folder of a campaign and a file of what happened since.

    Raises
    ------
    InputError
        If either cannot be used.
    """
    from segdesk.engine.data.table import ColumnType
    from segdesk.io.campaign_files import inspected, read_groups
    from segdesk.io.reading import read_table

    groups = read_groups(campaign)
    inspection = inspected(read_table(results, progress=part(progress, 0, 0.9)))
    kinds = (ColumnType.NUMBER, ColumnType.YES_NO)
    return ReadResults(groups, inspection, tuple(c.name for c in inspection.columns if c.type in kinds))


@dataclass(frozen=True, eq=False)
class EvaluatedCampaign:
    """What a campaign brought, with a picture of each measure."""

    result: "CampaignResult"
    images: "tuple[Pixels, ...]"


def evaluate(read: ReadResults, wanted: "ResultColumns", look: "Look", dpi: float) -> EvaluatedCampaign:
    """Compare both sides by the call that `segdesk uplift` makes.

    Raises
    ------
    InputError, UsageError
        If what customers did cannot be told.
    """
    from segdesk.charts.export import to_image
    from segdesk.charts.uplift import draw_uplift
    from segdesk.engine.campaign.results import evaluate as evaluate_results

    result = evaluate_results(read.groups, read.inspection, wanted)
    return EvaluatedCampaign(
        result, tuple(to_image(draw_uplift(result, each, look), dpi) for each in result.measures)
    )


def save_campaign_result(result: "CampaignResult", folder: Path, progress: Progress) -> tuple[str, ...]:
    """Write the files of `segdesk uplift` into a new folder and return their names.

    Raises
    ------
    OutputError
        If the folder holds something or cannot be written.
    """
    from segdesk.delivery.campaign_result import deliver_campaign_result

    return tuple(deliver_campaign_result(result, folder, progress=progress)["files"])
