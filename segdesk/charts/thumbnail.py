"""The customer map as a small picture without words: what a result is recognised by."""

from matplotlib.figure import Figure

from segdesk.charts.style import Look
from segdesk.engine.data.row_order import even_sample
from segdesk.engine.result.segmentation import Segmentation

# More dots than these only cover each other.
_MOST_DOTS = 1_500
_DOT = 2.5


def draw_thumbnail(segmentation: Segmentation, look: Look) -> Figure:
    """Draw the customers of each segment in its colour; width and height are those of the look."""
    tokens = look.tokens
    figure = Figure(figsize=(look.width, look.height or look.width), facecolor=tokens.pane)
    axes = figure.add_axes((0.03, 0.03, 0.94, 0.94))
    axes.set_axis_off()
    points, labels = segmentation.description.customer_map.points, segmentation.segmented_labels
    shown = even_sample(len(points), _MOST_DOTS, 0)
    points, labels = points[shown], labels[shown]
    for segment in segmentation.description.segments:
        own = points[labels == segment.number]
        axes.scatter(own[:, 0], own[:, 1], s=_DOT, color=look.segment_colour(segment), linewidths=0)
    return figure
