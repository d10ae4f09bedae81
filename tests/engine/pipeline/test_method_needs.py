"""Methods that a table cannot be segmented by are known before they are tried."""

import numpy as np
import pandas as pd

from segdesk.engine.pipeline.method_needs import methods_in_want
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import inspect
from segdesk.io.frames import table_from_frame


def wanting(frame: pd.DataFrame, **settings: object) -> set[str]:
    recipe = Recipe().with_settings({"kind": "customers", **settings})
    inspection = inspect(table_from_frame(frame), recipe.columns)
    return set(methods_in_want(inspection, recipe.columns, None))


def numbers(n: int = 60) -> pd.DataFrame:
    random = np.random.default_rng(1)
    return pd.DataFrame({"Alter": random.integers(18, 90, n), "Körpergröße": random.normal(170, 9, n)})


def test_numbers_alone_want_categories_and_purchases():
    assert wanting(numbers()) == {"kprototypes", "rfm"}


def test_a_category_that_forms_segments_is_enough():
    frame = numbers().assign(Region=["Nord", "Süd", "West"] * 20)
    assert "kprototypes" not in wanting(frame, use=("Alter", "Region"))
    assert "kprototypes" in wanting(frame, use=("Alter", "Körpergröße"))


def test_columns_of_recency_and_frequency_are_found_or_named():
    frame = numbers().assign(
        days_since_last_order=[i % 29 for i in range(60)], orders=[1, 2, 3] * 20, spend=np.arange(60) * 7.5
    )
    assert "rfm" not in wanting(frame)
    assert "rfm" in wanting(numbers())
    counts = numbers().assign(Besuche=[1, 2, 3] * 20)
    assert "rfm" in wanting(counts)
    assert "rfm" not in wanting(counts, recency="Alter", frequency="Besuche")
    assert "rfm" in wanting(numbers(), recency="nowhere")
