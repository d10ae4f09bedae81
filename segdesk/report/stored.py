"""`report.json`: a report as plain values, from which it can be made again without the customers.

It holds sentences in the language of the report, tables and lists, and of charts the names of their files, which stand
beside it.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from segdesk.engine.recipe.control_names import control_name
from segdesk.engine.result.codec import CodecError
from segdesk.messages import Message
from segdesk.option_names import options_named_by
from segdesk.report import document as blocks
from segdesk.report.document import ReportDocument
from segdesk.report.images import ChartImage, StoredImage

VERSION = 1
# Beyond this depth nothing of ours is nested.
_DEEPEST = 40
# Whoever makes the report again says anew what stands over it.
_NOT_STORED = frozenset({"letterhead"})
# Inches that a chart may have.
_LARGEST = 200.0
_CLASSES: dict[str, type] = {
    name: cls
    for name, cls in vars(blocks).items()
    if is_dataclass(cls) and isinstance(cls, type) and cls.__module__ == blocks.__name__
}


def encode_report(document: ReportDocument) -> dict[str, Any]:
    """Return a report as values that JSON can hold, in the language in force."""
    with options_named_by(control_name):
        return {"version": VERSION, "report": _plain(document)}


def decode_report(plain: Mapping[str, Any], picture: Callable[[str], bytes]) -> ReportDocument:
    """Return the report that `encode_report` made this of.

    Parameters
    ----------
    plain : mapping
    picture : callable
        From the name of a chart to its PNG file.

    Raises
    ------
    CodecError
        If it is none, of another version, or damaged.
    """
    if plain.get("version") != VERSION:
        raise CodecError(f"a report of version {plain.get('version')!r}, not {VERSION}")
    document = _decoded(plain.get("report"), ReportDocument, picture, 0)
    assert isinstance(document, ReportDocument)
    return document


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str | Message):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, ChartImage):
        wide, high = value.size
        return {"width": wide, "height": high + value.covered, "covered": value.covered}
    own = {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if field.name not in _NOT_STORED
    }
    return {"is": type(value).__name__, **own}


def _decoded(plain: Any, kind: Any, picture: Callable[[str], bytes], depth: int) -> Any:
    """Return the value of a declared type that plain values stand for."""
    if depth > _DEEPEST:
        raise CodecError("nested too deeply")
    if isinstance(plain, dict):
        return _of_class(plain, kind, picture, depth)
    choices = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    if isinstance(plain, list):
        inner = next((get_args(choice) for choice in choices if get_origin(choice) is tuple), None)
        if inner is None:
            raise CodecError(f"a list is no {kind}")
        kinds = [inner[0]] * len(plain) if inner[-1] is Ellipsis else list(inner)
        if len(kinds) != len(plain):
            raise CodecError(f"{len(plain)} values, not {len(kinds)}")
        return tuple(
            _decoded(each, each_kind, picture, depth + 1)
            for each, each_kind in zip(plain, kinds, strict=True)
        )
    for choice in choices:
        if isinstance(choice, type) and issubclass(choice, StrEnum):
            return choice(plain)
    allowed = [type(None) if choice is None else choice for choice in choices]
    if type(plain) is int and float in allowed:
        return float(plain)
    if type(plain) not in [choice for choice in allowed if isinstance(choice, type)]:
        raise CodecError(f"{plain!r} is no {kind}")
    return plain


def _of_class(plain: dict[str, Any], kind: Any, picture: Callable[[str], bytes], depth: int) -> Any:
    cls = _CLASSES.get(plain.get("is", ""))
    kinds_allowed = get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
    if cls is None or cls not in kinds_allowed:
        raise CodecError(f"{plain.get('is')!r} is no {kind}")
    kinds = {name: hint for name, hint in get_type_hints(cls).items() if name not in _NOT_STORED}
    if set(plain) - {"is"} != set(kinds):
        raise CodecError(f"{cls.__name__} has the fields {sorted(kinds)}, not {sorted(plain)}")
    values = {
        name: _image(plain, picture)
        if each_kind is ChartImage
        else _decoded(plain[name], each_kind, picture, depth + 1)
        for name, each_kind in kinds.items()
    }
    return cls(**values)


def _image(plain: dict[str, Any], picture: Callable[[str], bytes]) -> StoredImage:
    name, sizes = plain["name"], plain["image"]
    if not isinstance(name, str) or not isinstance(sizes, dict):
        raise CodecError("a chart without name or size")
    found = [sizes.get(each) for each in ("width", "height", "covered")]
    wide, high, covered = (each if isinstance(each, float | int) else -1.0 for each in found)
    if not (0 < wide <= _LARGEST and 0 <= covered < high <= _LARGEST):
        raise CodecError(f"a chart of {wide} x {high}")
    return StoredImage(picture(name), (float(wide), float(high)), float(covered))
