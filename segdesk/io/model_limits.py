"""What a model file may hold at most: its members, the shapes of its arrays, and the size of every number in it.

All of it is checked before an array is unpacked and before a column is looked for.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from segdesk.io.container import MODEL_DOCUMENT, Container
from segdesk.io.gate import repeats

# Numbers of the data, and of prepared columns, whose squares must not be infinite.
GREATEST = 1e300
GREATEST_PREPARED = 1e100
SMALLEST_SPREAD = 1e-100
MOST_DOCUMENT = 32 << 20
MOST_SEGMENTS = 10_000
MOST_FEATURES = 100_000
_MOST_ARRAY, _MOST_ROW_ARRAY = 1 << 28, 1 << 30
# Where a shape is not known beforehand.
_MOST_ROWS = 20_000_000
_MOST_RULES = 1_000

Shape = tuple[int | None, ...]


def assigner_shapes(kind: str, k: int, n_features: int) -> dict[str, Shape]:
    """Return the shape of each array of an assigner; None where the data decide."""
    shapes: dict[str, dict[str, Shape]] = {
        "centres": {"centres": (k, n_features)},
        "tree": {"centres": (k, n_features), "forks": (k - 1, 2, n_features), "branches": (k - 1, 2)},
        "mixture": {
            "weights": (k,),
            "means": (k, n_features),
            "precision_factors": (k, n_features, n_features),
        },
        "neighbours": {"rows": (None, n_features), "row_labels": (None,)},
        "prototypes": {"prototypes": (k, n_features), "numbers": (k,), "factors": (n_features,)},
        "representatives": {"points": (None, n_features), "numbers": (None,), "reaches": (None,)},
        "rfm": {
            "recency_cuts": (None,),
            "frequency_cuts": (None, None),
            "frequency_groups": (None,),
            "monetary_cuts": (None, None),
            "monetary_groups": (None,),
            "cells": (5, 5, 5),
        },
    }
    return shapes[kind]


def check_members(container: Container) -> None:
    """Refuse a file with a member that no model has, or larger than any of a model.

    Raises
    ------
    ValueError
        Naming the member.
    """
    for name in container.members:
        of_arrays = name.startswith("arrays/") and name.endswith(".npy")
        _need(of_arrays or name == MODEL_DOCUMENT, name)
        _need(container.size(name) <= (_MOST_ROW_ARRAY if of_arrays else MOST_DOCUMENT), name)


def check_arrays(container: Container, shapes: Mapping[str, Shape]) -> int:
    """Refuse arrays that are not the expected ones, by their headers; return how many bytes they take together.

    Raises
    ------
    ValueError
        Naming the array.
    """
    present = {name for name in container.members if name != MODEL_DOCUMENT}
    for name in sorted(present ^ {f"arrays/{each}.npy" for each in shapes}):
        raise ValueError(f"{name} is missing, or does not belong there")
    total = 0
    for name, shape in shapes.items():
        member = f"arrays/{name}.npy"
        found, dtype = container.shape(member)
        own_name = name.rpartition(".")[2]
        most = _MOST_ROWS if own_name in ("rows", "row_labels") else _MOST_RULES
        fits = len(found) == len(shape) and all(
            n == expected if expected is not None else n <= most
            for n, expected in zip(found, shape, strict=True)
        )
        _need(fits and dtype in (np.float64, np.int64, np.int32), name)
        size = math.prod(found) * dtype.itemsize
        # Rows of customers do not repeat each other for ever.
        of_rows = own_name == "rows" and not repeats(container.size(member), container.packed_size(member))
        _need(size <= (_MOST_ROW_ARRAY if of_rows else _MOST_ARRAY), name)
        total += size
    return total


def check_numbers(value: Any, name: str = "model.json") -> None:
    """Refuse a number that is not finite or beyond the bound, wherever it stands.

    Raises
    ------
    ValueError
        Naming the part and the bound.
    """
    for place, number in _numbers(value, name):
        if not abs(number) <= GREATEST:
            raise ValueError(f"{place} holds a number beyond ±{GREATEST:.0e}")


def check_array_numbers(array: np.ndarray, name: str, kind: str) -> None:
    """Refuse an array with a number that is not finite or beyond the bound.

    Raises
    ------
    ValueError
        Naming the array and the bound.
    """
    # Rules have thresholds in the units of the data.
    most = GREATEST if kind == "rfm" else GREATEST_PREPARED
    if array.size and not (np.abs(array, dtype=np.float64) <= most).all():
        raise ValueError(f"{name} holds a number beyond ±{most:.0e}")


def _numbers(value: Any, name: str) -> Iterator[tuple[str, float]]:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, int | float):
        yield name, value
    elif is_dataclass(value):
        own = getattr(value, "name", name)
        for f in fields(value):
            yield from _numbers(getattr(value, f.name), f"{own}: {f.name}")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _numbers(item, str(key))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _numbers(item, name)


def _need(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(f"{name} does not belong into a model")
