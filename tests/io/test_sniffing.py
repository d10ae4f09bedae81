"""What a file is by its first bytes, and by the members of a zip."""

import gzip
import zipfile
from pathlib import Path

import pytest

from segdesk.errors import InputError
from segdesk.io.refusals import check_text
from segdesk.io.sniffing import kind_of

HERE = Path("t.csv")
TABLE = b"a,b\n1,2\n3,4\n"


def kind(tmp_path, data, name="t.csv"):
    path = tmp_path / name
    path.write_bytes(data)
    return kind_of(path)


def zipped(tmp_path, members, name="t.xlsx"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return kind_of(path)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (TABLE, "text"),
        (gzip.compress(TABLE, mtime=0), "gzip"),
        (b"SQLite format 3\x00....", "sqlite"),
        (b"PAR1....", "parquet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "xls"),
        ("ä,b\n1,2\n".encode("utf-16"), "text"),
        ("a,b\n1,2\n".encode("utf-16-le"), "text"),
        ("a,b\n1,2\n".encode("utf-16-be"), "text"),
    ],
)
def test_kinds_by_their_first_bytes(tmp_path, head, found):
    assert kind(tmp_path, head) == found


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"BZh9", "bzip2"),
        (b"\x7fELF", "a program"),
        (b"\x80\x04\x95", "stored Python objects"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"\xef\xbb\xbf\n <html>", "a web page"),
        (b"<?xml version='1.0'?><html>", "a web page"),
        (b"<?xml version='1.0'?><a>", "an XML file"),
        (b'{"a": 1}', "a JSON file"),
        (b"{}", "a JSON file"),
        (b"[ [1]]", "a JSON file"),
        (b"[{", "a JSON file"),
        (b"a\x00b\x00\x00\x00c\x01\x02", "binary data"),
    ],
)
def test_what_is_no_table_is_named(tmp_path, head, words):
    with pytest.raises(InputError, match=words):
        kind(tmp_path, head)


@pytest.mark.parametrize("head", [b"{name},b\n1,2\n", b"[name],b\n1,2\n", b"BMX,b\n1,2\n"])
def test_brackets_at_the_beginning_of_a_table_are_nothing(tmp_path, head):
    assert kind(tmp_path, head) == "text"


def test_pickles_are_not_looked_into_whatever_they_are(tmp_path):
    for name in ("t.pkl", "t.PICKLE", "t.joblib", "t.dill"):
        with pytest.raises(InputError, match="can run programs"):
            kind(tmp_path, TABLE, name)


@pytest.mark.parametrize(("n", "is_text"), [(4, True), (5, False)])
def test_a_few_control_characters_are_no_binary_data(n, is_text):
    # One in a hundred of the bytes, and four in any case.
    head = TABLE + b"\x01" * n
    if is_text:
        check_text(head, HERE)
    else:
        with pytest.raises(InputError, match="binary data"):
            check_text(head, HERE)
    long = TABLE * 100
    check_text(long + b"\x02" * 12, HERE)
    with pytest.raises(InputError):
        check_text(long + b"\x02" * 13, HERE)


def test_blanks_are_no_table(tmp_path):
    with pytest.raises(InputError, match="nothing but blanks"):
        kind(tmp_path, b"\xef\xbb\xbf \r\n\t\n")
    with pytest.raises(InputError, match="The file is empty"):
        kind(tmp_path, b"")


@pytest.mark.parametrize("name", ["t.xlsx", "t.XLS", "t.parquet", "t.db", "t.zip", "t.gz"])
def test_binary_data_under_the_name_of_a_known_kind_are_damaged(tmp_path, name):
    with pytest.raises(InputError, match="not a valid"):
        kind(tmp_path, b"\x01\x02\x03\x04\x05\x06\x07\x08", name)
    with pytest.raises(InputError, match="seems to be binary data"):
        kind(tmp_path, b"\x01\x02\x03\x04\x05\x06\x07\x08", "t.csv")


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"xl/workbook.xml": b""}, "xlsx"),
        ({"XL\\Workbook.xml": b""}, "xlsx"),
        ({"xl/workbook.bin": b"", "xl/workbook.xml": b""}, "xlsb"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"t.csv": TABLE}, "zip"),
    ],
)
def test_kinds_of_zip(tmp_path, members, found):
    assert zipped(tmp_path, members) == found


@pytest.mark.parametrize("members", [{"[Content_Types].xml": b""}, {"mimetype": b"application/epub+zip"}])
def test_documents_are_no_workbooks(tmp_path, members):
    with pytest.raises(InputError, match="a document or presentation"):
        zipped(tmp_path, members)


def test_files_that_cannot_be_opened(tmp_path):
    with pytest.raises(InputError, match="There is no such file"):
        kind_of(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match="This is a folder"):
        kind_of(tmp_path)
    with pytest.raises(InputError, match="damaged or incomplete"):
        kind(tmp_path, b"PK\x03\x04half", "t.xlsx")
