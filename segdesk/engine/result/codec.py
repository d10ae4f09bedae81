"""The parts of a result as plain values: documents that JSON can hold, with the arrays beside them.

What a field holds is known from its declared type; only where several are possible does the document name the one.
Nothing is decoded but the classes that are listed here, so a document can make nothing else.
"""

import datetime as dt
import math
import types
import typing
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

import numpy as np
import numpy.typing as npt

from segdesk.engine.assigners.centres import CentreAssigner
from segdesk.engine.assigners.mixture import MixtureAssigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.assigners.representatives import RepresentativeAssigner
from segdesk.engine.assigners.rfm_rules import RfmAssigner
from segdesk.engine.assigners.shaped import Annex, Route, ShapedAssigner
from segdesk.engine.assigners.tree import TreeAssigner
from segdesk.engine.data.column_titles import ColumnTitle
from segdesk.engine.data.finding import WORDINGS, Finding
from segdesk.engine.preparation.steps import CategoryStep, NumberStep
from segdesk.engine.profiles.spoken_headings import Capitalised, Level, Subject, Variable
from segdesk.engine.profiles.traits import Listing
from segdesk.engine.recipe.by_hand import Lock, Merge, Move, Order, Split
from segdesk.engine.recipe.settings import without_none
from segdesk.engine.result.parts import Description, FittedSegments, Provenance, Validation
from segdesk.engine.rules.condition import Bound
from segdesk.engine.transactions.reconciliation.money import Money
from segdesk.messages import Figure, Message, Percent, Sentence, Value

Part = FittedSegments | Validation | Description | Provenance
Arrays = Mapping[str, npt.NDArray[Any]]

# The layout of each part. A change of a part's fields takes the next number, and a way to read the one before.
VERSIONS: dict[type, int] = {FittedSegments: 2, Validation: 3, Description: 4, Provenance: 2}
_PARTS = {cls.__name__: cls for cls in VERSIONS}
# What may stand where the declared type leaves a choice.
_NAMED: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        *(Sentence, Finding, Figure, Percent, Money, Bound, Level, Subject, Variable, Capitalised, Listing),
        ColumnTitle,
        *(NumberStep, CategoryStep),
        *(CentreAssigner, MixtureAssigner, NeighbourAssigner, PrototypeAssigner, RepresentativeAssigner),
        *(RfmAssigner, TreeAssigner),
        *(ShapedAssigner, Route, Annex, Merge, Split, Move, Lock, Order),
    )
}
_NAME = "is"


class CodecError(ValueError):
    """A document does not hold what it says."""


@dataclass(frozen=True)
class EncodedPart:
    """A part as plain values.

    Attributes
    ----------
    document : dict
        Of JSON's types.
    arrays : mapping of str to array
        By the names that the document calls them.
    """

    document: dict[str, Any]
    arrays: Arrays


def encode(part: Part) -> EncodedPart:
    """Return a part as plain values.

    Raises
    ------
    CodecError
        If it holds something that no part may hold.
    """
    arrays: dict[str, npt.NDArray[Any]] = {}
    document = {
        "part": type(part).__name__,
        "version": VERSIONS[type(part)],
        "fields": _plain_fields(part, arrays, ""),
    }
    return EncodedPart(document, arrays)


def decode(document: Mapping[str, Any], arrays: Arrays) -> Part:
    """Return the part that `encode` made these of.

    Raises
    ------
    CodecError
        If it is none, of another version, or damaged.
    """
    cls = _PARTS.get(document.get("part", ""))
    if cls is None:
        raise CodecError(f"there is no part {document.get('part')!r}")
    if set(document) != {"part", "version", "fields"}:
        raise CodecError(f"a part has a name, a version and fields, not {sorted(document)}")
    if document["version"] != VERSIONS[cls]:
        raise CodecError(f"{cls.__name__} has version {document['version']!r}, not {VERSIONS[cls]}")
    part: Part = _decoded(cls, document.get("fields"), arrays)
    return part


def encode_messages(messages: Sequence[Message]) -> list[Any]:
    """Return sentences as plain values."""
    plain: list[Any] = _plain(tuple(messages), tuple[Message, ...], {}, "")
    return plain


def decode_messages(plain: Sequence[Any]) -> tuple[Message, ...]:
    """Return the sentences that `encode_messages` made these of.

    Raises
    ------
    CodecError
        If one is none.
    """
    messages = tuple(_decoded(Message, each, {}) for each in plain)
    if not all(isinstance(each, Message) for each in messages):
        raise CodecError("something else than a sentence")
    return messages


@cache
def _types(cls: Hashable) -> dict[str, Any]:
    """Return the declared type of each field."""
    return typing.get_type_hints(cls)


def _plain_fields(value: Any, arrays: dict[str, npt.NDArray[Any]], path: str) -> dict[str, Any]:
    kinds = _types(value.__class__)
    return {
        f.name: _plain(getattr(value, f.name), kinds[f.name], arrays, f"{path}.{f.name}".strip("."))
        for f in fields(value)
    }


