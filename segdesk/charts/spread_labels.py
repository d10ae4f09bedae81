"""Names on a map, moved apart until none covers another."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text

_ROUNDS = 200

# Pixels kept free around a name.
_GAP = 3.0


def spread_labels(axes: Axes, texts: Sequence[Text], colours: Sequence[str]) -> bool:
    """Move overlapping texts apart, inside the axes, and tie a moved one to its place with a thin line.

    Where there is no room for all of them they stay where they are.

    Parameters
    ----------
    axes : Axes
        Finished otherwise: the layout is run once to learn where everything falls.
    texts : sequence of Text
        Centred on the places that they name, in data coordinates.
    colours : sequence of str
        Colour of each tie.

    Returns
    -------
    bool
        Whether none covers another now.
    """
    figure = axes.figure
    figure.draw_without_rendering()  # type: ignore[union-attr]
    boxes = [(text.get_bbox_patch() or text).get_window_extent() for text in texts]
    half = np.array([[box.width / 2 + _GAP, box.height / 2 + _GAP] for box in boxes])
    homes = np.array([[box.x0 + box.width / 2, box.y0 + box.height / 2] for box in boxes])
    frame = axes.get_window_extent()
    low, high = np.array([frame.x0, frame.y0]) + half, np.array([frame.x1, frame.y1]) - half
    places = np.clip(homes, np.minimum(low, high), np.maximum(low, high))
    for turn in range(_ROUNDS):
        # What finds no room up and down by then is pushed aside.
        if not _push(places, half, sideways=turn >= _ROUNDS // 2):
            break
        places = np.clip(places, np.minimum(low, high), np.maximum(low, high))
    else:
        return False
    to_data = axes.transData.inverted()
    for text, home, place, reach, colour in zip(texts, homes, places, half, colours, strict=True):
        x, y = to_data.transform(place)
        text.set_position((float(x), float(y)))
        # Only a name that left its place altogether needs a tie.
        if np.any(np.abs(place - home) > reach):
            hx, hy = to_data.transform(home)
            tie = Line2D([hx, x], [hy, y], color=colour, linewidth=1.5, zorder=text.get_zorder() - 0.5)
            axes.add_artist(tie)
    return True


def _push(places: np.ndarray, half: np.ndarray, sideways: bool) -> bool:
    """Push each overlapping pair apart, the cheaper way or sideways; tell whether any did overlap."""
    moved = False
    for i in range(len(places)):
        for j in range(i + 1, len(places)):
            delta = places[j] - places[i]
            overlap = half[i] + half[j] - np.abs(delta)
            if np.all(overlap > 0.5):
                moved = True
                # Names are wide and low: upwards is nearly always the shorter way out.
                axis = 0 if sideways else int(np.argmin(overlap))
                sign = 1.0 if delta[axis] >= 0 else -1.0
                places[i, axis] -= sign * overlap[axis] / 2
                places[j, axis] += sign * overlap[axis] / 2
    return moved
