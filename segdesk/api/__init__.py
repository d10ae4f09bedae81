"""The Python API: the same job in a notebook or a script.

>>> import segdesk
>>> result = segdesk.segment("customers.csv")  # doctest: +SKIP
>>> result.segments  # doctest: +SKIP
>>> result.save("customers-segments")  # doctest: +SKIP
"""

from segdesk.api.analysis import clean, estimate, gower, inspect, scan, segment
from segdesk.api.campaigns import CampaignEffects, PlannedCampaign, campaign, uplift
from segdesk.api.chart_view import ChartView
from segdesk.api.comparison import Compared, compare
from segdesk.api.customer_model import CustomerModel, Placed, load_model
from segdesk.api.inputs import Data, read
from segdesk.api.projects import OpenedProject, forget_customer, open_project, save_project
from segdesk.api.result import Result
from segdesk.api.tracked import Tracked, track
from segdesk.engine.estimate.estimate import Estimate

__all__ = [
    "CampaignEffects",
    "ChartView",
    "Compared",
    "CustomerModel",
    "Data",
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
]
