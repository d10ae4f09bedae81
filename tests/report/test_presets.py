"""Presets: choices under a name that come back as they were, from a file that may be anyone's."""

import base64
import io

import pytest
from PIL import Image

from segdesk.engine.result.report_options import Audience, Dated, ReportOptions
from segdesk.errors import InputError
from segdesk.io.logo import clean_logo
from segdesk.report.presets import (
    BUILT_IN,
    Preset,
    drop_preset,
    keep_preset,
    preset_of,
    preset_text,
    presets_in,
    read_preset,
)


def logo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "#0A5").save(target, "PNG")
    return clean_logo(target.getvalue(), "logo")


FULL = ReportOptions(
    Audience.BOARD, "", "Marketing «Süd»", {1: "a note"}, ("charts",), ("segments", "overview"), Dated.NEVER,
    "#00AA55", logo(), "de",
)  # fmt: skip


def written(tmp_path, text):
    path = tmp_path / "preset.toml"
    path.write_text(text, "utf-8")
    return path


def test_it_comes_back_as_it_was_without_what_belongs_to_one_result(tmp_path):
    preset = preset_of("  Ours =1+1  ", FULL)
    again = read_preset(written(tmp_path, preset_text(preset)))
    assert again == preset
    assert again.name == "Ours =1+1"
    assert "notes" not in again.choices
    assert "title" not in again.choices
    assert again.choices["logo"] == FULL.logo


def test_a_folder_keeps_one_of_a_name_and_lists_them_by_it(tmp_path):
    folder = tmp_path / "new" / "presets"
    for name in ("b+c", "b c", "Ärzte", "a/../../b"):
        keep_preset(folder, Preset(name, {"author": name}))
    keep_preset(folder, Preset("b c", {"author": "later"}))
    assert [(preset.name, preset.choices["author"]) for preset in presets_in(folder)] == [
        ("a/../../b", "a/../../b"), ("b c", "later"), ("b+c", "b+c"), ("Ärzte", "Ärzte"),
    ]  # fmt: skip
    assert {path.parent for path in tmp_path.rglob("*.toml")} == {folder}
    drop_preset(folder, "b+c")
    assert [preset.name for preset in presets_in(folder)] == ["a/../../b", "b c", "Ärzte"]


def test_one_that_is_damaged_does_not_hide_the_others(tmp_path):
    keep_preset(tmp_path, Preset("good", {"author": "x"}))
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    assert [preset.name for preset in presets_in(tmp_path)] == ["good"]
    assert presets_in(tmp_path / "nowhere") == ()


def test_those_built_in_say_for_whom_it_is_and_nothing_of_the_house():
    assert [preset.choices["audience"] for preset in BUILT_IN] == [Audience.BOARD, Audience.ANALYST]
    assert not [preset for preset in BUILT_IN if {"logo", "accent", "author"} & {*preset.choices}]


HEAD = 'segdesk_report_preset = 1\nname = "x"\n'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no toml at all {",
        'name = "x"\nauthor = "y"',
        HEAD + 'accent = "green"',
        HEAD + "accent = 12",
        HEAD + 'audience = "everyone"',
        HEAD + 'order = ["overview", "nonsense"]',
        HEAD + 'order = "overview"',
        HEAD + "left_out = [1]",
        HEAD + 'language = "xx"',
        HEAD + 'date = "soon"',
        HEAD + 'logo = "not base64!"',
        HEAD + f'logo = "{base64.b64encode(b"<svg/>").decode()}"',
        HEAD + 'notes = "x"',
        HEAD + '__class__ = "x"',
        HEAD.replace("1", "2"),
        HEAD.replace('"x"', "3"),
        HEAD + "a" + ".a" * 5000 + " = 1",
    ],
)
def test_what_is_none_is_refused_in_a_sentence_that_names_the_file(tmp_path, text):
    with pytest.raises(InputError) as caught:
        read_preset(written(tmp_path, text))
    assert str(caught.value).startswith("preset.toml: This is no preset")
