"""Logos: whatever stands in the file, only its pixels go on, and no file takes the memory or stops the program."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from segdesk.errors import InputError
from segdesk.io.logo import HIGHEST, MOST_BYTES, WIDEST, clean_logo, read_logo


def saved(picture: Image.Image, kind: str = "PNG", **options) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(wide: int, high: int, *chunks: bytes) -> bytes:
    """Return a PNG file that says it has a size, with chunks of one's own."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def chunks_of(data: bytes) -> set[bytes]:
    found, at = set(), 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.add(data[at + 4 : at + 8])
        at += 12 + length
    return found


def test_nothing_but_pixels_goes_on():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "<script>alert(1)</script>")
    texts.add_itxt("XML:com.adobe.xmp", "<x>GPS</x>")
    given = saved(Image.new("RGB", (40, 20), "#0A5"), pnginfo=texts, icc_profile=b"profile", dpi=(72, 72))
    assert {b"tEXt", b"iCCP"} <= chunks_of(given)
    taken = clean_logo(given + b"PK\x03\x04 and a zip behind it", "logo.png")
    assert chunks_of(taken) <= {b"IHDR", b"IDAT", b"IEND"}
    assert opened(taken).convert("RGB").getpixel((5, 5)) == (0, 170, 85)


def test_a_large_one_is_scaled_down_in_its_shape_and_a_small_one_kept():
    assert opened(clean_logo(saved(Image.new("RGB", (3000, 500))), "a")).size == (WIDEST, 150)
    assert opened(clean_logo(saved(Image.new("RGB", (500, 3000))), "a")).size == (75, HIGHEST)
    assert opened(clean_logo(saved(Image.new("RGB", (30, 20))), "a")).size == (30, 20)


def test_what_was_taken_is_taken_again_as_it_is():
    for mode, colour in (("RGB", "#123456"), ("RGBA", (1, 2, 3, 100)), ("L", 9)):
        once = clean_logo(saved(Image.new(mode, (64, 32), colour)), "a")
        assert clean_logo(once, "b") == once


def test_it_stays_transparent_and_is_turned_as_its_camera_says():
    see_through = Image.new("RGBA", (20, 10), (255, 0, 0, 0))
    assert opened(clean_logo(saved(see_through), "a")).getpixel((3, 3))[3] == 0
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(clean_logo(saved(Image.new("RGB", (40, 20)), "JPEG", exif=exif), "a")).size == (20, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_taken(mode):
    white = {"1": 1, "L": 255, "LA": (255, 255), "P": 255, "I;16": 65535, "CMYK": (0, 0, 0, 0)}[mode]
    picture = Image.new(mode, (8, 8), white)
    if mode == "P":
        picture.putpalette(bytes(range(256)) * 3)
    taken = opened(clean_logo(saved(picture, "JPEG" if mode == "CMYK" else "PNG"), "a"))
    assert min(taken.convert("RGB").getpixel((4, 4))) >= 250 or mode == "P"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        saved(Image.new("RGB", (5, 5)), "GIF"),
        saved(Image.effect_noise((300, 300), 60))[:2000],
        png(100, 100, chunk(b"IDAT", zlib.compress(bytes(310)))),
        png(0, 0, chunk(b"IDAT", zlib.compress(b""))),
        png(10, 10, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))), chunk(b"IDAT", b"")),
        saved(Image.new("RGB", (50, 50)), "JPEG")[:200],
    ],
    ids=["empty", "svg", "gif", "cut", "too few pixels", "no size", "text that unpacks for ever", "cut jpeg"],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused_in_a_sentence(data):
    with pytest.raises(InputError) as caught:
        clean_logo(data, "acme.png")
    assert str(caught.value).startswith("acme.png: The logo can't be read")
    assert "save it anew as PNG" in str(caught.value)


@pytest.mark.parametrize("size", [(7000, 7000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_one_that_would_take_the_memory_is_refused_by_its_header(size):
    with pytest.raises(InputError, match="far more pixels"):
        clean_logo(png(*size, chunk(b"IDAT", zlib.compress(bytes(310)))), "a.png")


def test_a_file_that_is_too_large_is_not_even_read(tmp_path):
    path = tmp_path / "huge.png"
    path.write_bytes(bytes(MOST_BYTES + 1))
    with pytest.raises(InputError, match=r"huge\.png"):
        read_logo(path)
