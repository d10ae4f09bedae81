"""What of a report stands where: parts in another order, parts left out, and what stands over it.

A part is a section, or the pages of all segments, which stay together. The first page stays first.
"""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from segdesk.engine.result.report_options import Dated, ReportOptions
from segdesk.errors import UsageError
from segdesk.messages import say
from segdesk.report.accent import readable
from segdesk.report.document import Place, ReportDocument, Section
from segdesk.report.letterhead import Letterhead, Logo

SEGMENTS = "segments"
"""The pages of all segments, as one part."""
APPENDIX = "appendix"
"""Where the appendix begins: what is ordered behind it stands there."""
PARTS = (
    "findings", "warnings", "overview", SEGMENTS, "change", "charts", "outcomes", "explored", "lists", "purchases",
    "about", APPENDIX, "how", "verdict", "steadiness", "number", "profile", "tests", "columns", "privacy", "steps",
    "method", "recipe", "words",
)  # fmt: skip
"""Every part that a report may have, in the usual order."""
_ABOUT = "about"
_SEGMENT = re.compile(r"segment-\d{1,5}")


def checked_parts(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of parts; those of the pages of single segments are `segment-1` and so on.

    Raises
    ------
    UsageError
        If one is none of a report's.
    """
    for name in names:
        if name not in PARTS and not _SEGMENT.fullmatch(name):
            raise UsageError(
                say("A report has no part “{name}”.", name=name),
                mend=say("Parts are: {names}, and segment-1 and so on.", names=", ".join(PARTS)),
            )
    return tuple(names)


def part_of(section: Section) -> str:
    """Return the part that a section belongs to."""
    return SEGMENTS if section.place is Place.SEGMENT else section.anchor


def arranged(document: ReportDocument, options: ReportOptions) -> ReportDocument:
    """Return a report with its parts as they are wanted, and with what is to stand over it."""
    sections = in_order(document.sections, options.order)
    sections = tuple(
        section for section in sections if not {section.anchor, part_of(section)} & {*options.left_out}
    )
    if options.order:
        sections = _with_page_breaks(sections)
    day = dt.date.today() if options.date is Dated.TODAY else options.date
    return replace(
        document,
        title=options.title or document.title,
        author=options.author or document.author,
        sections=sections,
        letterhead=Letterhead(
            None if isinstance(day, Dated) else day,
            readable(options.accent) if options.accent else "",
            Logo(options.logo) if options.logo else None,
        ),
    )


def in_order(sections: Sequence[Section], order: Sequence[str]) -> tuple[Section, ...]:
    """Return sections in an order of their parts: what it does not name follows in its place, body or appendix.

    What is ordered in front of the appendix becomes part of the body, and what stands behind it of the appendix; the
    segments stay out of that.
    """
    usual = list(dict.fromkeys(part_of(section) for section in sections))
    own = {part_of(section): section.place for section in sections}
    at = order.index(APPENDIX) if APPENDIX in order else len(order)
    front = [part for part in usual if own[part] is Place.FRONT]
    movable = [part for part in usual if part not in front]
    body = [part for part in dict.fromkeys(order[:at]) if part in movable]
    behind = [part for part in dict.fromkeys(order[at:]) if part in movable and part not in body]
    named = {*body, *behind}
    if SEGMENTS in behind:
        behind.remove(SEGMENTS)
        body.append(SEGMENTS)
    rest = [part for part in movable if part not in named]
    body += [part for part in rest if own[part] is not Place.APPENDIX]
    behind += [part for part in rest if own[part] is Place.APPENDIX]
    return (
        *_of_parts(sections, front),
        *_set(_of_parts(sections, body), Place.BODY, Place.APPENDIX),
        *_set(_of_parts(sections, behind), Place.APPENDIX, Place.BODY),
    )


def _of_parts(sections: Sequence[Section], parts: Sequence[str]) -> list[Section]:
    return [section for part in parts for section in sections if part_of(section) == part]


def _set(sections: Collection[Section], place: Place, other: Place) -> list[Section]:
    """Return sections with those of the other place set in this one."""
    return [replace(each, place=place) if each.place is other else each for each in sections]


def _with_page_breaks(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return sections of which what follows the first page, or the pages of segments, begins a page, whatever it is.

    The few lines about a board's report may close the page before.
    """
    before, found = Place.FRONT, []
    for each in sections:
        follows = before is not each.place and before in (Place.FRONT, Place.SEGMENT)
        is_closing = each.anchor == _ABOUT and before is Place.SEGMENT
        found.append(replace(each, starts_page=True) if follows and not is_closing else each)
        before = each.place if each.blocks else before
    return tuple(found)
