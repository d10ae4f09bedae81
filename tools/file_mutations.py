"""Changes that make a valid file a damaged or hostile one: by chance, as disks do, or with intent, as attackers do."""

import gzip
import hashlib
import io
import json
import random
import re
import sqlite3
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable

Mutate = Callable[[bytes, random.Random], bytes]

_NUMBERS = (
    "0", "-1", "1", "2147483647", "4294967295", "99999999999999999999", "1e308", "-1e308", "1e999", "nan", "inf",
    "-0.0", "1e-320", "16384", "1048576", "9" * 5000, "&#57;9999999", " 7", "", "0x7f", "1_000",
)  # fmt: skip
_SCALARS = (
    *_NUMBERS, '""', '"x"', "true", "[]", "{}", "[[]]", "null", "1979-05-27", '"' + "ä" * 100_000 + '"',
    "[" * 2000 + "]" * 2000, '"\\u0000\\n"', "[1, [2, {}]]", "{a = 1}", '{"a": 1}',
)  # fmt: skip
_FIGURES = ("0", "1", "2", "3", "7", "50", "1000000", "-1", "-7", "1e-300", "1e9", "1e99", "1e150", "1e300", "1e308",
            "-1e308", "0.5", "2147483648", "9223372036854775808")  # fmt: skip
_PLACES = (
    "XFD1048576",
    "A1048576",
    "XFD1",
    "ZZZ9999999",
    "A0",
    "a1",
    "",
    "A1:XFD1048576",
    "AAAAAAA1",
    "A99999999999",
)
_ATTRIBUTE = re.compile(rb'(?<=\s)([\w:.-]{1,60})="([^"]{0,9999})"')
_JSON_VALUE = re.compile(rb'(?<=: )(?:"(?:[^"\\]|\\.){0,9999}"|-?[\d.eE+-]+|true|false|null|\[\]|\{\})')
_TOML_VALUE = re.compile(rb"(?m)(?<== )[^\n\[]+$")


def mutated(kind: str, data: bytes, draw: random.Random) -> bytes:
    """Return a file of a kind, changed in one to three places."""
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        data = draw.choice(_BY_KIND[kind])(data, draw)
    return data


def bytes_changed(data: bytes, draw: random.Random) -> bytes:
    """Flip, overwrite, delete, double or insert some bytes, or cut the file off."""
    new = bytearray(data)
    at = draw.randrange(max(1, len(new)))
    length = draw.choice((1, 2, 4, 16, 200, 4000))
    match draw.randrange(7):
        case 0:
            for _ in range(draw.choice((1, 5, 50))):
                if new:
                    new[draw.randrange(len(new))] ^= 1 << draw.randrange(8)
        case 1:
            new[at : at + 4] = struct.pack(
                "<I", draw.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF))
            )
        case 2:
            del new[at : at + length]
        case 3:
            new[at:at] = new[at : at + length] * draw.choice((1, 3, 500))
        case 4:
            new[at:at] = draw.randbytes(length)
        case 5:
            new[at:at] = bytes(length)
        case _:
            del new[at:]
    return bytes(new)


def overwritten(data: bytes, draw: random.Random) -> bytes:
    """Write other numbers over some, and leave everything where it is: containers stay whole."""
    new = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 10))):
        # Most of what counts stands before the cells.
        end = draw.choice((len(new), len(new), min(len(new), 4096), 200))
        at = draw.randrange(max(1, end - 4))
        size = draw.choice((1, 1, 2, 4))
        value = draw.choice(
            (0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFE, 0xFFFFFFFF, draw.getrandbits(32))
        )
        new[at : at + size] = (value & ((1 << 8 * size) - 1)).to_bytes(size, "little")
    return bytes(new)


def records_changed(data: bytes, draw: random.Random) -> bytes:
    """Change a record of an XLS workbook: where its cell stands, what its dimensions or counts claim."""
    kinds = (0x0200, 0xFC, 0x85, 0x0203, 0xFD, 0x027E, 0x06, 0x0204, 0xBD, 0xE5)
    places = [
        at
        for at in range(512, len(data) - 8, 2)
        if int.from_bytes(data[at : at + 2], "little") in kinds
        and 4 <= data[at + 2] <= 40
        and data[at + 3] == 0
    ]
    if not places:
        return overwritten(data, draw)
    new = bytearray(data)
    at = draw.choice(places) + 4 + 2 * draw.randrange(6)
    new[at : at + 2] = struct.pack("<H", draw.choice((0, 1, 255, 256, 32767, 65534, 65535)))
    return bytes(new)


