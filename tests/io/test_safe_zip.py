"""Workbooks that would do harm are refused before they are unpacked, at the border of each limit."""

import zipfile

import pytest

from segdesk.errors import InputError
from segdesk.io.safe_zip import check_zip


def written(tmp_path, members, compressed=True):
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def refusal(path):
    with pytest.raises(InputError) as caught:
        check_zip(path)
    return str(caught.value)


def test_a_plain_archive_passes(tmp_path):
    check_zip(written(tmp_path, {"xl/workbook.xml": b"<workbook/>", "a.bin": b"\x00" * 1000}))


def test_what_unpacks_to_over_200_times_its_size_is_a_bomb_from_16_megabytes_on(tmp_path):
    size = 16 << 20
    check_zip(written(tmp_path, {"a.bin": b"\x00" * size}))
    assert "unpacks to more than 200 times" in refusal(written(tmp_path, {"a.bin": b"\x00" * (size + 1)}))
    check_zip(written(tmp_path, {"a.bin": b"\x00" * (size + 1)}, compressed=False))


def test_over_10_000_members_are_no_workbook(tmp_path):
    check_zip(written(tmp_path, {f"{i}.bin": b"" for i in range(10_000)}, compressed=False))
    assert "unpack to far more" in refusal(written(tmp_path, {f"{i}.bin": b"" for i in range(10_001)}, False))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["xl/a.xml", "_rels/B.RELS"])
def test_entities_are_refused_in_any_encoding(tmp_path, encoding, name):
    for declared in ("<!DOCTYPE a>", "<!ENTITY a 'b'>"):
        data = ("<?xml version='1.0'?>" + declared).encode(encoding)
        assert "declares XML entities" in refusal(written(tmp_path, {name: data}))
    check_zip(written(tmp_path, {"readme.txt": b"<!DOCTYPE a>"}))


def test_a_part_that_is_there_twice_is_refused(tmp_path):
    # Sheets are found without regard to case, so which of them would be read is anybody's guess.
    members = {"xl/workbook.xml": b"<a/>", "XL/Workbook.xml": b"<b/>"}
    assert "holds a part twice" in refusal(written(tmp_path, members))


def test_an_archive_that_lies_about_a_size_is_damaged(tmp_path):
    path = written(tmp_path, {"xl/workbook.xml": b"<workbook>" + b" " * 5000 + b"</workbook>"})
    data = bytearray(path.read_bytes())
    listed = data.index(b"PK\x01\x02")
    # The size when unpacked, in the list of members: Python would stop there, other readers go on.
    data[listed + 24 : listed + 28] = (20).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert "damaged or incomplete" in refusal(path)


def test_a_broken_archive_is_damaged(tmp_path):
    path = written(tmp_path, {"a.xml": b"<a/>" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    assert "damaged or incomplete" in refusal(path)


def test_a_password_is_named(tmp_path):
    path = written(tmp_path, {"a.xml": b"<a/>"}, compressed=False)
    data = bytearray(path.read_bytes())
    # The first bit of the flags, in the member and in the list of members: encrypted.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    assert "protected by a password" in refusal(path)
