"""How many segments: fit, stability and spread of every number that was tried."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from segdesk.charts.alternative_text import with_figures
from segdesk.charts.chart_registry import ReportSection, chart
from segdesk.charts.frame import new_figure, plain
from segdesk.charts.lettering import lettering, wrap
from segdesk.charts.style import Look
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.k_scan import Candidate
from segdesk.messages import Message, in_words, number_in_words, say, say_n

# Inches; on a narrower figure the panels stand one above the other.
_ABREAST_FROM = 6.6


def finding(segmentation: Segmentation) -> Message:
    """Say which number is recommended, and which is in use if that is another."""
    scan = segmentation.validation.scan
    tried = [candidate.k for candidate in scan.candidates]
    low, high = min(tried), max(tried)
    if scan.pick is None:
        return say("{low} to {high} segments were tried", low=low, high=high)
    if segmentation.is_shaped:
        return say(
            "{pick} segments were found; {k} are in use, shaped by hand", pick=scan.pick, k=segmentation.k
        )
    if scan.pick != segmentation.k:
        return say(
            "{pick} segments are recommended; {k} are in use, as chosen", pick=scan.pick, k=segmentation.k
        )
    silhouettes = {c.k: c.silhouette for c in scan.candidates if c.silhouette is not None}
    if silhouettes and max(silhouettes, key=lambda k: (silhouettes[k], -k)) == scan.pick:
        return say("{pick} segments fit best of {low} to {high}", pick=scan.pick, low=low, high=high)
    return say(
        "{pick} segments are recommended; {low} to {high} were tried", pick=scan.pick, low=low, high=high
    )


def alternative(segmentation: Segmentation) -> Message:
    """Tell the first figure that is drawn, of every number that was tried."""
    for name, heading in (
        ("silhouette", say("Fit")),
        ("stability", say("Stability")),
        ("inertia", say("Spread")),
    ):
        drawn = _drawn(segmentation, name)
        if drawn:
            told = [say("{k} segments {value}", k=k, value=number_in_words(value, 2)) for k, value in drawn]
            figures = say("{measure} by number of segments: {values}.", measure=heading, values=told)
            return with_figures(finding(segmentation), figures)
    return finding(segmentation)


def data(segmentation: Segmentation) -> pd.DataFrame:
    """Return the scan: one row per number of segments, one column per criterion that was computed."""
    columns: dict[str, list[float | int | None]] = {
        str(say("Segments")): [c.k for c in segmentation.validation.scan.candidates],
        str(say("Fit (silhouette)")): [c.silhouette for c in segmentation.validation.scan.candidates],
        str(say("Spread (inertia)")): [c.inertia for c in segmentation.validation.scan.candidates],
        str(say("Calinski-Harabasz")): [c.calinski_harabasz for c in segmentation.validation.scan.candidates],
        str(say("Davies-Bouldin")): [c.davies_bouldin for c in segmentation.validation.scan.candidates],
        str(say("Gap")): [c.gap for c in segmentation.validation.scan.candidates],
        str(say("Gap, standard error")): [c.gap_se for c in segmentation.validation.scan.candidates],
        str(say("Stability")): [c.stability for c in segmentation.validation.scan.candidates],
        str(say("Stability of the weakest segment")): [
            c.weakest for c in segmentation.validation.scan.candidates
        ],
        str(say("BIC")): [c.bic for c in segmentation.validation.scan.candidates],
        str(say("Smallest segment")): [c.smallest for c in segmentation.validation.scan.candidates],
    }
    return pd.DataFrame(
        {name: values for name, values in columns.items() if any(v is not None for v in values)}
    )


def applies(segmentation: Segmentation) -> Message | None:
    """Give the reason where no numbers were compared, or not in full yet."""
    if not segmentation.is_checked:
        return say("This is still being checked")
    if len(segmentation.validation.scan.candidates) < 2:
        return say("Only one number of segments was tried")
    if not any(_drawn(segmentation, name) for name in ("silhouette", "stability", "inertia")):
        return say("Neither fit, stability nor spread was computed")
    return None


@chart(
    "how_many",
    say("Why this many?"),
    say(
        "Fit tells how much closer customers are to their own segment than to the next: higher is better. "
        "Stability tells how well segmentations of customers drawn anew agree. Spread tells how far customers "
        "lie from the middle of their segment: it always falls, and a bend is a good place to stop."
    ),
    order=40,
    tab=say("How many?"),
    tab_order=60,
    section=ReportSection.NUMBER,
    finding=finding,
    alternative=alternative,
    data=data,
    applies=applies,
)
def draw(segmentation: Segmentation, look: Look) -> Figure:
    """Draw fit, stability and spread as panels over the same numbers of segments."""
    panels = [
        (name, title)
        for name, title in (
            ("silhouette", say("Fit (silhouette): higher is better")),
            ("stability", say("Stability: higher is better")),
            ("inertia", say("Spread (inertia): look for the bend")),
        )
        if _drawn(segmentation, name)
    ]
    stacked = look.width < _ABREAST_FROM and len(panels) > 1
    figure = new_figure(
        look,
        len(panels) * 2.4 if stacked else 3.1,
        finding(segmentation),
        say("Fit, stability and spread of every number of segments that was tried"),
        note=_note(segmentation, look),
    )
    if stacked:
        # Or the title of the lower panel would seem to belong to the axis above it.
        figure.get_layout_engine().set(hspace=0.07)  # type: ignore[union-attr, call-arg]
    down, across = (len(panels), 1) if stacked else (1, len(panels))
    room = (look.width / across - 0.8) * 72
    for place, (name, title) in enumerate(panels, start=1):
        axes = figure.add_subplot(down, across, place)
        _panel(axes, _drawn(segmentation, name), segmentation, look)
        words = wrap(title, room, look.text_size)
        axes.set_title(words, loc="left", pad=8, **lettering(look.text_size, look.tokens.text))
    return figure


def _note(segmentation: Segmentation, look: Look) -> str:
    """Count the customers; where there is no title (the report), the reason stands beside the chart."""
    count = say_n("{n} customer.", "{n} customers.", n=len(segmentation.fit.rows))
    reason = segmentation.validation.scan.reason if look.titled else ()
    return " ".join(str(sentence) for sentence in (*reason, count))


def _drawn(segmentation: Segmentation, name: str) -> list[tuple[int, float]]:
    candidates: Sequence[Candidate] = segmentation.validation.scan.candidates
    return [(c.k, getattr(c, name)) for c in candidates if getattr(c, name) is not None]


def _panel(axes: Axes, points: list[tuple[int, float]], segmentation: Segmentation, look: Look) -> None:
    plain(axes, look, "left", "bottom")
    tokens = look.tokens
    ks, values = [k for k, _ in points], [value for _, value in points]
    axes.plot(ks, values, color=tokens.context, linewidth=2, marker="o", markersize=4.5, markeredgewidth=0)
    pick = segmentation.validation.scan.pick
    # Segments shaped by hand are none of those that were tried.
    used = None if segmentation.is_shaped else segmentation.k
    groups = segmentation.validation.scan.separated
    for place, (k, value) in enumerate(points):
        if k == used:
            axes.plot([k], [value], marker="o", markersize=10, color=tokens.accent)
        elif k == pick:
            axes.plot(
                [k], [value], marker="o", markersize=10, color=tokens.pane, markeredgecolor=tokens.accent
            )
        if k in (pick, used, groups):
            word = say("recommended") if k == pick else say("in use") if k == used else say("between gaps")
            # The words stand where the line does not go on.
            rises = place + 1 < len(values) and values[place + 1] > value
            axes.annotate(
                f"{in_words(k)} · {word}",
                (k, value),
                xytext=(6, -9) if rises else (4, 9),
                va="top" if rises else "bottom",
                textcoords="offset points",
                **lettering(look.small, tokens.accent if k == used else tokens.muted, bold=True),
            )
    span = max(values) - min(values) or abs(max(values)) or 1.0
    axes.set_ylim(min(values) - 0.18 * span, max(values) + 0.25 * span)
    # Room at the right for the word at the last number.
    axes.set_xlim(min(ks) - 0.4, max(ks) + 0.25 * (max(ks) - min(ks)))
    axes.xaxis.set_major_locator(FixedLocator(ks[:: 1 + len(ks) // 14]))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(float(value))))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(float(value))))
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set(**lettering(look.small, tokens.muted))
    axes.set_xlabel(str(say("Number of segments")), **lettering(look.small, tokens.muted))
