"""What the command line says comes out whole, whatever it is written into."""

import io

import pytest

from segdesk.cli.main import prepare_stream

SAID = "“Kraków” 5 €"


@pytest.fixture
def piped() -> io.TextIOWrapper:
    """A stream into a file, as Windows opens it in Western Europe."""
    return io.TextIOWrapper(io.BytesIO(), encoding="cp1252")


def written(stream: io.TextIOWrapper) -> bytes:
    stream.write(SAID)
    stream.flush()
    return stream.buffer.getvalue()


def test_windows_writes_utf8_into_files(piped, monkeypatch):
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    prepare_stream(piped, windows=True)
    assert written(piped).decode("utf-8") == SAID


def test_the_encoding_that_the_user_asked_for_stays(piped, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    prepare_stream(piped, windows=True)
    assert written(piped).decode("cp1252") == SAID


def test_letters_that_an_encoding_lacks_do_not_stop_the_program(monkeypatch):
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    plain = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    prepare_stream(plain, windows=False)
    assert written(plain) == b"?Krak?w? 5 ?"
