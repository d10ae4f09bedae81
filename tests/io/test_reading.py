"""What is no table is refused in a sentence that says what it seems to be and how to go on."""

import hashlib
import random
from pathlib import Path

import pytest

from segdesk.errors import InputError
from segdesk.io.reading import list_sheets, read_table, sha256_of, suffixes
from tests.io.files import ROWS, cells, csv_text, put

# What pickle.dumps({"a": 1}) gives; nothing here ever loads one.
_PICKLE = b"\x80\x04\x95\n\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x01a\x94K\x01s."


@pytest.mark.parametrize(
    ("name", "content", "seems"),
    [
        ("invoice.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        ("page.xlsx", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web page"),
        ("page.csv", b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "web page"),
        ("data.csv", b'{"customers": [1, 2]}', "JSON"),
        ("data.csv", b'[{"a": 1}, {"a": 2}]', "JSON"),
        ("sheet.xml", b'<?xml version="1.0"?><Workbook></Workbook>', "XML"),
        ("model.joblib", _PICKLE, "Python objects"),
        ("model.csv", _PICKLE, "Python objects"),
        ("noise.csv", random.Random(1).randbytes(5000), "binary data"),
        ("noise.ods", random.Random(2).randbytes(5000), "damaged"),
        ("empty.csv", b"", "empty"),
        ("blank.csv", b" \r\n\n\t\n", "nothing but blanks"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, name: str, content: bytes, seems: str) -> None:
    with pytest.raises(InputError, match=seems) as caught:
        read_table(put(tmp_path / name, content))
    assert str(caught.value).startswith(name)
    assert caught.value.mend is not None


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_table(tmp_path / "gone.csv")
    with pytest.raises(InputError, match="folder"):
        read_table(tmp_path)
    with pytest.raises(InputError):
        read_table(tmp_path / "a\x00b.csv")


@pytest.mark.parametrize("name", ["CUSTOMERS.CSV", "customers.sqlite", "customers.xlsx", "customers"])
def test_the_content_decides_and_not_the_name(tmp_path: Path, name: str) -> None:
    assert cells(read_table(put(tmp_path / name, csv_text()))) == ROWS


def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = put(tmp_path / "t.csv", csv_text())
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert sha256_of(path) == read_table(path).source.sha256 == expected


def test_text_files_have_no_sheets_and_every_format_a_suffix(tmp_path: Path) -> None:
    assert list_sheets(put(tmp_path / "t.csv", csv_text())) == []
    assert {".csv", ".xlsx", ".ods", ".parquet", ".sqlite"} <= set(suffixes())
