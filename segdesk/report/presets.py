"""Presets: choices for reports under a name, each a small TOML file that can be handed on.

A preset holds what goes for any analysis: not the notes on segments, and of the date only whether there is one.
"""

import base64
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from segdesk.engine.result.report_options import Audience, Dated, ReportOptions
from segdesk.errors import InputError, SegdeskError, Where
from segdesk.io.gate import read_small
from segdesk.io.logo import clean_logo
from segdesk.io.toml_text import document_of
from segdesk.messages import LANGUAGES, Message, say
from segdesk.report.accent import accent_of
from segdesk.report.arranging import checked_parts

ENDING = ".toml"
_VERSION = 1
_LONGEST_NAME = 60
_MOST_PARTS = 1_000
_NOT_IN_FILES = re.compile(r"\W+")


@dataclass(frozen=True)
class Preset:
    """Choices under a name.

    Attributes
    ----------
    name : str or Message
    choices : mapping of str to object
        Values for attributes of `ReportOptions`; the others stay as they are.
    """

    name: str | Message
    choices: Mapping[str, Any] = field(default_factory=dict)


_USUAL: dict[str, Any] = {"order": (), "left_out": ()}
BUILT_IN = (
    Preset(say("Board"), {"audience": Audience.BOARD, **_USUAL}),
    Preset(say("Analyst"), {"audience": Audience.ANALYST, **_USUAL}),
)


def preset_of(name: str, options: ReportOptions) -> Preset:
    """Return the choices of a report as a preset; an empty title or author is no choice."""
    choices: dict[str, Any] = {
        "audience": options.audience,
        "date": Dated.NEVER if options.date is Dated.NEVER else Dated.TODAY,
        "language": options.language,
        "accent": options.accent,
        "order": options.order,
        "left_out": options.left_out,
        "logo": options.logo,
    }
    named = {"title": options.title, "author": options.author}
    return Preset(
        name.strip()[:_LONGEST_NAME], {**{key: text for key, text in named.items() if text}, **choices}
    )


def preset_text(preset: Preset) -> str:
    """Return a preset as the text of its file."""
    plain = {
        key: base64.b64encode(value).decode()
        if key == "logo"
        else list(value)
        if isinstance(value, tuple)
        else value
        for key, value in preset.choices.items()
    }
    return tomli_w.dumps({"segdesk_report_preset": _VERSION, "name": str(preset.name), **plain})


def read_preset(path: Path) -> Preset:
    """Read a preset file of anyone's.

    Raises
    ------
    InputError
        If it is none, or holds what no report takes.
    """
    data = read_small(path)
    try:
        plain = document_of(data.decode())
        if plain.pop("segdesk_report_preset", None) != _VERSION:
            raise ValueError(f"segdesk_report_preset = {_VERSION} is missing")
        name = plain.pop("name", path.stem)
        if not isinstance(name, str) or not name.strip():
            raise ValueError("its name is no text")
        choices = {key: _value(key, value) for key, value in plain.items()}
    except SegdeskError as error:
        raise _unusable(path, error.what) from error
    except ValueError as error:
        raise _unusable(path, say("{error}.", error=str(error).rstrip("."))) from error
    return Preset(name.strip()[:_LONGEST_NAME], choices)


def presets_in(folder: Path) -> tuple[Preset, ...]:
    """Return the presets of a folder by name; what cannot be read is left out."""
    found = []
    for path in sorted(folder.glob(f"*{ENDING}")):
        with suppress(InputError):
            found.append(read_preset(path))
    return tuple(sorted(found, key=lambda preset: str(preset.name).casefold()))


def keep_preset(folder: Path, preset: Preset) -> None:
    """Write a preset into a folder; one of the same name is replaced.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    drop_preset(folder, str(preset.name))
    stem = _NOT_IN_FILES.sub("-", str(preset.name).casefold()).strip("-") or "preset"
    path, number = folder / f"{stem}{ENDING}", 1
    while path.exists():
        # Names that differ in marks only, such as A+B and A-B.
        number += 1
        path = folder / f"{stem}-{number}{ENDING}"
    path.write_text(preset_text(preset), "utf-8", newline="\n")


def drop_preset(folder: Path, name: str) -> None:
    """Delete the preset of a name from a folder.

    Raises
    ------
    OSError
        If it cannot be deleted.
    """
    for path in folder.glob(f"*{ENDING}"):
        with suppress(InputError):
            if read_preset(path).name == name:
                path.unlink()


def _value(key: str, value: Any) -> Any:
    """Return the value of a choice; a ValueError or a UsageError says what is wrong with it."""
    if key in ("order", "left_out"):
        if (
            not isinstance(value, list)
            or len(value) > _MOST_PARTS
            or not all(isinstance(v, str) for v in value)
        ):
            raise ValueError(f"{key} is no list of names")
        return checked_parts(value)
    read = _READ.get(key)
    if read is None or not isinstance(value, str):
        raise ValueError(f"{key} = {value!r}"[:_LONGEST_NAME])
    return read(value)


def _logo(text: str) -> bytes:
    return clean_logo(base64.b64decode(text, validate=True), "logo") if text else b""


def _language(text: str) -> str:
    if text and text not in LANGUAGES:
        raise ValueError(f"the language {text!r}")
    return text


_READ: dict[str, Callable[[str], Any]] = {
    "audience": Audience,
    "title": str,
    "author": str,
    "date": Dated,
    "language": _language,
    "accent": accent_of,
    "logo": _logo,
}


def _unusable(path: Path, why: Message) -> InputError:
    return InputError(
        say("This is no preset for reports that segdesk can use: {why}", why=why),
        Where(file=path.name),
        say("Save it again in the dialog of the report."),
    )
