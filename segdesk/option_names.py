"""How messages name settings: as options of the command line, or as the controls of the window.

Templates name a setting as it is typed, `--delimiter` or `--kind customers`. A window, and what is written for readers,
says instead what stands beside the control; a sentence that names both, `Amount, --amount`, keeps the first.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ControlName = Callable[[str, str | None], str | None]
"""Returns what a window calls a setting that has this value, or None where the value is none of its choices."""

_control: ContextVar[ControlName | None] = ContextVar("segdesk_control_name", default=None)

_OPTION = re.compile(
    r"(?P<named>, )?--(?P<name>[a-z]+(?:-[a-z]+)*)(?: (?P<value>\{?\w+\}?(?:=\w+)?(?:-\w+)*))?(?P<end>\))?"
)


def name_options_by(control: ControlName | None) -> None:
    """Name settings as a window does from now on, on this thread; None: as the command line does."""
    _control.set(control)


@contextmanager
def options_named_by(control: ControlName) -> Iterator[None]:
    """Name settings as controls meanwhile: whoever reads a report has no command line before them."""
    before = _control.set(control)
    try:
        yield
    finally:
        _control.reset(before)


def option_named(name: str) -> str:
    """Return what a setting is called where messages are shown: `--delimiter`, or the name of its control."""
    control = _control.get()
    return f"--{name}" if control is None else control(name, None) or name


def with_controls(template: str) -> str:
    """Return a template with the options in it named as controls, if a window is in force."""
    control = _control.get()
    if control is None or "--" not in template:
        return template

    def words(found: re.Match[str]) -> str:
        named, value, end = found["named"] or "", found["value"], found["end"] or ""
        if named and end:
            return end
        called = control(found["name"], value) if value else None
        if called is not None:
            return f"{named}{called}{end}"
        # An assignment is something to type; any other word is the sentence's own.
        rest = "" if value is None or "=" in value else f" {value}"
        return f"{named}{control(found['name'], None) or found['name']}{rest}{end}"

    return _OPTION.sub(words, template)


def options_of(template: str) -> tuple[str, ...]:
    """Return the names of the options in a template, without their dashes."""
    return tuple(found["name"] for found in _OPTION.finditer(template))
