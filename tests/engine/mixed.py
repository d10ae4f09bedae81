"""Mixed tables for tests: prepared rows with their feature groups, and customers of numbers and categories together."""

import numpy as np
import pandas as pd

from segdesk.engine.preparation.feature_groups import FeatureGroup


def mixed_rows(numbers, codes):
    """Return rows of numbers as they are, and of categories as 0/1 columns, with their feature groups."""
    n_numbers = numbers.shape[1]
    feature_groups = [FeatureGroup(f"n{i}", i, i + 1, 1.0) for i in range(n_numbers)]
    parts = [numbers]
    start = n_numbers
    for i, column in enumerate(codes.T):
        flags = np.eye(column.max() + 1)[column]
        parts.append(flags)
        stop = start + flags.shape[1]
        feature_groups.append(FeatureGroup(f"c{i}", start, stop, 1.0, (1.0,) * (stop - start)))
        start = stop
    return np.hstack(parts), tuple(feature_groups)


def crossed(n_rows=400, seed=0):
    """Return customers of four kinds, and the kinds: numbers tell two pairs apart, categories the other two."""
    random = np.random.default_rng(seed)
    by_numbers, by_words = random.integers(0, 2, n_rows), random.integers(0, 2, n_rows)
    frame = pd.DataFrame(
        {
            "income": np.round(random.normal(30 + 40 * by_numbers, 5), 2),
            "visits": np.round(random.normal(4 + 6 * by_numbers, 1), 2),
        }
    )
    for name, levels in {
        "plan": ("basic", "plus", "gold"),
        "channel": ("shop", "web", "phone"),
        "sport": ("tennis", "chess", "golf"),
    }.items():
        usual = np.array(levels)[2 * by_words]
        frame[name] = np.where(random.random(n_rows) < 0.1, levels[1], usual)
    return frame, 2 * by_numbers + by_words
