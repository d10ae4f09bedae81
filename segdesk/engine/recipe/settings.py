"""Declaring settings: once, for the command line, the checks, the recipe file, the manual and the window's forms."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from segdesk.errors import UsageError
from segdesk.messages import Message, Option, say


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
    of_line : callable or None
        Reads one entry of a list of tables from a line of text, as the command line gives it; may be repeated there.
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
    of_line: Callable[[str], Any] | None = None


def setting(default: Any, label: Message, help: Message, **details: Any) -> Any:
    """Declare a setting of a spec with its default.

    Its type is the annotation of the field: a text, a whole number, a number, yes or no, `tuple[X, ...]` for a list,
    a dataclass for a table of settings, one of several that their names tell apart (`X | Y`), `Mapping[str, X]` for
    named values; or any of them with `| None`.
    """
    metadata = {"setting": Setting(label, help, **details)}
    if isinstance(default, Mapping):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


_types: dict[type, Mapping[str, Any]] = {}


def setting_types(spec: type) -> Mapping[str, Any]:
    """Return the types of the fields of a spec."""
    if spec not in _types:
        # Takes as long as all checks of a spec.
        _types[spec] = get_type_hints(spec)
    return _types[spec]


def without_none(kind: Any) -> Any:
    """Return what a type allows besides None."""
    if get_origin(kind) not in (Union, UnionType):
        return kind
    return Union[tuple(member for member in get_args(kind) if member is not NoneType)]  # noqa: UP007


def is_optional(kind: Any) -> bool:
    """Return whether a type allows None."""
    return get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind)


def is_table(kind: Any) -> bool:
    """Return whether values of a type have names in them, so that no single line of text says them."""
    kind = without_none(kind)
    if get_origin(kind) is tuple:
        return is_table(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return any(is_table(each) for each in get_args(kind))
    return is_dataclass(kind) or get_origin(kind) is Mapping


def check(spec: Any) -> None:
    """Refuse values outside what the settings of `spec` allow.

    Raises
    ------
    UsageError
        Naming the setting, the value and what is allowed.
    """
    types = setting_types(type(spec))
    for f in fields(spec):
        rule: Setting | None = f.metadata.get("setting")
        value = getattr(spec, f.name)
        kind = types[f.name]
        if rule is None or (value is None and is_optional(kind)):
            continue
        if not has_type(value, kind):
            raise UsageError(
                say(
                    "{setting} can't be “{value}”.",
                    setting=Option(option_name(f.name, rule)),
                    value=str(value),
                )
            )
        if rule.choices and value not in rule.choices:
            raise UsageError(
                say(
                    "{setting} can't be “{value}”.",
                    setting=Option(option_name(f.name, rule)),
                    value=value,
                ),
                mend=say("Choose one of: {choices}.", choices=", ".join(rule.choices)),
            )
        if rule.low is not None and rule.high is not None and not rule.low <= value <= rule.high:
            raise UsageError(
                say(
                    "{setting} must be between {low} and {high}, not {value}.",
                    setting=Option(option_name(f.name, rule)),
                    low=rule.low,
                    high=rule.high,
                    value=value,
                )
            )


def need(holds: bool, name: str, value: object) -> None:
    """Refuse the value of a field of a recipe that is no setting, unless it holds what it must.

    Raises
    ------
    UsageError
    """
    if not holds:
        raise UsageError(
            say("The recipe's setting “{name}” can't be {value}.", name=name, value=str(value)[:60]),
            mend=say("Use a recipe.toml that segdesk wrote."),
        )


def has_type(value: object, kind: Any) -> bool:
    """Return whether a value has a type, and what it holds has the types within that."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return any(has_type(value, member) for member in inner)
    if origin is tuple:
        return isinstance(value, tuple) and all(has_type(item, inner[0]) for item in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(
            has_type(name, inner[0]) and has_type(item, inner[1]) for name, item in value.items()
        )
    if isinstance(kind, type) and is_dataclass(kind):
        return isinstance(value, kind) and all(
            has_type(getattr(value, name), each) for name, each in setting_types(kind).items()
        )
    if kind is float:
        # A person writes 2 for 2.0; but True is no number.
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def option_name(field_name: str, rule: Setting) -> str:
    """Return a setting's name on the command line, without the dashes."""
    return rule.flag or field_name.replace("_", "-")
