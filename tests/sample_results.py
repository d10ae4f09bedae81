"""Segmentations of the bundled samples by the real pipeline, for tests of what is made from them."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.segmentation import Segmentation
from segdesk.io.reading import read_table
from segdesk.samples import sample_path
from tests.counts import FULL


def segmented(path, **settings) -> Segmentation:
    """Segment a file as customers, with the quick criteria only."""
    quick = {"kind": "customers", "criteria": ("silhouette", "inertia"), "draws": 10}
    recipe = Recipe().with_settings({**quick, **settings})
    return segment(read_table(path), recipe)


@cache
def customers() -> Segmentation:
    """The shop's customers, three to five segments tried."""
    use = ("orders", "spend", "discount_share", "returns_share", "days_since_last_order")
    return segmented(sample_path("customers"), k="3..5", use=use)


@cache
def orders(method: str = "kmeans") -> Segmentation:
    """Segments of the shop's customers, made from their orders."""
    return segmented(
        sample_path("orders"), kind="transactions", method=method, k="3" if method != "rfm" else "auto"
    )


@cache
def survey() -> Segmentation:
    """Many columns, twelve segments, nothing tried beside them."""
    return segmented(sample_path("survey"), k="12")


def changed(result: Segmentation, **values: Any) -> Segmentation:
    """Return the result with some fields of its parts replaced."""
    for part in fields(result):
        inner = getattr(result, part.name)
        if not is_dataclass(inner):
            continue
        own = {name: value for name, value in values.items() if name in {f.name for f in fields(inner)}}
        result = replace(result, **{part.name: replace(inner, **own)})
    return result


def unreported(result: Segmentation) -> Segmentation:
    """Return the result as of a recipe without a report, for who delivers it and does not look at that."""
    return result if FULL else changed(result, recipe=result.provenance.recipe.with_settings({"report": ()}))
