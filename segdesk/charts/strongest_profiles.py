"""The columns, or levels of them, in which segments differ most: what a chart shows where it cannot show all."""

import numpy as np

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.variable_profile import VariableProfile
from segdesk.engine.result.segmentation import Segmentation


def strongest_profiles(
    segmentation: Segmentation, most: int, roles: tuple[Role, ...] = (Role.SEGMENTATION,)
) -> list[VariableProfile]:
    """Return the profiles in which the segments differ most, strongest first.

    A level or yes/no column that says the same as a stronger one (the second of two levels, "no internet" in
    each of seven columns) is left out.
    """
    kept: list[VariableProfile] = []
    # Python's sort is stable: equals stay in the order of the file.
    for profile in sorted(
        segmentation.description.profiles, key=lambda profile: profile.strength, reverse=True
    ):
        if len(kept) == most:
            break
        if profile.role in roles and not any(_same(profile, other) for other in kept):
            kept.append(profile)
    return kept


def _same(profile: VariableProfile, other: VariableProfile) -> bool:
    if ColumnType.NUMBER in (profile.type, other.type) or ColumnType.DATE in (profile.type, other.type):
        return False
    gaps = np.minimum(np.abs(profile.effect - other.effect), np.abs(profile.effect + other.effect))
    return bool(np.nanmax(gaps, initial=0.0) < 0.02)
