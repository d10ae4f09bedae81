"""Reports as a script asks for them."""

import datetime as dt
import io
import re

import pytest
from PIL import Image
from pypdf import PdfReader

from segdesk.api.result import Result
from segdesk.errors import InputError, UsageError
from segdesk.report.presets import Preset, preset_text
from tests.sample_results import customers


@pytest.fixture
def result() -> Result:
    return Result(customers())


def test_all_that_can_be_said_stands_in_the_file(result, tmp_path):
    Image.new("RGB", (90, 30), "#0A5").save(tmp_path / "logo.png")
    path = result.save_report(
        tmp_path / "a.html", audience="board", title="Ours", author="Us", date=dt.date(2024, 2, 29), accent="#06C",
        logo=tmp_path / "logo.png", order=["about", "segments"], leave_out=["overview"], notes={1: "Ask the shops."},
        language="de",
    )  # fmt: skip
    page = path.read_text("utf-8")
    assert '<html lang="de">' in page
    assert 'class="logo"' in page
    assert "--accent: #0066CC;" in page
    assert "Ask the shops." in page
    anchors = re.findall(r'<h2 id="([\w-]+)"', page)
    assert anchors[:3] == ["findings", "about", "segment-1"]
    assert "overview" not in anchors


def test_a_preset_is_taken_and_what_is_said_goes_first(result, tmp_path):
    choices = {"author": "Preset", "title": "Preset’s title", "left_out": ("segments", "overview", "about")}
    (tmp_path / "p.toml").write_text(preset_text(Preset("p", choices)), "utf-8")
    path = result.save_report(tmp_path / "a.pdf", preset=tmp_path / "p.toml", title="Said", audience="board")
    found = PdfReader(io.BytesIO(path.read_bytes()))
    assert (found.metadata.title, found.metadata.author, len(found.pages)) == ("Said", "Preset", 1)


def test_a_colour_that_is_too_light_is_warned_of(result, tmp_path):
    with pytest.warns(UserWarning, match="#FFEE00 is too light"):
        result.save_report(tmp_path / "a.html", accent="#FFEE00", audience="board")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"audience": "everyone"}, UsageError),
        ({"language": "xx"}, UsageError),
        ({"order": ["nonsense"]}, UsageError),
        ({"titel": "x"}, UsageError),
        ({"logo": "nowhere.png"}, InputError),
        ({"preset": "nowhere.toml"}, InputError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(result, tmp_path, words, error):
    with pytest.raises(error):
        result.save_report(tmp_path / "a.html", **words)
    assert not list(tmp_path.iterdir())
