"""Reports as a script asks for them."""

import datetime as dt
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from segdesk.delivery.single import write_report
from segdesk.engine.comparison.compare import Comparison
from segdesk.engine.result.report_options import ReportOptions
from segdesk.engine.result.segmentation import Segmentation
from segdesk.report.accent import darkened
from segdesk.report.choices import choices_of


class ReportWords(TypedDict, total=False):
    """What may be said of a report; what is not said is as the preset says, else as it is by default."""

    audience: str
    """`board` for findings and segments only, `analyst`, the default, for all evidence as well."""
    title: str
    """By default what was found."""
    author: str
    """Whom it is from."""
    date: str | dt.date
    """Such as "2026-01-31"; "none" for no date; by default today."""
    accent: str
    """Colour of headings and rules, such as "#00AA55"."""
    logo: str | Path
    """A PNG or JPEG file."""
    order: Sequence[str]
    """Parts, such as "segments", "charts" or "appendix", in the order wanted; the others follow."""
    leave_out: Sequence[str]
    """Parts to leave out."""
    notes: Mapping[int, str]
    """What you add about segments, by their numbers."""
    language: str
    """`en`, `de` or `es`; by default the language in force."""


def save_report(
    segmentation: Segmentation,
    file: Path,
    preset: str | Path | None,
    words: ReportWords,
    comparison: Comparison | None = None,
) -> None:
    """Write a report in the format that the ending of the file asks for; see `Result.save_report`."""
    given = {("left_out" if name == "leave_out" else name): word for name, word in words.items()}
    options = replace(ReportOptions(), **choices_of(given, preset))
    write_report(segmentation, file, options, comparison=comparison)
    darker = darkened(options.accent)
    if darker is not None:
        warnings.warn(str(darker), stacklevel=3)
