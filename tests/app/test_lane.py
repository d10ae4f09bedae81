"""A lane: what a job tells before its end, and that somebody hears of it when there will be no result."""

from threading import Event

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from segdesk.app.tasks import Tell
from segdesk.progress import Progress


def test_a_lane_hands_on_what_is_told_before_the_end(threaded_lane, qtbot):
    told: list[object] = []

    def work(progress: Progress, tell: Tell) -> str:
        tell("early")
        return "late"

    threaded_lane.start("look", work, told.append, first=told.append, owner=threaded_lane)
    qtbot.waitUntil(lambda: not threaded_lane.is_busy)
    assert told == ["early", "late"]


@pytest.mark.parametrize("end", ["cancelled", "replaced", "failed", "without its owner"])
def test_a_lane_says_that_there_will_be_no_result(threaded_lane, qtbot, end):
    told: list[str] = []
    go_on, owner = Event(), QWidget()

    def work(progress: Progress, tell: Tell) -> None:
        tell("early")
        go_on.wait(30)
        if end == "failed":
            raise ZeroDivisionError
        tell("again")

    threaded_lane.dropped.connect(lambda: told.append("dropped"))
    threaded_lane.start(
        "look", work, lambda _: told.append("done"), told.append, first=told.append, owner=owner
    )
    qtbot.waitUntil(lambda: told == ["early"])
    if end == "cancelled":
        threaded_lane.cancel()
    elif end == "replaced":
        threaded_lane.start("other", lambda progress: None, lambda _: None, owner=threaded_lane)
    elif end == "without its owner":
        owner.deleteLater()
        QApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    go_on.set()
    qtbot.waitUntil(lambda: not threaded_lane.is_busy)
    assert [str(each) for each in told if not isinstance(each, ZeroDivisionError)] == ["early", "dropped"]


def test_a_lane_asks_nobody_to_tell_who_has_no_listener(lane):
    told: list[object] = []
    lane.start("look", lambda progress: "late", told.append, owner=lane)
    assert told == ["late"]


def test_who_tells_goes_on_once_the_window_has_seen_it(threaded_lane, qtbot):
    told: list[str] = []

    def work(progress: Progress, tell: Tell) -> None:
        tell("early")
        told.append("went on")

    threaded_lane.start("look", work, lambda _: None, first=told.append, owner=threaded_lane)
    qtbot.waitUntil(lambda: not threaded_lane.is_busy)
    assert told == ["early", "went on"]


def test_a_job_that_ends_while_the_window_paints_what_it_told_takes_nothing_along(threaded_lane, qtbot):
    """The window is still to say that it has painted; the job that would hear of it is gone by then."""
    told: list[str] = []

    def work(progress: Progress, tell: Tell) -> None:
        tell("early")

    def drop(early: str) -> None:
        told.append(early)
        threaded_lane.cancel()

    for count in range(1, 21):
        threaded_lane.start("look", work, lambda _: None, first=drop, owner=threaded_lane)
        qtbot.waitUntil(lambda count=count: len(told) == count)
    others = [Event() for _ in range(1000)]
    qtbot.wait(200)
    assert not any(each.is_set() for each in others)
