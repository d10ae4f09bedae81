"""An option of the command line for every setting of the recipe."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, get_origin

from segdesk.cli.placing_options import listed_names
from segdesk.engine.recipe.recipe import STAGES, Recipe
from segdesk.engine.recipe.settings import Setting, is_table, option_name, setting_types, without_none
from segdesk.messages import say


def add_settings(
    command: argparse.ArgumentParser, without: Sequence[str] = (), only: Sequence[str] | None = None
) -> None:
    """Add an option for every setting of the recipe; not given means None, so that a recipe file keeps its say.

    Settings that are tables, and that no line of text says, are given in a recipe file only.
    """
    if only is None:
        command.add_argument("--recipe", type=Path, metavar="FILE", help=str(say("a recipe to start from")))
        command.add_argument(
            "--labels",
            dest="codebook",
            type=Path,
            metavar="FILE",
            help=str(say("a codebook: labels and units of columns, meanings of codes")),
        )
    recipe = Recipe()
    for stage in STAGES:
        spec = getattr(recipe, stage)
        types = setting_types(type(spec))
        for f in fields(spec):
            rule: Setting | None = f.metadata.get("setting")
            kind = types[f.name]
            if rule is None or f.name in without or (only and f.name not in only):
                continue
            if is_table(kind) and rule.of_line is None:
                continue
            flag = f"--{option_name(f.name, rule)}"
            default = getattr(spec, f.name)
            text = _help(rule, default)
            if isinstance(default, bool):
                command.add_argument(flag, dest=f.name, action="store_true", default=None, help=text)
                continue
            is_list = get_origin(without_none(kind)) is tuple
            command.add_argument(
                flag,
                dest=f.name,
                default=None,
                action=_Gathered if is_list else "store",
                type=rule.of_line or _kind(kind),
                choices=rule.choices or None,
                metavar=None if rule.choices else rule.metavar or None,
                help=text,
            )


class _Gathered(argparse.Action):
    """A list whose option may be repeated: each time adds to it."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: Any = None
    ) -> None:
        """Put what was given behind what was given before."""
        more = values if isinstance(values, tuple) else (values,)
        setattr(namespace, self.dest, (*(getattr(namespace, self.dest) or ()), *more))


def _help(rule: Setting, default: Any) -> str:
    shown = ",".join(map(str, default)) if isinstance(default, tuple) else default
    # argparse takes a percent sign for the beginning of a placeholder.
    text = str(rule.help).replace("%", "%%")
    if shown in (None, "", False) or "default" in rule.help.sentence().template:
        return text
    return str(say("{text}; default: {value}", text=text, value=str(shown).replace("%", "%%")))


def _kind(kind: Any) -> Callable[[str], Any]:
    """Return how a setting of this type is read from a word."""
    single = without_none(kind)
    if get_origin(single) is tuple:
        return listed_names
    return single if single in (int, float) else str
