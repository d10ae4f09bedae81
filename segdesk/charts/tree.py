"""The tree of a hierarchical result (dendrogram): what merges first, and where it is cut."""

import pandas as pd
from matplotlib.figure import Figure

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.areas import Area, area
from segdesk.charts.chart_registry import ReportSection, chart
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import cut_to_width, lettering
from segdesk.charts.style import Look
from segdesk.engine.result.merge_tree import MergeTree, merge_tree
from segdesk.engine.result.segmentation import Segmentation
from segdesk.messages import Message, number_in_words, say, say_n

NAME = "tree"

# A gap between two merges that is so much of the whole height is worth speaking of.
_WIDE = 0.15


def finding(segmentation: Segmentation) -> Message:
    """Say where the widest gap between two merges lies, and whether the cut is there."""
    tree = merge_tree(segmentation)
    assert tree is not None
    k = segmentation.k
    widest = _widest_gap(tree)
    if widest is None:
        return say("No number of segments stands out in the tree; it is cut into {k}", k=k)
    if widest == k:
        return say("The tree is cut into {k} where its branches are longest", k=k)
    return say("The branches of the tree are longest at {widest}; it is cut into {k}", widest=widest, k=k)


def alternative(segmentation: Segmentation) -> Message:
    """Tell how unlike those are that were merged last, from the whole tree down to the cut."""
    tree = merge_tree(segmentation)
    assert tree is not None
    last = tree.heights[::-1][: segmentation.k].tolist()
    figures = say(
        "The last merges, which leave 1, 2, 3 branches and so on, lie at heights of {heights}; the cut leaves {k}.",
        heights=[number_in_words(float(height), 2) for height in last],
        k=segmentation.k,
    )
    return with_figures(finding(segmentation), figures)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the merges, the last first: how many branches there are after it, and how unlike the two were."""
    tree = merge_tree(segmentation)
    assert tree is not None
    heights = tree.heights[::-1]
    return pd.DataFrame(
        {str(say("Branches before the merge")): range(2, len(heights) + 2), str(say("Height")): heights}
    )


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where there is no tree."""
    if segmentation.method != "hierarchical":
        return say(
            "Only segments found by merging (hierarchical) have a tree; the method is among the settings"
        )
    if merge_tree(segmentation) is None:
        return say("These customers look alike on the chosen columns")
    return None


def areas(figure: Figure, segmentation: Segmentation) -> tuple[Area, ...]:
    """Return one area per leaf, which tells its customers and segment."""
    tree = merge_tree(segmentation)
    assert tree is not None
    axes = figure.axes[0]
    bottom, top = axes.get_ylim()
    found = []
    for x, leaf in enumerate(tree.order()):
        number = int(tree.segments[leaf])
        n = int(tree.sizes[leaf])
        tip = (
            say_n("{n} customer", "{n} customers", n=n)
            if number == 0
            else say_n(
                "“{segment}”: {n} customer of this branch",
                "“{segment}”: {n} customers of this branch",
                n=n,
                segment=segmentation.segment(number).name,
            )
        )
        found.append(area(axes, (x - 0.5, x + 0.5), (bottom, top), number or None, tip))
    return tuple(found)


@chart(
    NAME,
    say("What merges first?"),
    say(
        "Read from below: branches that are joined low are alike. The line cuts the tree into segments; the longer the "
        "branches that it crosses, the clearer they are apart."
    ),
    order=85,
    tab=say("Tree"),
    tab_order=85,
    methods=("hierarchical",),
    section=ReportSection.NUMBER,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
    areas=areas,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw the upper part of the tree, branches in the colours of their segments, and the cut."""
    tree = merge_tree(segmentation)
    assert tree is not None
    figure = new_figure(
        look,
        3.4,
        finding(segmentation),
        say("The lower two branches are joined, the more alike they are; the dashed line is the cut"),
        note=_note(segmentation, tree),
        limits=(2.2, 6.0),
    )
    axes = figure.add_subplot()
    plain(axes, look, "bottom")
    places: list[float] = [0.0] * tree.n_leaves
    for x, leaf in enumerate(tree.order()):
        places[leaf] = float(x)
    tops, numbers = [0.0] * tree.n_leaves, tree.segments.tolist()
    for (a, b), height in zip(tree.merges.tolist(), tree.heights.tolist(), strict=True):
        same = numbers[a] if numbers[a] == numbers[b] else 0
        for node in (a, b):
            colour = _colour(segmentation, numbers[node], look)
            axes.vlines(places[node], tops[node], height, colors=colour, linewidth=2)
        axes.hlines(height, places[a], places[b], colors=_colour(segmentation, same, look), linewidth=2)
        places.append((places[a] + places[b]) / 2)
        tops.append(height)
        numbers.append(same)
    high = float(tree.heights[-1]) * 1.12
    axes.set_ylim(0, high)
    axes.set_xlim(-0.7, tree.n_leaves - 0.3)
    axes.set_yticks([])
    axes.axhline(tree.height_of(segmentation.k), color=look.tokens.text, linestyle="--", linewidth=1.2)
    room = (look.width - 0.4) * 72 / tree.n_leaves - 1
    sizes = [
        cut_to_width(number_in_words(int(tree.sizes[leaf])), room, look.small * 0.8) for leaf in tree.order()
    ]
    axes.set_xticks(range(tree.n_leaves), labels=sizes, **lettering(look.small * 0.8, look.tokens.muted))
    return figure


def _widest_gap(tree: MergeTree) -> int | None:
    """Return the number of branches where the heights of two merges lie furthest apart, if far enough to speak of."""
    gaps = tree.heights[1:] - tree.heights[:-1]
    if not len(gaps):
        return None
    widest = int(gaps.argmax())
    return tree.n_leaves - widest - 1 if gaps[widest] >= _WIDE * tree.heights[-1] else None


def _colour(segmentation: Segmentation, number: int, look: Look) -> str:
    return look.segment_colour(segmentation.segment(number)) if number else look.tokens.context


def _note(segmentation: Segmentation, tree: MergeTree) -> Message:
    n = int(tree.sizes.sum())
    if n < len(segmentation.fit.rows):
        return say(
            "Below each branch stand its micro-clusters: {n} of them stand for {customers} customers.",
            n=n,
            customers=len(segmentation.fit.rows),
        )
    return say_n(
        "Below each branch stand its customers; {n} customer.",
        "Below each branch stand its customers; {n} customers.",
        n=n,
    )