def database_changed(data: bytes, draw: random.Random) -> bytes:
    """Add to a database what computes without an end, or lies about itself."""
    connection = sqlite3.connect(":memory:")
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n, n * 2 AS m FROM t"
    script = draw.choice((
        f"CREATE VIEW clients AS {endless}",
        f"DROP TABLE customers; CREATE VIEW clients AS {endless}",
        "CREATE VIEW a AS SELECT * FROM customers; CREATE VIEW b AS SELECT * FROM a, a, a, a, a",
        "DROP TABLE customers; CREATE TABLE g (a, b AS (hex(zeroblob(a * 100000000)))); INSERT INTO g(a) VALUES (1)",
        "DROP TABLE customers; CREATE TABLE g (a, b AS (printf('%.*c', 900000, 'x')));"
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 5000) INSERT INTO g(a) SELECT n FROM t",
        "ALTER TABLE customers ADD COLUMN foto BLOB; UPDATE customers SET foto = zeroblob(1000000)",
        "UPDATE customers SET ort = hex(zeroblob(1000000))",
        "CREATE VIRTUAL TABLE kunden USING fts5(a); DROP TABLE customers",
        "CREATE TRIGGER x AFTER INSERT ON customers BEGIN DELETE FROM customers; END",
        "PRAGMA writable_schema = 1;"
        "UPDATE sqlite_master SET sql = 'CREATE TABLE customers (a,' || hex(zeroblob(90000)) || ')'",
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET rootpage = 1",
        "PRAGMA writable_schema = 1; UPDATE sqlite_master SET name = 'x' || char(10) || hex(zeroblob(100000))",
        "CREATE TABLE \"a\"\"b'];--\" (x, y); INSERT INTO \"a\"\"b'];--\" VALUES (1, 2)",
    ))  # fmt: skip
    try:
        connection.deserialize(data)
        connection.executescript(script)
        return connection.serialize()
    except (sqlite3.Error, OverflowError):
        return overwritten(data, draw)
    finally:
        connection.close()


def text_changed(data: bytes, draw: random.Random) -> bytes:
    """Change what a delimited text is made of: cells, quotes, lines, the encoding."""
    lines = data.split(b"\n")
    at = draw.randrange(len(lines))
    cell = draw.choice([number.encode() for number in _NUMBERS] + [
        b'"', b'""', b'"' * 3001, b"," * 3000, b";" * 20_000, b"9" * 5000, b"1" + b" " * 200_000 + b"x",
        b"a" * 3_000_000,
        b"\x00", b"\xff\xfe", b"\x1a", b"\r", b"=cmd()", "١٢٣".encode(), "１２".encode(), b"1.1.1." * 20_000,
        b"(" * 20_000, b"31.12.9999", b"00.00.0000", b"-" * 50_000, b"1'000'" * 10_000, b"\xe2\x80\xae",
        b"2024-13-45T99:99", b"1:" * 30_000, b"%" * 9999, b"e" * 30_000, b"1e5" * 9000,
    ])  # fmt: skip
    match draw.randrange(6):
        case 0:
            lines[at] += cell
        case 1:
            mark = b";" if b";" in lines[at] else b","
            cells = lines[at].split(mark)
            cells[draw.randrange(len(cells))] = cell
            lines[at] = mark.join(cells)
        case 2:
            mark = b";" if b";" in data else b","
            column = draw.randrange(6)
            if len(cell) < 5000:
                rows = [line.split(mark) for line in lines]
                lines = [mark.join([*row[:column], cell, *row[column + 1 :]]) for row in rows]
        case 3:
            lines[at:at] = [lines[at]] * draw.choice((1, 2000))
        case 4:
            lines[at:at] = [b""] * draw.choice((1, 50_000))
        case _:
            text = data.decode("utf-8", "replace")
            return draw.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"")) + text.encode(
                draw.choice(("utf-16", "utf-16-be", "utf-32"))
            )
    return b"\n".join(lines)


