"""What window and report call each setting: the label beside its control, in quotes."""

from dataclasses import fields
from functools import cache

from segdesk.engine.recipe.recipe import STAGES, Recipe
from segdesk.engine.recipe.settings import Setting, option_name
from segdesk.messages import Message, say


@cache
def _settings() -> dict[str, Setting]:
    """Return the declarations of all settings by their names on the command line."""
    recipe = Recipe()
    return {
        option_name(f.name, f.metadata["setting"]): f.metadata["setting"]
        for stage in STAGES
        for f in fields(getattr(recipe, stage))
        if "setting" in f.metadata
    }


def _of_dialogs() -> dict[str, Message]:
    """Return what dialogs call the options that are no settings of a recipe."""
    return {
        "out": say("Folder"),
        "overwrite": say("Replace the earlier result of segdesk’s in this folder"),
        "data": say("Model"),
        "model": say("Model"),
        "map": say("Columns"),
        "set": say("Values"),
        "change": say("May change"),
        "to": say("What would lead to"),
        "found-in": say("Segments"),
    }


def is_setting(option: str) -> bool:
    """Return whether an option sets something in a recipe, so that the window has a control for it."""
    return option in _settings()


def control_name(option: str, value: str | None) -> str | None:
    """Return what the window calls an option with a value; None where the value is none of its choices.

    Parameters
    ----------
    option : str
        Without the dashes.
    value : str or None
        A choice, or a placeholder for one.
    """
    rule = _settings().get(option)
    label: Message | str = rule.label if rule is not None else _of_dialogs().get(option, option)
    if value is None:
        return str(say("“{setting}”", setting=label))
    is_placeholder = value.startswith("{") and value.endswith("}")
    if rule is None or not (value in rule.choices or is_placeholder):
        return None
    return str(say("“{setting}: {choice}”", setting=label, choice=rule.words.get(value, value)))
