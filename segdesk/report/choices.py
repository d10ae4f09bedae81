"""Choices for a report as they are given in words, by the command line and in scripts."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from segdesk.engine.result.report_options import Audience, Dated
from segdesk.errors import UsageError
from segdesk.io.logo import read_logo
from segdesk.messages import LANGUAGES, say
from segdesk.report.accent import accent_of
from segdesk.report.arranging import checked_parts
from segdesk.report.presets import read_preset


def choices_of(words: Mapping[str, Any], preset: str | Path | None = None) -> dict[str, Any]:
    """Return values for attributes of `ReportOptions`: those of a preset file, and on top what is given.

    Parameters
    ----------
    words : mapping of str to object
        By attribute: a text, for the logo a file, for lists their names; None for what is not given.
    preset : str or Path, optional

    Raises
    ------
    UsageError
        If a word cannot be.
    InputError
        If the preset or the logo cannot be used.
    """
    choices = {} if preset is None else dict(read_preset(Path(preset)).choices)
    for name, word in words.items():
        if name not in _READ:
            raise UsageError(say("“{value}” is none of: {choices}.", value=name, choices=", ".join(_READ)))
        if word is not None:
            choices[name] = _READ[name](word)
    return choices


def _date(word: str | dt.date) -> dt.date | Dated:
    if isinstance(word, dt.date):
        return word
    if word in list(Dated):
        return Dated(word)
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        raise UsageError(
            say("“{text}” is no date.", text=word),
            mend=say("Write it as 2026-01-31, or none for no date."),
        ) from None


def _one_of(names: list[str], word: str) -> str:
    if word not in names:
        raise UsageError(say("“{value}” is none of: {choices}.", value=word, choices=", ".join(names)))
    return word


_READ: Mapping[str, Callable[[Any], Any]] = {
    "audience": lambda word: Audience(_one_of(list(Audience), word)),
    "title": str,
    "author": str,
    "notes": dict,
    "date": _date,
    "accent": accent_of,
    "logo": lambda file: read_logo(Path(file)),
    "order": checked_parts,
    "left_out": checked_parts,
    "language": lambda word: _one_of(list(LANGUAGES), word),
}
