"""Profiles of variables as they might be, for tests of traits, words and names."""

from dataclasses import replace

import numpy as np

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.variable_profile import VariableProfile


def a_profile(variable, level, kind, role, effects):
    effects = np.array(effects)
    none = np.full(len(effects), np.nan)
    return VariableProfile(
        variable,
        level,
        kind,
        role,
        1.0,
        1.0,
        1 + effects,
        none,
        none,
        none,
        none,
        effects,
        effects,
        np.zeros(len(effects), dtype=np.int64),
    )


def a_number(variable, effects, means=None, overall=1.0):
    made = a_profile(variable, None, ColumnType.NUMBER, Role.SEGMENTATION, effects)
    return replace(made, mean=np.array(means if means is not None else effects, dtype=float), overall=overall)


def a_share(variable, level, effect, share, overall, kind=ColumnType.CATEGORY, opposite=None):
    made = a_profile(variable, level, kind, Role.SEGMENTATION, [effect])
    return replace(made, mean=np.array([share]), overall=overall, opposite=opposite)
