"""A part of a result comes back from plain values as it was, and nothing else does."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest

from segdesk.api import segment as find_segments
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.by_hand import Lock, Merge, Move, Order, Split
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.codec import VERSIONS, CodecError, decode, encode
from segdesk.engine.result.parts import Description, Provenance
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, Sentence, Value, use_language
from tests.counts import FULL
from tests.engine.pipeline.test_category_balance import QUICK, groups_beside_a_category
from tests.sample_results import customers, orders, survey

PARTS = ("fit", "validation", "description", "provenance")


def members() -> Segmentation:
    """Return a result with another one beside it that is worth a look."""
    found = find_segments(groups_beside_a_category(), **QUICK).segmentation
    assert found.validation.alternatives
    return found


MADE = {"customers": customers, "orders": orders, "survey": survey, "members": members}


@pytest.fixture(scope="module", params=list(MADE))
def result(request: pytest.FixtureRequest) -> Segmentation:
    return MADE[request.param]()


def assert_same(one: Any, other: Any, path: str = "") -> None:
    """Compare values of any depth; sentences by what they say in two languages too."""
    assert type(one) is type(other) or isinstance(one, Mapping | Sequence | float | int | str), path
    if isinstance(one, np.ndarray):
        assert one.dtype == other.dtype, path
        np.testing.assert_array_equal(one, other, path)
    elif isinstance(one, str | int) or one is None:
        assert one == other, path
    elif isinstance(one, float):
        assert one == other or (math.isnan(one) and math.isnan(other)), path
    elif isinstance(one, Mapping):
        assert list(one) == list(other), path
        for key in one:
            assert_same(one[key], other[key], f"{path}[{key}]")
    elif isinstance(one, Sequence):
        assert len(one) == len(other), path
        for i, (a, b) in enumerate(zip(one, other, strict=True)):
            assert_same(a, b, f"{path}[{i}]")
    elif is_dataclass(one):
        if isinstance(one, Message):
            for language in ("en", "de"):
                with use_language(language):
                    assert str(one) == str(other), path
        for f in fields(one):
            assert_same(getattr(one, f.name), getattr(other, f.name), f"{path}.{f.name}")


@pytest.mark.parametrize("name", PARTS)
def test_a_part_comes_back_from_json_and_arrays_as_it_was(result: Segmentation, name: str):
    part = getattr(result, name)
    encoded = encode(part)
    document = json.loads(json.dumps(encoded.document, allow_nan=False))
    assert_same(part, decode(document, encoded.arrays), name)


@pytest.mark.parametrize("method", ["kmeans", "gmm", "hierarchical", "bisecting", "dbscan", "kprototypes"])
def test_what_each_kind_of_assigner_says_comes_back(method: str):
    table = customers().source.table
    quick = {} if FULL else {"criteria": ("silhouette",)}
    found = segment(table, Recipe().with_settings({"method": method, "k": "3", "draws": 0, **quick}))
    encoded = encode(found.fit)
    again = decode(json.loads(json.dumps(encoded.document)), encoded.arrays)
    matrix = found.fit.matrix
    first, second = found.fit.model.assigner.assign(matrix), again.model.assigner.assign(matrix)
    np.testing.assert_array_equal(first.labels, second.labels)
    np.testing.assert_array_equal(first.confidence, second.confidence)


def test_segments_shaped_by_hand_come_back_with_their_steps():
    steps = (Merge((1, 2)), Split(1, 2), Move("1-9"), Move("12", to=1), Lock((1,), 2), Order((2, 1, 3)))
    found = segment(customers().source.table, Recipe().with_settings({"k": "3", "draws": 0, "edits": steps}))
    for name in ("fit", "provenance", "description"):
        part = getattr(found, name)
        encoded = encode(part)
        assert_same(part, decode(json.loads(json.dumps(encoded.document)), encoded.arrays), name)


def test_every_part_has_a_version_and_other_versions_are_refused():
    part = customers().provenance
    document = encode(part).document
    assert document["version"] == VERSIONS[Provenance]
    with pytest.raises(CodecError, match="version"):
        decode({**document, "version": 99}, {})
    with pytest.raises(CodecError, match="no part"):
        decode({**document, "part": "Popen"}, {})


def damaged(document: dict[str, Any], *path: Any, value: Any) -> dict[str, Any]:
    """Return a copy of a document with one place changed."""
    copy = json.loads(json.dumps(document))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return copy


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("fields", "steps", 0), {"is": "Popen", "args": "ls"}),
        (("fields", "steps", 0), {"is": "Finding", "code": "no.such", "figures": []}),
        (("fields", "steps", 0), {"is": "Sentence", "values": []}),
        (("fields", "recipe"), {"reed": {}}),
        (("fields", "recipe"), 3),
        (("fields",), {}),
    ],
)
def test_a_document_that_holds_something_else_is_refused(path: tuple[Any, ...], value: Any):
    document = encode(customers().provenance).document
    with pytest.raises(CodecError):
        decode(damaged(document, *path, value=value), {})


def test_an_array_that_is_missing_is_refused():
    encoded = encode(customers().description)
    with pytest.raises(CodecError, match="no array"):
        decode(encoded.document, {})


def test_what_no_message_may_speak_of_is_not_written():
    description = customers().description
    odd: Value = object()  # type: ignore[assignment]
    segments = (replace(description.segments[0], name=Sentence("{x}", {"x": odd})), *description.segments[1:])
    with pytest.raises(CodecError, match="object"):
        encode(replace(description, segments=segments))
    assert VERSIONS[Description] == 4
