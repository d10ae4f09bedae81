"""Recipes as TOML: what a person reads and keeps, and what gives the same segments again."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.recipe.recipe import RECIPE_VERSION, STAGES, Recipe
from segdesk.errors import InputError, SegdeskError, Where
from segdesk.messages import say


def recipe_to_toml(recipe: Recipe) -> str:
    """Write a recipe, one table per stage; settings that are left to the program are left out."""
    document: dict[str, Any] = {"version": recipe.version}
    for stage in STAGES:
        spec = getattr(recipe, stage)
        table: dict[str, Any] = {}
        for f in fields(spec):
            value = getattr(spec, f.name)
            if f.name == "variables":
                table["variables"] = {name: _plain(choice) for name, choice in value.items()}
            elif value is not None:
                table[f.name] = list(value) if isinstance(value, tuple) else value
        if table.get("variables") == {}:
            del table["variables"]
        if table:
            document[stage] = table
    return tomli_w.dumps(document)


def _plain(choice: VariableSpec) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for f in fields(choice):
        value = getattr(choice, f.name)
        if value is not None and value != ():
            plain[f.name] = list(value) if isinstance(value, tuple) else value
    return plain


def read_recipe(path: Path) -> Recipe:
    """Read a recipe file.

    Raises
    ------
    InputError
        If it cannot be read, is no TOML, is newer than this program, or holds a setting or value that does not exist.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
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
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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
        recipe = replace(recipe, **{stage: _filled(getattr(recipe, stage), dict(table), stage)})
    return recipe


def _filled(spec: Any, table: dict[str, Any], stage: str) -> Any:
    """Return the spec with the values of a TOML table."""
    known = {f.name: f for f in fields(spec)}
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
        if name == "variables" and isinstance(spec, PrepareSpec):
            changes[name] = _variables(value)
            continue
        changes[name] = tuple(value) if isinstance(value, list) else value
    return replace(spec, **changes)


def _variables(table: Any) -> dict[str, VariableSpec]:
    if not isinstance(table, Mapping):
        raise InputError(
            say("The recipe's setting “{name}” can't be {value}.", name="variables", value=str(table))
        )
    return {column: _variable(column, choice) for column, choice in table.items()}


def _variable(column: str, choice: Any) -> VariableSpec:
    known = {f.name for f in fields(VariableSpec)}
    if not isinstance(choice, Mapping) or not set(choice) <= known:
        raise InputError(
            say("The recipe's settings of variable “{column}” can't be understood.", column=column),
            mend=say("Settings there are: {names}.", names=", ".join(sorted(known))),
        )
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in choice.items()
    }
    return VariableSpec(**plain)
