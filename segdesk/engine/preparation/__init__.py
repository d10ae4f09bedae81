"""Making variables comparable: fitted once, applied identically to new customers."""

from segdesk.engine.preparation.apply import Prepared, apply_preparation
from segdesk.engine.preparation.fit import fit_preparation
from segdesk.engine.preparation.steps import CategoryStep, NumberStep, Preparation

__all__ = [
    "CategoryStep",
    "NumberStep",
    "Preparation",
    "Prepared",
    "apply_preparation",
    "fit_preparation",
]
