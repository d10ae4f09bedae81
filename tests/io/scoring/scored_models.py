"""Models of every kind that can be written down, and customers to place with what `predict` says of each."""

from functools import cache

import numpy as np
import pandas as pd

from segdesk.delivery.model_files import compact_model_of
from segdesk.engine.prediction.model import Model, assign_customers
from segdesk.engine.recipe.computed import MergedLevels
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.schema.types import type_columns
from segdesk.io.frames import table_from_frame
from tests.engine.frames import USE, segmented, shop
from tests.sample_results import orders

N_PLACED = 10_000
# Names that would end a name, a text or a line in one program or another.
ODD = {"plan": 'pl"a`n -- x', "income": "in'come\\"}
SETTINGS = {
    "centres": {"method": "kmeans", "k": "4"},
    "one segment": {"method": "kmeans", "k": "1"},
    "mixture": {"method": "gmm", "k": "3"},
    "tree of halves": {"method": "bisecting", "k": "5"},
    "prototypes": {"method": "kprototypes", "k": "3"},
    "medoids": {"method": "pam", "k": "3"},
    "medoids by Gower": {"method": "pam", "k": "3"},
    "representatives": {"method": "hierarchical", "k": "3"},
    "within reach": {"method": "dbscan", "use": ("income",)},
    "left out": {
        "method": "kmeans",
        "k": "3",
        "missing": "drop",
        "outliers": "set-aside",
        "transform": "none",
    },
    "yeo-johnson": {"method": "kmeans", "k": "3", "transform": "yeo-johnson", "scale": "robust"},
    "merged": {
        "method": "kmeans",
        "k": "3",
        "merged": (
            MergedLevels("plan", "high", ("gold", "plus")),
            MergedLevels("plan", "paying", ("high",)),
        ),
    },
    "ordered": {"method": "kmeans", "k": "3", "type": ("plan=ordered",)},
}
KINDS = (*SETTINGS, "rules")
# Holds values of single customers, which others are measured against.
AS_IT_IS = "medoids by Gower"


@cache
def model_of(kind: str) -> Model:
    """Return a model of a kind; of methods that keep customers, the compact one but for one kind."""
    if kind == "rules":
        return orders("rfm").fit.model
    result = segmented(shop(1_500), **{"use": USE, **SETTINGS[kind]})
    made = None if kind == AS_IT_IS else compact_model_of(result)
    return result.fit.model if made is None else made.model


@cache
def customers_for(kind: str) -> pd.DataFrame:
    """Return customers to place, typed as `segdesk clean` writes them, many of them odd."""
    return _odd_buyers() if kind == "rules" else _odd_customers()


@cache
def oddly_named() -> tuple[Model, pd.DataFrame]:
    """Return a model whose names and categories would leave a statement, and its customers, typed."""
    frame = shop(300).rename(columns=ODD)
    frame[ODD["plan"]] = frame[ODD["plan"]].replace("gold", "g'; DROP TABLE customers; --\\'")
    use = tuple(ODD.get(name, name) for name in USE)
    model = segmented(frame, use=use, method="kmeans", k="3").fit.model
    frame["newsletter"] = (frame["newsletter"] == "yes").astype(float)
    return model, frame


def _odd_customers() -> pd.DataFrame:
    """Return customers with cells that no customer of the model has: empty, far out, unknown, in capitals."""
    frame = shop(N_PLACED, seed=2).drop(columns="colour").rename(columns={"customer id": "row"})
    frame["row"] = np.arange(N_PLACED, dtype=float)
    frame["newsletter"] = (frame["newsletter"] == "yes").astype(float)
    random = np.random.default_rng(5)
    for name in ("age", "income", "visits", "newsletter", "since", "plan"):
        frame.loc[random.choice(N_PLACED, 300, replace=False), name] = None
    frame.loc[random.choice(N_PLACED, 200, replace=False), "income"] = -1e6
    frame.loc[random.choice(N_PLACED, 200, replace=False), "visits"] = 1e9
    frame.loc[random.choice(N_PLACED, 200, replace=False), "since"] = pd.Timestamp("1951-03-02 23:15:09")
    frame.loc[random.choice(N_PLACED, 200, replace=False), "plan"] = "it's \\new"
    frame.loc[random.choice(N_PLACED, 200, replace=False), "plan"] = " GOLD "
    frame.loc[::97, ["age", "income", "visits", "newsletter", "since", "plan"]] = None
    return frame


def _odd_buyers() -> pd.DataFrame:
    """Return buyers at and around every threshold of the rules, and some without money."""
    source = orders("rfm").source
    names = model_of("rules").inputs
    frame = pd.DataFrame({c.name: c.values for c in source.columns if c.name in names})
    frame = frame.sample(N_PLACED, replace=True, random_state=3).reset_index(drop=True)
    frame.loc[::50, names[2]] = np.nan
    frame["row"] = np.arange(N_PLACED, dtype=float)
    return frame


def placed_by_predict(kind: str) -> pd.DataFrame:
    """Return what the model says of the customers, confidence to the last digit."""
    model, frame = model_of(kind), customers_for(kind)
    columns = type_columns(
        table_from_frame(frame), ReadSpec(), force=dict(model.types), formats=dict(model.formats)
    )
    found = assign_customers(model, {column.name: column for column in columns})
    names = ["Unassigned", *model.names]
    return pd.DataFrame(
        {
            "segment": found.assignment.labels,
            "segment_name": [names[s] for s in found.assignment.labels],
            "segment_confidence": found.assignment.confidence,
            "segment_second": found.assignment.second,
            "segment_unlike": np.where(found.unlike, "yes", "no"),
        }
    )


def assert_the_same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Compare a table placed by another program with what `predict` says, row by row."""
    assert len(found) == len(expected)
    found = found.sort_values("row")
    for name in ("segment", "segment_name", "segment_second", "segment_unlike"):
        assert found[name].tolist() == expected[name].tolist(), name
    np.testing.assert_allclose(
        found["segment_confidence"].astype(float), expected["segment_confidence"], rtol=0, atol=1e-9
    )
