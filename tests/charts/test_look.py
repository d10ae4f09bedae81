"""The look of some charts, as maps of where there is ink: what moves, vanishes or covers shows, single pixels do not.

After a change that is wanted, look at the pictures (`python tools/make_chart_gallery.py`), then print the maps:

    python -m tests.charts.test_look
"""

from dataclasses import replace

import numpy as np
import pytest

from segdesk.charts.chart_registry import chart_named
from segdesk.charts.export import to_image
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation, with_segments
from segdesk.messages import say
from tests.sample_results import customers, orders

# Squares across and down, and how much darker than the pane one is that counts as inked.
ACROSS, DOWN, INKED = 24, 16, 0.02
# Other machines round otherwise: squares at the edge of a letter may fall to either side.
TOLERANCE = 14
# Titles are sentences, which are not this test's.
PLAIN = Look(titled=False)
MAPS = {
    "heatmap": "00000e0eec4c1fffffffffff1fffffffffff1fffffffffff7fffff1fffffffffff1fffffff5ff47f1ff07f0fe0ff0000",
    "sizes": "1f0000ffff807ffff81f0000ffe0001e00001fe000ff80001c00001fc000fe0000180000ff80007f0000000000e00000",
    "customer_map": "00000000000000000000000002800003e80007f00007f00007fc0007ffc007ffc007ffc00ffe00075800000000fffff0",
    "place_bars": "00fff000fff000fffff0ffff3effff7fffff7effff7efffffcfffffcfffffcfffff8ffff70ffff60ffffe00000600000",
    "rfm_grid": "1e00001fffffffffff1fffff7fffff1fffff2000000000001fffff3fffff1fffff3fffff1fffff0effee002d00e00000",
    "cohorts": "000e007ffffffffffffffffefffff8ffffe0ffff80fffe00fffc00fff000ffc000ff8000fe0000fc0000f00000fffffc",
}


def ink_of(name: str, look: Look) -> np.ndarray:
    """Return which squares of a chart hold ink, shape (DOWN, ACROSS)."""
    chart = chart_named(name)
    result = named(orders() if chart.of_purchases else customers())
    grey = to_image(chart.draw(result, look), 60)[..., :3].mean(axis=2) / 255
    rows = np.array_split(np.arange(grey.shape[0]), DOWN)
    columns = np.array_split(np.arange(grey.shape[1]), ACROSS)
    return np.array([[1 - grey[np.ix_(r, c)].mean() > INKED for c in columns] for r in rows])


def named(result: Segmentation) -> Segmentation:
    """Return a result whose segments have names of this test's own: words may become better, and the look stay."""
    segments = tuple(replace(each, name=say("The segment {n}", n=each.number)) for each in result.named)
    return with_segments(result, segments)


def written(ink: np.ndarray) -> str:
    """Return a map as hexadecimal digits."""
    return np.packbits(ink.ravel()).tobytes().hex()


def read(digits: str) -> np.ndarray:
    """Return the map that was written so."""
    bits = np.unpackbits(np.frombuffer(bytes.fromhex(digits), dtype=np.uint8))
    return bits.reshape(DOWN, ACROSS).astype(bool)


@pytest.mark.parametrize("name", MAPS)
def test_the_ink_is_where_it_was(name):
    ink = ink_of(name, PLAIN)
    changed = int((ink != read(MAPS[name])).sum())
    assert changed <= TOLERANCE, f"{changed} squares of {name} changed; it is now\n{written(ink)}"


def test_a_look_that_changes_is_noticed():
    for name in ("sizes", "rfm_grid"):
        for look in (Look(text_size=14), Look(), Look(width=6.0, titled=False)):
            assert (ink_of(name, look) != read(MAPS[name])).sum() > 2 * TOLERANCE


if __name__ == "__main__":
    for each in MAPS:
        print(f'    "{each}": "{written(ink_of(each, PLAIN))}",')
