"""Recipe files that nobody wrote by hand: deep, huge, endless. Each is refused in a sentence."""

import os
from pathlib import Path

import pytest

from segdesk.errors import InputError, SegdeskError
from segdesk.io.recipe_file import read_recipe

FINE = "version = 1\n[columns]\nid = 'cliente'\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("version = 1\nk = " + "[" * 3000 + "]" * 3000, "nested too deeply"),
        ("version = 1\n" + "a = {" * 500 + "}" * 500, "is no recipe"),
        ("version = 1\n" + ".".join("a" * 30_000) + " = 1", "nested too deeply"),
        ("version = 1\n[" + " . ".join(['"ä b"'] * 300) + "]", "nested too deeply"),
        ("version = " + "9" * 5000, "is no recipe"),
        (FINE + "#" * 5_000_000, "larger than 4 MB"),
        ("version = 99\n", "has version 99"),
    ],
    ids=["lists", "tables", "names", "quoted names", "digits", "size", "version"],
)
def test_deep_and_huge_recipes_are_refused(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "receta.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=word) as caught:
        read_recipe(path)
    assert str(caught.value).startswith("receta.toml")


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes among files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "receta.toml"
    os.mkfifo(path)
    with pytest.raises(InputError, match="no ordinary file"):
        read_recipe(path)


def test_a_value_of_a_megabyte_is_cut_in_the_sentence(tmp_path: Path) -> None:
    path = tmp_path / "receta.toml"
    path.write_text(f"version = 1\n[prepare]\nmissing = '{'ñ' * 1_000_000}'\n", "utf-8")
    with pytest.raises(SegdeskError) as caught:
        read_recipe(path)
    assert "ñ…" in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("number", ["-1", "1e7", "1e308", "inf", "nan", "1" + "0" * 400, "true", "'3'"])
def test_a_weight_has_bounds(tmp_path: Path, number: str) -> None:
    path = tmp_path / "receta.toml"
    path.write_text(f"version = 1\n[prepare.variables.gasto]\nweight = {number}\n", "utf-8")
    with pytest.raises(SegdeskError, match="from 0 to 1,000,000"):
        read_recipe(path)
