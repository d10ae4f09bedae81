"""Declaring settings: once, for the command line, the checks, the recipe file, the manual and the window's forms."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from segdesk.errors import UsageError
from segdesk.messages import Message, say


@dataclass(frozen=True)
class Setting:
    """What is known of one setting besides its default.

    Attributes
    ----------
    label : Message
        Its name in the window's form.
    help : Message
        One line for the command line and the manual.
    choices : collection of str
        The only values allowed; empty for free values.
    low, high : float or None
        Bounds of a number, both included.
    metavar : str
        Placeholder in the command line's help.
    flag : str or None
        Name on the command line where it is not the field's.
    expert : bool
        Folded away in the window.
    words : mapping of str to Message
        The choices as the window shows them; those without words are shown as they are.
    empty : Message or None
        What the window shows where None means something else than: found by the program.
    """

    label: Message
    help: Message
    choices: Collection[str] = ()
    low: float | None = None
    high: float | None = None
    metavar: str = ""
    flag: str | None = None
    expert: bool = False
    words: Mapping[str, Message] = field(default_factory=dict)
    empty: Message | None = None


def setting(default: Any, label: Message, help: Message, **details: Any) -> Any:
    """Declare a setting of a spec with its default."""
    return field(default=default, metadata={"setting": Setting(label, help, **details)})


def check(spec: Any) -> None:
    """Refuse values outside what the settings of `spec` allow.

    Raises
    ------
    UsageError
        Naming the setting, the value and what is allowed.
    """
    for f in fields(spec):
        rule: Setting | None = f.metadata.get("setting")
        value = getattr(spec, f.name)
        if rule is None or (value is None and "None" in str(f.type)):
            continue
        if not _fits(value, str(f.type)):
            raise UsageError(
                say(
                    "{setting} can't be “{value}”.",
                    setting=f"--{option_name(f.name, rule)}",
                    value=str(value),
                )
            )
        if rule.choices and value not in rule.choices:
            raise UsageError(
                say(
                    "{setting} can't be “{value}”.",
                    setting=f"--{option_name(f.name, rule)}",
                    value=value,
                ),
                mend=say("Choose one of: {choices}.", choices=", ".join(rule.choices)),
            )
        if rule.low is not None and rule.high is not None and not rule.low <= value <= rule.high:
            raise UsageError(
                say(
                    "{setting} must be between {low} and {high}, not {value}.",
                    setting=f"--{option_name(f.name, rule)}",
                    low=rule.low,
                    high=rule.high,
                    value=value,
                )
            )


def _fits(value: object, annotation: str) -> bool:
    """Return whether a value has the type that its field declares."""
    if "tuple" in annotation:
        return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    if "bool" in annotation:
        return isinstance(value, bool)
    if "float" in annotation:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if "int" in annotation:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def option_name(field_name: str, rule: Setting) -> str:
    """Return a setting's name on the command line, without the dashes."""
    return rule.flag or field_name.replace("_", "-")
