"""Ctrl-C stops the work, even where Python itself would lose it."""

import signal

import pytest

from segdesk.cli.interrupt import remembered_interrupts
from segdesk.cli.progress import ProgressLine
from segdesk.errors import Cancelled
from segdesk.messages import say


@pytest.fixture(autouse=True)
def _heard():
    """A shell that starts the tests in the background has them ignore the key."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class PressesOnDeletion:
    """Python can raise nothing out of a destructor: it prints, and goes on."""

    def __del__(self):
        signal.raise_signal(signal.SIGINT)


def test_a_key_lost_in_a_destructor_stops_at_the_next_progress(capfd):
    with remembered_interrupts():
        lost = PressesOnDeletion()
        del lost
        with pytest.raises(Cancelled):
            ProgressLine(wanted=False)(say("Reading"), 0.5)
    assert "Traceback" not in capfd.readouterr().err


def test_a_key_is_an_interrupt_everywhere_else():
    with pytest.raises(KeyboardInterrupt), remembered_interrupts():
        signal.raise_signal(signal.SIGINT)
    # The next command of the same process starts anew.
    ProgressLine(wanted=False)(say("Reading"), 0.5)


def test_who_ignores_the_key_goes_on_ignoring_it():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with remembered_interrupts():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_sigterm_stops_like_the_key():
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with pytest.raises(KeyboardInterrupt), remembered_interrupts():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)
