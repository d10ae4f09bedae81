"""Progress on a terminal and in a log."""

import io

from segdesk.cli.progress import ProgressLine
from segdesk.engine.estimate.estimate import Estimate
from segdesk.messages import say


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_log_gets_one_line_a_stage():
    log = io.StringIO()
    with ProgressLine(log) as progress:
        for step in range(5):
            progress(say("Reading"), step / 10)
        progress(say("Writing"), 0.9)
    assert log.getvalue() == "Reading\nWriting\n"


def test_a_terminal_gets_a_bar_with_stage_and_share_that_is_wiped_at_the_end():
    terminal = Terminal()
    with ProgressLine(terminal) as progress:
        progress(say("Reading"), 0.25)
        progress(say("Writing"), 0.5)
    drawn = terminal.getvalue().split("\r\x1b[K")
    assert "25%  Reading" in drawn[1]
    assert drawn[2].startswith("[############............]  50%  Writing")
    assert drawn[-1] == ""


def test_after_some_seconds_the_time_left_is_told(monkeypatch):
    terminal = Terminal()
    progress = ProgressLine(terminal)
    monkeypatch.setattr("segdesk.cli.progress.time.monotonic", lambda: progress._begun + 60)
    progress(say("Trying"), 0.25)
    assert terminal.getvalue().endswith("Trying, about 3:00 left")


def test_quiet_prints_nothing():
    terminal = Terminal()
    with ProgressLine(terminal, wanted=False) as progress:
        progress(say("Reading"), 0.25)
    assert terminal.getvalue() == ""


def test_data_cannot_steer_the_terminal():
    log = io.StringIO()
    ProgressLine(log)(say("Reading {file}", file="a\x1b[2Jb.csv"), 0.0)
    assert "\x1b" not in log.getvalue()


def test_heavy_work_is_foretold_and_light_work_is_not():
    stream = io.StringIO()
    with ProgressLine(stream) as progress:
        progress.foretell(Estimate(3, 20_000_000))
        progress.foretell(Estimate(90, 20_000_000))
    assert stream.getvalue() == "This takes about 2 minutes and 20 MB of memory.\n"
    quiet = io.StringIO()
    ProgressLine(quiet, wanted=False).foretell(Estimate(90, 20_000_000))
    assert quiet.getvalue() == ""
