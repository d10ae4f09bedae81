"""Answers as 100% bars: whole bars, shades that can be told apart, and the answer that sets segments apart."""

from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from segdesk.charts.answer_bars import answer_colours, legend_of
from segdesk.charts.chart_registry import chart_named
from segdesk.charts.column_charts import chart_of_columns
from segdesk.charts.export import to_image
from segdesk.charts.lettering import width
from segdesk.charts.palette import luminance, text_on
from segdesk.charts.style import DARK, LIGHT, Look
from segdesk.engine.result.explored_columns import Columns
from tests.charts.colour_distance import DEFICIENCIES, delta_e, lab, seen
from tests.charts.explored_shop import shop
from tests.charts.test_charts import texts
from tests.charts.test_palette import contrast
from tests.charts.test_room import check_room
from tests.sample_results import segmented

THEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
CHART = chart_named("answers")


@cache
def questionnaire():
    """Two groups by two ratings on one scale, agreement in words, children, and a number that is none of these."""
    random = np.random.default_rng(11)
    agree = ("stimme gar nicht zu", "stimme nicht zu", "weder noch", "stimme zu", "stimme voll zu")
    lines = ["Preis ist wichtig;Marke ist wichtig;Beratung hilft;Kinder;Umsatz"]
    for n in range(300):
        first = n % 2 == 0
        ratings = np.clip(np.round(random.normal(5.6 if first else 2.4, 0.9, 2)), 1, 7).astype(int)
        word = agree[int(np.clip(round(random.normal(3.4 if first else 0.8, 0.8)), 0, 4))]
        lines.append(f"{ratings[0]};{ratings[1]};{word};{random.integers(0, 4)};{random.gamma(2, 50):.2f}")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "umfrage.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return segmented(path, k="2", draws=0)


def parts_of(axes):
    """The bars' parts: row, start and width of each."""
    bars = [p for p in axes.patches if isinstance(p, Rectangle) and p.get_fill() and p.get_x() >= 0]
    return [(round(p.get_y() + p.get_height() / 2), p.get_x(), p.get_width()) for p in bars]


def test_each_bar_is_a_whole_and_says_of_how_many():
    figure = CHART.draw(questionnaire(), LIGHT)
    assert 2 <= len(figure.axes) <= 4
    for axes in figure.axes:
        for row in range(3):
            assert sum(wide for y, _, wide in parts_of(axes) if y == row) == pytest.approx(1)
        counts = [text.get_text() for text in axes.texts if text.get_position()[0] > 1]
        assert "300" in counts


def test_numbers_that_are_no_answers_are_left_out():
    columns = set(CHART.data(questionnaire())["Column"])
    assert {"Preis ist wichtig", "Marke ist wichtig"} <= columns
    assert "Umsatz" not in columns
    assert CHART.applies(questionnaire()) is None


def test_the_finding_is_the_answer_from_which_on_segments_differ_most():
    told = str(CHART.finding(shop()))
    table = CHART.data(shop())
    assert "Visites" not in set(table["Column"]), "3 to 11 visits are counted"
    note = table[table["Column"] == "Note"]
    gaps = {}
    for level in (2, 3, 4, 5):
        above = note[note["Value"].astype(int) >= level].groupby("Segment")["Share"].sum().drop("Everyone")
        gaps[above.max() - above.min()] = (
            f"“Note” is {level} or more for {above.max():.0%} of “{above.idxmax()}” "
            f"and {above.min():.0%} of “{above.idxmin()}”"
        )
    assert told == gaps[max(gaps)]


def test_a_scale_that_columns_share_has_two_sides_and_a_count_has_none():
    figure = CHART.draw(questionnaire(), LIGHT)
    shades = {
        axes.get_title(loc="left"): {
            p.get_facecolor() for p in axes.patches if p.get_fill() and p.get_x() >= 0
        }
        for axes in figure.axes
    }
    warm = {title: any(r > b for r, _, b, _ in found) for title, found in shades.items()}
    assert warm["Preis ist wichtig"]
    assert warm["Marke ist wichtig"]
    assert not warm.get("Kinder", False)


def test_words_of_a_scale_stand_in_its_order():
    chart = chart_of_columns(questionnaire(), Columns("Beratung hilft"))
    assert chart.name == "column_answers"
    levels = list(dict.fromkeys(chart.data(questionnaire())["Value"]))
    assert levels == ["stimme gar nicht zu", "stimme nicht zu", "weder noch", "stimme zu", "stimme voll zu"]


@pytest.mark.parametrize("look", THEMES)
@pytest.mark.parametrize("two_sided", [False, True])
@pytest.mark.parametrize("count", [2, 3, 5, 7])
def test_shades_beside_each_other_are_told_apart_and_hold_readable_text(look, two_sided, count):
    colours = answer_colours(count, look, two_sided)
    assert len(set(colours)) == count
    for colour in colours:
        assert contrast(text_on(colour), colour) >= 4.5
    for deficiency in DEFICIENCIES:
        shades = [lab(seen(colour, deficiency)) for colour in colours]
        assert min(delta_e(a, b) for a, b in pairwise(shades)) >= 4


@pytest.mark.parametrize("look", THEMES)
def test_the_line_around_a_bar_shows_where_the_faintest_part_ends(look):
    assert contrast(look.tokens.muted, look.tokens.pane) >= 3
    outlines = [p for p in CHART.draw(questionnaire(), look).axes[0].patches if not p.get_fill()]
    assert [p.get_width() for p in outlines] == pytest.approx([1, 1, 1])


def test_shades_of_an_order_run_one_way():
    for look in (LIGHT, DARK):
        steps = [luminance(colour) for colour in answer_colours(6, look)]
        assert steps == sorted(steps, reverse=not look.dark)


def test_a_legend_takes_as_many_lines_as_its_names_need():
    names = [f"a longer answer {n}" for n in range(5)]
    lines = legend_of(names, 260, LIGHT)
    assert [words for line in lines for _, _, words in line] == names
    assert len(lines) > 1
    assert all(left + 14 + width(words, LIGHT.small) <= 260 for line in lines for left, _, words in line)
    assert len(legend_of(["1", "2", "3"], 260, LIGHT)) == 1


@pytest.mark.parametrize("height", [None, 4.0])
def test_nothing_is_cut_or_covered(height):
    check_room(CHART, questionnaire(), height)


def test_each_part_answers_the_mouse():
    figure = CHART.draw(questionnaire(), Look())
    to_image(figure, 60)
    areas = CHART.areas(figure, questionnaire())
    assert {area.segment for area in areas} == {None, 1, 2}
    assert any("of “Everyone”" in str(area.tip) for area in areas)


def test_the_alternative_names_the_most_frequent_answers():
    told = str(CHART.alternative(questionnaire()))
    assert told.startswith(str(CHART.finding(questionnaire())) + ". The most frequent answers to “")
    first = str(CHART.data(questionnaire())["Column"].iloc[0])
    assert f"answers to “{first}”: “" in told


def test_a_narrow_pane_has_one_panel_beside_the_names():
    figure = CHART.draw(questionnaire(), Look(width=5.0))
    assert len(figure.axes) == 2
    assert any("differ most" in " ".join(words.split()) for words in texts(figure))
