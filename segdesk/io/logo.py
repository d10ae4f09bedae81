"""Logos for reports: a PNG or JPEG file of anyone's, of which nothing goes on but its pixels.

The file is decoded here once, within limits, scaled down and written anew, so that no report and no project carries
what else stood in it.
"""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from segdesk.errors import InputError, Where
from segdesk.io.gate import read_small
from segdesk.messages import Message, say

MOST_BYTES = 5 << 20
MOST_PIXELS = 40_000_000
WIDEST, HIGHEST = 900, 450
"""Pixels of a logo in a report: sharp in print at its size there."""
_FORMATS = ("PNG", "JPEG")
_DEEP = 256


def read_logo(path: Path) -> bytes:
    """Return the picture in a file as a PNG file of our own.

    Raises
    ------
    InputError
        If it is no PNG or JPEG file, damaged, or too large.
    """
    return clean_logo(read_small(path, MOST_BYTES), path.name)


def clean_logo(data: bytes, name: str) -> bytes:
    """Return a picture as a PNG file of our own, no larger than a report needs; the same picture gives the same bytes.

    Parameters
    ----------
    data : bytes
        A PNG or JPEG file.
    name : str
        Of the file that it stands in, for what is said where it cannot be used.

    Raises
    ------
    InputError
        As of `read_logo`.
    """
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            # Pillow only warns of what is a little above its own limit.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if picture.width * picture.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            # Photographs are decoded no larger than they will be needed.
            picture.draft("RGB", (2 * WIDEST, 2 * HIGHEST))
            pixels = _eight_bits(ImageOps.exif_transpose(picture)).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise _refused(
            say("The logo has far more pixels than a report shows."),
            name,
            say("Save it smaller: {most} pixels of width are enough.", most=WIDEST),
        ) from error
    except Exception as error:
        # Whatever a damaged or forged file makes the decoders stumble over.
        raise _refused(
            say("The logo can't be read: it is no whole PNG or JPEG picture."),
            name,
            say("Open it in a program for pictures and save it anew as PNG."),
        ) from error
    pixels.thumbnail((WIDEST, HIGHEST))
    # Made anew of the pixels alone, so that no profile, comment or other chunk comes along.
    alone = Image.frombytes("RGBA", pixels.size, pixels.tobytes())
    is_opaque = alone.getchannel("A").getextrema() == (255, 255)
    target = io.BytesIO()
    (alone.convert("RGB") if is_opaque else alone).save(target, "PNG", optimize=True)
    return target.getvalue()


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Return a picture whose greys of 16 bits are cut to the eight that colours have."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda grey: grey / _DEEP).convert("L")


def _refused(what: Message, name: str, mend: Message) -> InputError:
    return InputError(what, Where(file=name), mend)
