"""What two recipes say otherwise, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.settings import Setting
from segdesk.messages import Message, Value, say

# How a file is read and what is written decide no segment by themselves.
_DECIDING = ("columns", "transactions", "prepare", "method", "scan", "by_hand")


@dataclass(frozen=True)
class Difference:
    """One setting of two recipes.

    Attributes
    ----------
    name : str
        As in the recipe, such as `method.k`.
    setting : Message
        In words.
    old, new : Message
        Its values in words.
    """

    name: str
    setting: Message
    old: Message
    new: Message


def recipe_differences(old: Recipe, new: Recipe) -> tuple[Difference, ...]:
    """Return the settings that differ, in the order of the stages, without what decides no segment."""
    found: list[Difference] = []
    for stage in _DECIDING:
        before, after = getattr(old, stage), getattr(new, stage)
        for f in fields(before):
            first, second = getattr(before, f.name), getattr(after, f.name)
            if first == second:
                continue
            rule: Setting | None = f.metadata.get("setting")
            if rule is not None:
                name = f"{stage}.{f.name}"
                found.append(Difference(name, rule.label, _value(first, rule), _value(second, rule)))
            elif isinstance(before, PrepareSpec):
                found.extend(_of_variables(first, second))
    return tuple(found)


def _of_variables(old: Mapping[str, VariableSpec], new: Mapping[str, VariableSpec]) -> list[Difference]:
    """Return how the settings of single columns differ."""
    whole = {f.name: f.metadata["setting"] for f in fields(PrepareSpec) if "setting" in f.metadata}
    others = {"weight": say("Weight"), "fill": say("Filled with"), "order": say("Order of values")}
    found = []
    for column in [*old, *(name for name in new if name not in old)]:
        before, after = old.get(column, VariableSpec()), new.get(column, VariableSpec())
        for f in fields(VariableSpec):
            first, second = getattr(before, f.name), getattr(after, f.name)
            if first == second:
                continue
            rule = whole.get(f.name)
            label = others[f.name] if rule is None else rule.label
            found.append(
                Difference(
                    f"prepare.variables.{column}.{f.name}",
                    say("{setting} of “{column}”", setting=label, column=column),
                    _value(first, rule),
                    _value(second, rule),
                )
            )
    return found


def _value(value: Value, rule: Setting | None) -> Message:
    if value is None or value == ():
        return say("not set") if rule is None or rule.empty is None else rule.empty
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, tuple):
        return say("{value}", value=[str(getattr(item, "words", item)) for item in value])
    if rule is not None and value in rule.words:
        return rule.words[str(value)]
    return say("{value}", value=value)
