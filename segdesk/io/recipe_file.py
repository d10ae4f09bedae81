"""Recipes as TOML: what a person reads and keeps, and what gives the same segments again."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import tomli_w

from segdesk.engine.recipe.by_hand import ByHandSpec
from segdesk.engine.recipe.preparation import VariableSpec
from segdesk.engine.recipe.recipe import RECIPE_VERSION, STAGES, Recipe
from segdesk.engine.recipe.settings import setting_types, without_none
from segdesk.errors import InputError, SegdeskError, Where
from segdesk.io.gate import read_small
from segdesk.io.recipe_in_export import recipe_text_in
from segdesk.io.toml_text import NestedTooDeeplyError, document_of
from segdesk.messages import Message, say


def recipe_to_toml(recipe: Recipe) -> str:
    """Write a recipe, one table per stage; settings that are left to the program are left out."""
    document: dict[str, Any] = {"version": recipe.version}
    for stage in STAGES:
        spec = getattr(recipe, stage)
        table = spec_to_table(spec)
        # Most segments are as they were found.
        if table and spec != ByHandSpec():
            document[stage] = table
    return tomli_w.dumps(document)


def spec_to_table(spec: Any) -> dict[str, Any]:
    """Return the settings of a spec as a table of TOML, without those that are None and without empty tables."""
    values = {f.name: getattr(spec, f.name) for f in fields(spec)}
    return {name: _plain(value) for name, value in values.items() if value is not None and value != {}}


def _plain(value: Any) -> Any:
    """Return a value as TOML holds it: lists, tables and single values."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if is_dataclass(value):
        filled = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: _plain(item) for name, item in filled if item is not None and item != ()}
    return value


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file, or the recipe inside a report, a chart or a labeled file.

    Raises
    ------
    InputError
        If it cannot be read, holds no recipe, is no TOML, is newer than this program, or holds a setting or value that
        does not exist.
    """
    text = recipe_text_in(path)
    if text is None:
        try:
            text = read_small(path).decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                say("The recipe cannot be read: {error}.", error=str(error)), where=Where(file=path.name)
            ) from error
    try:
        return recipe_from_toml(text)
    except SegdeskError as error:
        raise InputError(error.what, where=Where(file=path.name), mend=error.mend) from error


def recipe_from_toml(text: str) -> Recipe:
    """Return the recipe that `text` describes.

    Raises
    ------
    InputError, UsageError
        As `read_recipe`.
    """
    try:
        document = _parsed(text)
    except ValueError as error:
        # Whole numbers of thousands of digits are refused by Python itself.
        raise InputError(
            say("This is no recipe: {error}.", error=str(error)),
            mend=say("Use a recipe.toml that segdesk wrote."),
        ) from error
    version = document.pop("version", None)
    if type(version) is not int or version != RECIPE_VERSION:
        raise InputError(
            say(
                "The recipe has version {found}, this program reads version {known}.",
                found=version if isinstance(version, int) else "–",
                known=RECIPE_VERSION,
            ),
            mend=say("Use the segdesk version that wrote it, or a newer one."),
        )
    recipe = Recipe()
    for stage, table in document.items():
        if stage not in STAGES or not isinstance(table, Mapping):
            raise InputError(
                say("The recipe has a part “{name}” that does not exist.", name=stage),
                mend=say("Parts are: {names}.", names=", ".join(STAGES)),
            )
        recipe = replace(recipe, **{stage: spec_from_table(getattr(recipe, stage), table, stage)})
    return recipe


def _parsed(text: str) -> dict[str, Any]:
    """Return the document of a text in TOML.

    Raises
    ------
    InputError
        If it is nested deeper than any recipe.
    ValueError
        If it is no TOML.
    """
    try:
        return document_of(text)
    except NestedTooDeeplyError:
        raise InputError(
            say("This is no recipe: it is nested too deeply."),
            mend=say("Use a recipe.toml that segdesk wrote."),
        ) from None


def spec_from_table(spec: Any, table: Mapping[str, Any], stage: str) -> Any:
    """Return the spec with the values of a table of TOML.

    Raises
    ------
    InputError, UsageError
        If there is no setting of a name, or a value is not allowed.
    """
    known = [f.name for f in fields(spec)]
    types = setting_types(type(spec))
    changes: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise InputError(
                say(
                    "The recipe has a setting “{name}” in [{stage}] that does not exist.",
                    name=name,
                    stage=stage,
                ),
                mend=say("Settings there are: {names}.", names=", ".join(known)),
            )
        changes[name] = _typed(value, types[name], name)
    return replace(spec, **changes)


def _typed(value: Any, kind: Any, name: str) -> Any:
    """Return a value of TOML as the type of a setting has it; what does not fit is left to the checks of the spec."""
    kind = without_none(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Mapping:
        if not isinstance(value, Mapping):
            raise InputError(_cannot_be(name, value))
        return {key: _typed(item, inner[1], key) for key, item in value.items()}
    if is_dataclass(kind):
        return _table(value, kind, name)
    if origin in (Union, UnionType) and isinstance(value, Mapping):
        return _table(value, _kind_of_table(value, inner), name)
    if isinstance(value, list):
        return tuple(_typed(item, inner[0] if origin is tuple else Any, name) for item in value)
    return value


def _kind_of_table(value: Mapping[str, Any], kinds: Sequence[Any]) -> Any:
    """Return which of several dataclasses a table holds: the one that has most of its names."""
    return max(kinds, key=lambda kind: len(set(value) & {f.name for f in fields(kind)}))


def _table(value: Any, kind: Any, name: str) -> Any:
    """Return the dataclass whose settings a table holds."""
    known = {f.name for f in fields(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}
    if not isinstance(value, Mapping) or not needed <= set(value) <= known:
        raise InputError(
            say("The recipe's settings of variable “{column}” can't be understood.", column=name)
            if kind is VariableSpec
            else _cannot_be(name, value),
            mend=say("Settings there are: {names}.", names=", ".join(sorted(known))),
        )
    types = setting_types(kind)
    return kind(**{key: _typed(item, types[key], key) for key, item in value.items()})


def _cannot_be(name: str, value: object) -> Message:
    return say("The recipe's setting “{name}” can't be {value}.", name=name, value=str(value))
