"""How the reports of a project are to be, as a part of its document."""

import datetime as dt

import msgspec

from segdesk.engine.result.report_options import Audience, Dated, ReportOptions
from segdesk.errors import InputError
from segdesk.io.logo import clean_logo
from segdesk.messages import LANGUAGES

_MOST_PARTS = 1_000


class ReportChoices(msgspec.Struct, forbid_unknown_fields=True):
    """The layout of `ReportOptions` in JSON."""

    audience: str
    title: str
    author: str
    notes: dict[str, str]
    left_out: list[str]
    order: list[str]
    date: str
    accent: str
    logo: bytes
    language: str


def report_choices(options: ReportOptions) -> ReportChoices:
    """Return options as a project holds them."""
    return ReportChoices(
        options.audience.value,
        options.title,
        options.author,
        {str(number): text for number, text in options.notes.items()},
        list(options.left_out),
        list(options.order),
        options.date.value if isinstance(options.date, Dated) else options.date.isoformat(),
        options.accent,
        options.logo,
        options.language,
    )


def report_options(choices: ReportChoices) -> ReportOptions:
    """Return the options that a project holds; a logo is looked at as one of any other file.

    Raises
    ------
    ValueError
        If they are none.
    """
    if len(choices.left_out) > _MOST_PARTS or len(choices.order) > _MOST_PARTS:
        raise ValueError("a report has no such number of parts")
    if choices.language and choices.language not in LANGUAGES:
        raise ValueError(f"the language {choices.language!r}")
    is_day = choices.date not in list(Dated)
    return ReportOptions(
        Audience(choices.audience),
        choices.title,
        choices.author,
        {int(number): text for number, text in choices.notes.items()},
        tuple(choices.left_out),
        tuple(choices.order),
        dt.date.fromisoformat(choices.date) if is_day else Dated(choices.date),
        choices.accent,
        _logo(choices.logo) if choices.logo else b"",
        choices.language,
    )


def _logo(data: bytes) -> bytes:
    try:
        return clean_logo(data, "logo")
    except InputError as error:
        raise ValueError("its logo is no picture") from error