def xml_changed(data: bytes, draw: random.Random) -> bytes:
    """Blow up attributes, repeat or nest elements, open what does not close, declare what is not allowed."""
    attributes = list(_ATTRIBUTE.finditer(data))
    tags = [found.start() for found in re.finditer(b"<[a-zA-Z]", data)]
    if not tags:
        return bytes_changed(data, draw)
    at = draw.choice(tags)
    match draw.randrange(9):
        case 0 | 1 if attributes:
            found = draw.choice(attributes)
            value = draw.choice(_PLACES if draw.random() < 0.5 else _NUMBERS).encode()
            return data[: found.start(2)] + value + data[found.end(2) :]
        case 2:
            names = (
                "table:number-rows-repeated",
                "table:number-columns-repeated",
                "r",
                "text:c",
                "count",
                "ref",
                "t",
                "s",
            )
            end = re.search(rb"[\s/>]", data[at + 1 :])
            place = at + 1 + (end.start() if end else 0)
            new = f' {draw.choice(names)}="{draw.choice((*_NUMBERS, *_PLACES))}"'
            return data[:place] + new.encode() + data[place:]
        case 3:
            end = data.find(b">", at) + 1
            return data[:at] + data[at:end] * draw.choice((2, 500, 20_000)) + data[end:]
        case 4:
            other = draw.choice(tags)
            low, high = sorted((at, other))
            return data[:high] + data[low:high] * draw.choice((1, 3, 30)) + data[high:]
        case 5:
            return data[:at] + b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 999 + b'">]>' + data[at:]
        case 6:
            return data[:at] + b"<!--" + b"-" * draw.choice((1, 100_000)) + data[at:]
        case 7:
            return data[:at] + b"<c " + b" " * draw.choice((10, 2_000_000)) + data[at + 1 :]
        case _:
            text = draw.choice(
                (b"x" * 3_000_000, b"&amp;" * 50_000, b"&lt;" * 9, b"\x00", b"]]>", b"<v>", b"&#x0;")
            )
            place = data.find(b">", at) + 1
            return data[:place] + text + data[place:]


