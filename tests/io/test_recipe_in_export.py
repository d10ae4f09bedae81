"""The recipe inside an export: it comes back from every kind of file, and nothing else does harm on the way."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from segdesk.charts.chart_registry import chart_named
from segdesk.delivery.single import write_chart, write_single
from segdesk.engine.recipe.by_hand import ByHandSpec, Merge, Move, Split
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError
from segdesk.io.exported_recipe import (
    custom_properties_part,
    html_with_recipe,
    in_properties,
    recipe_for_export,
)
from segdesk.io.recipe_file import read_recipe, recipe_from_toml
from segdesk.io.recipe_in_export import MARK, holds_recipe, recipe_text_in
from tests.sample_results import changed, customers

HOSTILE = ("</template><script>", "a&amp;b", "(größe) \\n", "Łódź ☃", "it's", "x" * 300, "\ud800")


def _hostile() -> Recipe:
    return Recipe().with_settings({"use": HOSTILE, "k": "2..7", "lang": "de"})


def _result():
    """Return the sample's result, as if columns of such names had been asked for."""
    result = customers()
    columns = replace(result.provenance.recipe.columns, ignore=HOSTILE)
    return changed(result, recipe=replace(result.provenance.recipe, columns=columns))


@pytest.mark.parametrize("name", ["heatmap.png", "heatmap.svg", "heatmap.pdf"])
def test_a_chart_gives_its_recipe_back(tmp_path: Path, name: str):
    result, path = _result(), tmp_path / name
    write_chart(chart_named("heatmap"), result, path)
    assert read_recipe(path) == recipe_from_toml(recipe_for_export(result.provenance.recipe))
    assert holds_recipe(path)


@pytest.mark.parametrize(("kind", "ending"), [("xlsx", "xlsx"), ("parquet", "parquet"), ("report", "html")])
def test_a_labeled_file_and_a_report_give_their_recipe_back(tmp_path: Path, kind: str, ending: str):
    result, path = _result(), tmp_path / f"out.{ending}"
    write_single(kind, result, path)
    assert read_recipe(path) == recipe_from_toml(recipe_for_export(result.provenance.recipe))
    if kind == "report":
        page = path.read_text("utf-8")
        assert "<script" not in page
        assert page.count("<template") == 1


def test_no_property_is_longer_than_excel_holds(tmp_path: Path):
    path = tmp_path / "labeled.xlsx"
    write_single("xlsx", _result(), path)
    properties = openpyxl.load_workbook(path).custom_doc_props.props
    assert len(properties) > 3
    assert all(len(each.value) <= 255 for each in properties)


def test_any_office_document_may_hold_one(tmp_path: Path):
    path = tmp_path / "report.pptx"
    text = recipe_for_export(_hostile())
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("docProps/custom.xml", custom_properties_part(in_properties(text)))
    assert recipe_text_in(path) == text


def test_a_pdf_of_another_writer_may_have_it_in_hexadecimal_digits(tmp_path: Path):
    path, text = tmp_path / "report.pdf", recipe_for_export(_hostile())
    digits = (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper()
    path.write_bytes(
        b"%PDF-1.7\n1 0 obj << /Keywords (other \\( words) >>\n2 0 obj << /Keywords <"
        + digits.encode()
        + b"> >>"
    )
    assert recipe_text_in(path) == text


def test_no_path_and_no_customer_goes_along():
    recipe = Recipe().with_settings({"join": "C:/Users/me/crm.csv", "where": "city = 'Bonn'"})
    edits = (Merge((1, 2)), Move("3,17-29", 1), Split(1))
    text = recipe_for_export(replace(recipe, by_hand=ByHandSpec(edits, "0123abcd")))
    again = recipe_from_toml(text)
    assert "crm.csv" not in text
    assert "17-29" not in text
    assert again.transactions.join is None
    assert again.by_hand == ByHandSpec((Merge((1, 2)),), "0123abcd")
    assert again.columns.where == "city = 'Bonn'"
    assert text.count("# Left out: ") == 2
    assert "# Left out" not in recipe_for_export(_hostile())


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [
        struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _zip(name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


FILES = {
    "a picture without": _png((b"IHDR", b"\0" * 13), (b"IEND", b"")),
    "a chunk that claims to be endless": b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I4s", 0xFFFFFFFF, b"tEXt")
    + b"segdesk_recipe\0",
    "a packed text": _png((b"iTXt", b"segdesk_recipe\0\1\0\0\0" + zlib.compress(b"x" * 10_000_000))),
    "a text that is too long": _png((b"tEXt", b"segdesk_recipe\0" + MARK.encode() + b" " * (2 << 20))),
    "a page without": b"<!doctype html><html><body><p>version = 1</p></body></html>",
    "a page with something else": html_with_recipe("<html><body></body></html>", "alert(1)").encode(),
    "a drawing without": b"<?xml version='1.0'?><svg></svg>",
    "a PDF without": b"%PDF-1.4 /Keywords (never closed ((((",
    "a PDF of odd digits": b"%PDF-1.4 /Keywords <123>",
    "a broken archive": b"PK\x03\x04 and nothing else",
    "an archive without": _zip("word/document.xml", b"<w/>"),
    "properties that unpack to far too much": _zip("docProps/custom.xml", b"\0" * (8 << 20)),
    "a broken table": b"PAR1 and nothing else",
}


@pytest.mark.parametrize("name", FILES)
def test_what_holds_no_recipe_is_told_in_a_sentence(tmp_path: Path, name: str):
    path = tmp_path / "file"
    path.write_bytes(FILES[name])
    with pytest.raises(InputError, match="There is no recipe in this file"):
        read_recipe(path)
    assert not holds_recipe(path)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("version = ", "This is no recipe"),
        ("version = 99", "version 99"),
        ("version = 1\n[evil]\nrun = 1", "evil"),
    ],
)
def test_a_recipe_inside_is_read_as_strictly_as_one_outside(tmp_path: Path, toml: str, said: str):
    path = tmp_path / "report.html"
    path.write_text(html_with_recipe("<html><body></body></html>", f"{MARK}\n{toml}"), "utf-8")
    with pytest.raises(InputError, match=said) as refused:
        read_recipe(path)
    assert refused.value.where.file == "report.html"


def test_a_recipe_file_is_still_read_as_one(tmp_path: Path):
    path = tmp_path / "recipe.toml"
    path.write_text("version = 1\n[method]\nk = '4'\n", "utf-8")
    assert recipe_text_in(path) is None
    assert read_recipe(path).method.k == "4"
