"""Work in parallel tells that it goes on, and stops with all the work inside it."""

import threading
import time

import pytest

from segdesk.engine.clustering.methods.registry import all_methods
from segdesk.errors import Cancelled
from segdesk.messages import say
from segdesk.threads import in_background, in_parallel, left_behind_if_stopped, stop_if_asked


def wait_for(seconds):
    time.sleep(seconds)
    return seconds


def test_long_items_do_not_make_it_silent():
    told = []
    in_parallel(wait_for, [1.2, 1.2], say("Waiting"), lambda stage, done: told.append(done))
    assert told.count(0.0) >= 2
    assert told[-1] == 1.0


def test_a_stop_reaches_work_inside_an_item():
    begun = threading.Event()

    def inner(item):
        begun.set()
        return in_parallel(wait_for, [0.2] * 100, say("Waiting inside"))

    def stop(stage, done):
        if begun.is_set():
            raise Cancelled

    since = time.perf_counter()
    with pytest.raises(Cancelled):
        in_parallel(inner, [1], say("Waiting"), stop)
    assert time.perf_counter() - since < 2.5


def test_work_after_a_stop_is_not_stopped():
    def stop(stage, done):
        raise Cancelled

    with pytest.raises(Cancelled):
        in_parallel(wait_for, [0.01] * 3, say("Waiting"), stop)
    assert in_parallel(wait_for, [0.01] * 3, say("Waiting")) == [0.01] * 3


def test_what_cannot_be_stopped_is_left_behind():
    def stop(stage, done):
        raise Cancelled

    since = time.perf_counter()
    with pytest.raises(Cancelled):
        left_behind_if_stopped(lambda: wait_for(5), say("Waiting"), stop)
    assert time.perf_counter() - since < 2
    assert left_behind_if_stopped(lambda: wait_for(0.01), say("Waiting"), stop) == 0.01


def test_its_errors_arrive():
    with pytest.raises(ZeroDivisionError):
        left_behind_if_stopped(lambda: 1 / 0, say("Waiting"))


def test_work_in_the_background_tells_and_stops_where_it_asks():
    told, ended = [], threading.Event()

    def work():
        for _ in range(400):
            time.sleep(0.01)
            stop_if_asked()
        ended.set()

    def progress(stage, done):
        told.append(done)
        if len(told) == 2:
            raise Cancelled

    begun = time.perf_counter()
    with pytest.raises(Cancelled):
        in_background(work, say("Comparing segments"), progress)
    assert time.perf_counter() - begun < 2
    assert told == [0.0, 0.0]
    assert not ended.is_set()
    assert in_background(lambda: 7, say("Comparing segments")) == 7
    with pytest.raises(ZeroDivisionError):
        in_background(lambda: 1 // 0, say("Comparing segments"))


def test_work_that_nobody_stops_goes_on():
    stop_if_asked()


def at_once(workers):
    """Return how many of some items are under way at the same time, at most."""
    under_way, most, lock = 0, 0, threading.Lock()

    def count(item):
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.02)
        with lock:
            under_way -= 1

    in_parallel(count, range(8), say("Waiting"), workers=workers)
    return most


def test_no_more_workers_than_work_gains_by(monkeypatch):
    monkeypatch.setattr("segdesk.threads.available_cores", lambda: 3)
    assert at_once(1) == 1
    assert at_once(None) > 1


def test_short_calls_of_few_rows_share_one_thread():
    for method in all_methods():
        assert method.workers(1_000_000) is None
        assert method.workers(2_000) == (1 if method.makes_short_calls else None)
    assert {method.name for method in all_methods() if method.makes_short_calls} == {
        *("kmeans", "minibatch", "bisecting", "gmm", "kprototypes")
    }