def _plain(value: Any, kind: Any, arrays: dict[str, npt.NDArray[Any]], path: str) -> Any:
    """Return a value of a declared type as plain values."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "biuf":
            raise CodecError(f"{path} is an array of {value.dtype}")
        arrays[path] = value
        return path
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {_NAME: "float", "value": repr(float(value))}
    if isinstance(value, dt.date):
        return {_NAME: "date", "value": value.isoformat()[:10]}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        inner = (get_args(kind) or (Any, Value))[1]
        return [
            [_plain(key, Any, arrays, path), _plain(each, inner, arrays, f"{path}.{key}")]
            for key, each in value.items()
        ]
    if isinstance(value, Sequence):
        inner_kinds = _kinds_of_items(kind, len(value))
        return [
            _plain(each, inner, arrays, f"{path}.{i}")
            for i, (each, inner) in enumerate(zip(value, inner_kinds, strict=True))
        ]
    if not is_dataclass(value) or isinstance(value, type):
        raise CodecError(f"{path} is a {type(value).__name__}")
    plain = _plain_fields(value, arrays, path)
    if _only_dataclass(kind) is type(value):
        return plain
    if _NAMED.get(type(value).__name__) is not type(value):
        raise CodecError(f"{path} is a {type(value).__name__}")
    return {_NAME: type(value).__name__, **plain}


def _kinds_of_items(kind: Any, n: int) -> list[Any]:
    """Return the declared type of each item of a sequence."""
    single = without_none(kind)
    kinds = get_args(single)
    if get_origin(single) is not tuple:
        return [Value] * n
    return [kinds[0]] * n if len(kinds) == 2 and kinds[1] is Ellipsis else list(kinds)


def _only_dataclass(kind: Any) -> type | None:
    """Return the class that a type leaves no choice about, None where it does."""
    single = without_none(kind)
    return single if isinstance(single, type) and is_dataclass(single) else None


def _decoded(kind: Any, plain: Any, arrays: Arrays) -> Any:
    """Return the value of a declared type that plain values stand for."""
    if isinstance(plain, dict) and _NAME in plain:
        return _decoded_by_name(plain, arrays)
    single = without_none(kind)
    origin = get_origin(single)
    if plain is None or single is Any:
        return plain
    if isinstance(plain, list) and origin in (Union, types.UnionType):
        # Only what a message speaks of may be a list or something else.
        return tuple(_decoded(Value, each, arrays) for each in plain)
    if origin is np.ndarray:
        if plain not in arrays:
            raise CodecError(f"there is no array {plain!r}")
        return arrays[plain]
    if origin is tuple and isinstance(plain, list):
        return tuple(
            _decoded(inner, each, arrays)
            for inner, each in zip(_kinds_of_items(single, len(plain)), plain, strict=True)
        )
    if isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(plain, list):
        key_kind, inner = get_args(single)
        return {_decoded(key_kind, key, arrays): _decoded(inner, each, arrays) for key, each in plain}
    if isinstance(single, type) and issubclass(single, StrEnum):
        return single(plain)
    cls = _only_dataclass(single)
    if cls is not None and isinstance(plain, dict):
        return _of_class(cls, plain, arrays)
    if isinstance(plain, bool | int | float | str) and _may_be_plain(single, origin):
        return plain
    raise CodecError(f"{plain!r} is no {kind}")


def _may_be_plain(kind: Any, origin: Any) -> bool:
    """Return whether a type is one of JSON's own, or a choice between such."""
    if origin in (Union, types.UnionType):
        return any(_may_be_plain(each, get_origin(each)) for each in get_args(kind))
    return origin is Literal or kind in (bool, int, float, str)


def _decoded_by_name(plain: Mapping[str, Any], arrays: Arrays) -> Any:
    name = plain[_NAME]
    if name == "float":
        return float(plain["value"])
    if name == "date":
        return dt.date.fromisoformat(plain["value"])
    if name not in _NAMED:
        raise CodecError(f"there is no {name!r}")
    decoded = _of_class(_NAMED[name], {key: each for key, each in plain.items() if key != _NAME}, arrays)
    if isinstance(decoded, Finding) and decoded.code not in WORDINGS:
        raise CodecError(f"there are no words for {decoded.code!r}")
    return decoded


def _of_class(cls: type, plain: Mapping[str, Any], arrays: Arrays) -> Any:
    kinds, own = _types(cls), {f.name: f for f in fields(cls)}
    # What came later has a default: files from before say nothing of it.
    needed = {
        name for name, f in own.items() if f.default is MISSING and f.default_factory is MISSING and f.init
    }
    if not needed <= set(plain) <= set(own):
        raise CodecError(f"{cls.__name__} has the fields {sorted(own)}, not {sorted(plain)}")
    return cls(**{name: _decoded(kinds[name], each, arrays) for name, each in plain.items()})
