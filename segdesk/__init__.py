"""segdesk: customer segmentation for business people.

The names below are loaded when they are first used, so that importing the package costs nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from segdesk.api import (
        CampaignEffects,
        Compared,
        CustomerModel,
        Estimate,
        OpenedProject,
        Placed,
        PlannedCampaign,
        Result,
        Tracked,
        campaign,
        clean,
        compare,
        estimate,
        forget_customer,
        gower,
        inspect,
        load_model,
        open_project,
        read,
        save_project,
        scan,
        segment,
        track,
        uplift,
    )
    from segdesk.errors import InputError, OutputError, SegdeskError, UsageError

_FROM_API = (
    "CampaignEffects",
    "Compared",
    "CustomerModel",
    "Estimate",
    "OpenedProject",
    "Placed",
    "PlannedCampaign",
    "Result",
    "Tracked",
    "campaign",
    "clean",
    "compare",
    "estimate",
    "forget_customer",
    "gower",
    "inspect",
    "load_model",
    "open_project",
    "read",
    "save_project",
    "scan",
    "segment",
    "track",
    "uplift",
)
_FROM_ERRORS = ("InputError", "OutputError", "SegdeskError", "UsageError")

__all__ = [
    "CampaignEffects",
    "Compared",
    "CustomerModel",
    "Estimate",
    "InputError",
    "OpenedProject",
    "OutputError",
    "Placed",
    "PlannedCampaign",
    "Result",
    "SegdeskError",
    "Tracked",
    "UsageError",
    "campaign",
    "clean",
    "compare",
    "estimate",
    "forget_customer",
    "gower",
    "inspect",
    "load_model",
    "open_project",
    "read",
    "save_project",
    "scan",
    "segment",
    "track",
    "uplift",
]


def __getattr__(name: str) -> Any:
    if name in _FROM_API:
        from segdesk import api  # noqa: PLC0415

        return getattr(api, name)
    if name in _FROM_ERRORS:
        from segdesk import errors  # noqa: PLC0415

        return getattr(errors, name)
    if name == "__version__":
        from segdesk.version import VERSION  # noqa: PLC0415

        return VERSION
    raise AttributeError(f"module 'segdesk' has no attribute {name!r}")
