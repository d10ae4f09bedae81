"""What stands where: parts in another order, parts left out, and what stands over the report."""

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from segdesk.engine.result.report_options import Audience, Dated, ReportOptions
from segdesk.errors import UsageError
from segdesk.report.arranging import APPENDIX, PARTS, arranged, checked_parts, in_order, part_of
from segdesk.report.build import whole_report
from segdesk.report.document import Place
from segdesk.report.letterhead import day_in_words
from tests.sample_results import customers, orders


@cache
def whole(audience=Audience.ANALYST, make=customers):
    return whole_report(make(), "", "0.1.0", None, ReportOptions(audience))


def anchors(document):
    return [section.anchor for section in document.sections]


def parts(document):
    return list(dict.fromkeys(part_of(section) for section in document.sections))


def test_every_part_that_a_report_has_is_known_in_the_usual_order():
    for audience in Audience:
        for make in (customers, orders):
            # The few lines about a board's report stand where they need no page of their own.
            own = [name for name in parts(whole(audience, make)) if name != "about"]
            assert own == [name for name in PARTS if name in own]
    named = {*parts(whole()), *parts(whole(Audience.BOARD)), APPENDIX}
    # What changed is told where another time is compared with.
    assert named | {"change"} == {*PARTS}


def test_without_an_order_all_stays_as_it_is():
    assert arranged(whole(), ReportOptions()).sections == whole().sections


def test_what_is_named_comes_first_and_the_first_page_stays():
    shown = parts(arranged(whole(), ReportOptions(order=("charts", "segments"))))
    assert shown[:5] == ["findings", "warnings", "charts", "segments", "overview"]
    assert sorted(shown) == sorted(parts(whole()))
    assert parts(arranged(whole(), ReportOptions(order=("charts", "findings"))))[0] == "findings"


def test_the_pages_of_the_segments_stay_together_in_their_order():
    pages = [anchor for anchor in anchors(whole()) if anchor.startswith("segment-")]
    moved = anchors(arranged(whole(), ReportOptions(order=("lists", "segments"))))
    at = moved.index(pages[0])
    assert moved[at - 1] == "lists"
    assert moved[at : at + len(pages)] == pages


def test_evidence_that_is_ordered_among_the_body_becomes_part_of_it_and_the_other_way_round():
    moved = in_order(whole().sections, ("profile", "overview", APPENDIX, "charts", "how"))
    place = {section.anchor: section.place for section in moved}
    assert place["profile"] is Place.BODY
    assert place["charts"] is Place.APPENDIX
    names = [section.anchor for section in moved]
    assert names.index("overview") < names.index("lists") < names.index("charts") < names.index("how")
    # The appendix is one piece at the end.
    kinds = [section.place is Place.APPENDIX for section in moved]
    assert kinds == sorted(kinds)


def test_segments_are_no_appendix():
    moved = in_order(whole().sections, (APPENDIX, "segments"))
    kinds = [section.place for section in moved]
    assert kinds.index(Place.SEGMENT) < kinds.index(Place.APPENDIX)


def test_names_that_a_board_report_does_not_have_change_nothing():
    board = whole(Audience.BOARD)
    assert parts(arranged(board, ReportOptions(order=("steps", "about", "verdict")))) == [
        "findings", "about", "overview", "segments",
    ]  # fmt: skip


def test_parts_are_left_out_by_name_the_pages_of_segments_together_or_one_by_one():
    without = anchors(arranged(whole(), ReportOptions(left_out=("segments", "recipe"))))
    assert not [anchor for anchor in without if anchor.startswith("segment-") or anchor == "recipe"]
    assert "segment-1" in anchors(arranged(whole(), ReportOptions(left_out=("segment-2",))))


def test_whatever_comes_behind_the_first_page_begins_one():
    for order in (("lists",), ("segments",), ("how", "charts")):
        shown = arranged(whole(), ReportOptions(order=order)).shown
        assert next(section for section in shown if section.place is not Place.FRONT).starts_page


def test_what_follows_the_pages_of_the_segments_begins_a_page():
    shown = arranged(whole(), ReportOptions(order=("segments", "lists"))).shown
    assert next(section for section in shown if section.anchor == "lists").starts_page
    # But the few lines about a board's report, which close the page before.
    board = arranged(whole(Audience.BOARD), ReportOptions(order=("overview", "segments", "about"))).shown
    assert (board[-1].anchor, board[-1].starts_page) == ("about", False)


def test_a_wrong_name_is_refused_with_all_that_there_are():
    with pytest.raises(UsageError, match=r"“chart”.*overview.*segment-1"):
        checked_parts(("overview", "chart"))
    assert checked_parts(("segment-12", "appendix")) == ("segment-12", "appendix")


def test_what_stands_over_it_is_what_was_chosen():
    options = ReportOptions(title="Ours", author="Marketing", accent="#FFCC00", date=dt.date(2026, 3, 1))
    shown = arranged(whole(), options)
    assert (shown.title, shown.author) == ("Ours", "Marketing")
    assert [str(text) for text in shown.byline] == ["Marketing", "1 March 2026"]
    assert shown.letterhead.accent not in ("", "#FFCC00")
    again = arranged(shown, ReportOptions(date=Dated.NEVER))
    assert (again.title, [str(text) for text in again.byline]) == ("Ours", ["Marketing"])


def test_it_bears_the_day_on_which_it_is_written():
    before = dt.date.today()
    day = arranged(whole(), ReportOptions()).letterhead.date
    assert before <= day <= dt.date.today()


def test_days_are_written_out():
    assert str(day_in_words(dt.date(2026, 12, 9))) == "9 December 2026"
    names = {str(day_in_words(dt.date(2026, month, 1))).split()[1] for month in range(1, 13)}
    assert len(names) == 12
    assert "May" in names


@pytest.mark.parametrize(
    "values", [{"accent": "green"}, {"accent": "#0a5"}, {"date": dt.datetime(2026, 1, 1)}]
)
def test_options_hold_colours_and_days_only(values):
    with pytest.raises(ValueError, match=r"is no (colour|day)"):
        replace(ReportOptions(), **values)