def zip_changed(inner: Mutate) -> Mutate:
    """Return a change of a member of an archive, of the list of its members, or of its bytes."""

    def change(data: bytes, draw: random.Random) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [(info.filename, archive.read(info)) for info in archive.infolist()]
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            NotImplementedError,
            RuntimeError,
            EOFError,
        ):
            return bytes_changed(data, draw)
        if not members:
            return bytes_changed(data, draw)
        i = draw.randrange(len(members))
        name, content = members[i]
        match draw.randrange(12):
            case 0:
                members[i] = draw.choice((name.upper(), "../" + name, name + "x", "", "a" * 300)), content
            case 1:
                members.append((name, inner(content, draw)))
            case 2:
                del members[i]
            case 3:
                members.append(
                    (draw.choice(("extra.txt", "arrays/foreign.npy", "xl/worksheets/sheet9.xml")), content)
                )
            case 4:
                members[i] = (
                    name,
                    draw.choice((b"", bytes(30_000_000), content * 300, content[: len(content) // 2])),
                )
            case _:
                # The largest are the ones that hold cells.
                i = max(range(len(members)), key=lambda j: len(members[j][1])) if draw.random() < 0.5 else i
                members[i] = members[i][0], inner(members[i][1], draw)
        packed = io.BytesIO()
        with (
            warnings.catch_warnings(),
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        ):
            warnings.simplefilter("ignore")
            for each, content in members:
                archive.writestr(each or "empty", content)
        new = bytearray(packed.getvalue())
        if draw.random() < 0.1 and members:
            # A size or checksum in the list of members that is not true.
            listed = new.find(b"PK\x01\x02")
            struct.pack_into(
                "<I", new, max(0, listed) + draw.choice((16, 20, 24)), draw.choice((0, 1, 0xFFFFFFF0))
            )
        return bytes(new)

    return change


def values_changed(pattern: re.Pattern[bytes]) -> Mutate:
    """Return a change of a document of names and values: another value, a line twice or away, or deeper."""

    def change(data: bytes, draw: random.Random) -> bytes:
        values = list(pattern.finditer(data))
        lines = data.split(b"\n")
        at = draw.randrange(len(lines))
        match draw.randrange(8):
            case 0:
                del lines[at]
            case 1:
                lines[at:at] = [lines[at]]
            case 2:
                lines[at] = b"a." * draw.choice((5, 5000)) + lines[at]
            case _ if values:
                found = draw.choice(values)
                # Half of the time of the same type, which gets past the first checks.
                is_figure = found[0][:1].isdigit()
                alike = [each[0] for each in values if each[0][:1].isdigit() == is_figure]
                alike += [number.encode() for number in _FIGURES] if is_figure else []
                new = draw.choice(alike) if draw.random() < 0.6 else draw.choice(_SCALARS).encode()
                return data[: found.start()] + new + data[found.end() :]
            case _:
                return bytes_changed(data, draw)
        return b"\n".join(lines)

    return change


def array_changed(data: bytes, draw: random.Random) -> bytes:
    """Change an array of a model: its header, its numbers."""
    if not data.startswith(b"\x93NUMPY"):
        return values_changed(_JSON_VALUE)(data, draw)
    match draw.randrange(4):
        case 0:
            return re.sub(rb"\(\d+", b"(" + draw.choice((b"0", b"1000000000", b"-1", b"7")), data, count=1)
        case 1:
            return data.replace(b"<f8", draw.choice((b"|O8", b"<f4", b">f8", b"<c8", b"|S8")), 1)
        case 2:
            at = draw.randrange(128, max(129, len(data) - 8)) // 8 * 8
            value = draw.choice((1e308, -1e308, float("nan"), float("inf"), 1e101, 0.0, -1.0))
            return data[:at] + struct.pack("<d", value) + data[at + 8 :]
        case _:
            return bytes_changed(data, draw)


def signed_anew(change: Mutate) -> Mutate:
    """Return a change after which the manifest of segdesk's own files is true again, as a forger would have it."""

    def changed_and_signed(data: bytes, draw: random.Random) -> bytes:
        changed = change(data, draw)
        if draw.random() < 0.3:
            return changed
        try:
            with zipfile.ZipFile(io.BytesIO(changed)) as archive:
                members = {info.filename: archive.read(info) for info in archive.infolist()}
            manifest = json.loads(members.pop("manifest.json"))
            manifest["members"] = [
                {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in members.items()
            ]
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            KeyError,
            RuntimeError,
            EOFError,
            TypeError,
        ):
            return changed
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in {"manifest.json": json.dumps(manifest).encode(), **members}.items():
                archive.writestr(name, content)
        return packed.getvalue()

    return changed_and_signed


def gzip_changed(data: bytes, draw: random.Random) -> bytes:
    """Change the text in a gzip file, or put a bomb there."""
    try:
        text = gzip.decompress(data)
    except (OSError, EOFError, ValueError, zlib.error):
        return bytes_changed(data, draw)
    if draw.random() < 0.15:
        return gzip.compress(text + b"a,b,c,d,e,f\n" * draw.choice((3_000_000, 20_000_000)), 1)
    return gzip.compress(text_changed(text, draw), 1)


_TOML = values_changed(_TOML_VALUE)
_BY_KIND: dict[str, tuple[Mutate, ...]] = {
    "csv": (text_changed, text_changed, bytes_changed),
    "gz": (gzip_changed, gzip_changed, bytes_changed),
    "zip": (zip_changed(text_changed), bytes_changed),
    "xlsx": (zip_changed(xml_changed), zip_changed(xml_changed), zip_changed(bytes_changed), bytes_changed),
    "ods": (zip_changed(xml_changed), zip_changed(xml_changed), zip_changed(bytes_changed), bytes_changed),
    "xlsb": (zip_changed(overwritten), zip_changed(overwritten), zip_changed(bytes_changed), bytes_changed),
    "xls": (records_changed, records_changed, overwritten, bytes_changed),
    "parquet": (overwritten, overwritten, overwritten, bytes_changed),
    "sqlite": (database_changed, overwritten, overwritten, bytes_changed),
    "recipe": (_TOML, _TOML, bytes_changed),
    "model": (signed_anew(zip_changed(array_changed)), zip_changed(array_changed), bytes_changed),
    "project": (signed_anew(zip_changed(array_changed)), zip_changed(array_changed), bytes_changed),
}
