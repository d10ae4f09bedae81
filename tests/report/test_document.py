"""The report as blocks: what stands where, and that the writer knows every block."""

from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pytest

from segdesk.charts.chart_registry import ReportSection, report_charts_for
from segdesk.charts.frame import new_figure
from segdesk.engine.data.table import ColumnType
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.engine.validation.structure import Verdict
from segdesk.messages import say
from segdesk.report.build import build_report
from segdesk.report.document import (
    Block,
    Callout,
    Cell,
    Column,
    ColumnKind,
    Facts,
    Findings,
    Folded,
    ItemList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Place,
    Row,
    RowGroup,
    Section,
    Sentences,
    Subsection,
    Table,
    texts_in,
)
from segdesk.report.images import DrawnImage
from segdesk.report.segment_pages import _compared
from segdesk.report.writers.html import to_html
from tests.sample_results import changed, customers, orders

ANCHORS = {
    ReportSection.DATA: "charts",
    ReportSection.NUMBER: "number",
    ReportSection.PURCHASES: "purchases",
}


def empty_chart(look):
    figure = new_figure(look, 1.0, say("what was found"), say("what is drawn"))
    figure.subplots()
    return figure


ONE_OF_EACH: tuple[Block, ...] = (
    Paragraph("one paragraph", is_hint=True),
    Sentences(("first sentence", "second sentence")),
    ItemList(("first item", "second item"), is_numbered=True),
    Facts((("a term", "its meaning"),)),
    Findings(("first finding", "second finding")),
    Callout("what is asked", "an answer", "a reason", segment=1),
    KeyFigures((KeyFigure("a figure", "1,234", "a remark"),)),
    Folded("what is folded", "two\n  lines", "where it stands"),
    Table(
        (Column("of what"), *(Column(str(kind), kind) for kind in ColumnKind), Column("of one", segment=1)),
        (
            RowGroup(
                (Row("plain row", (*(Cell(f"a {kind}") for kind in ColumnKind), Cell("cell", sign="▲"))),)
            ),
            RowGroup((Row("grouped row", (*(Cell("–") for _ in ColumnKind), Cell("last cell"))),), "a group"),
        ),
        "a caption",
    ),
    Picture("its-file", "what is asked", "what was found", "what is drawn", DrawnImage(empty_chart)),
    Subsection("inside", "a smaller title", (Paragraph("a paragraph inside"),)),
)


@pytest.fixture(scope="module")
def document():
    return build_report(customers(), "version = 1\n", "0.1.0")


def words(value: object) -> list[str]:
    """Return every text of a block."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [word for each in value for word in words(each)]
    return [w for f in fields(value) for w in words(getattr(value, f.name))] if is_dataclass(value) else []


@pytest.mark.parametrize("block", ONE_OF_EACH, ids=lambda block: type(block).__name__)
def test_all_texts_of_a_block_are_written(document, block):
    bare = replace(document, sections=(Section("only", "The only section", (block,)),))
    html = to_html(bare)
    assert "The only section" in html
    # The kind of a column is told by its class; the file of a chart has its name beside the report.
    untold = {*(str(kind) for kind in ColumnKind), "its-file"}
    for word in words(block):
        assert word in html or word in untold, word


def test_there_is_one_of_each_block():
    assert {type(block) for block in ONE_OF_EACH} == set(get_args(Block))


@pytest.mark.parametrize("result", [customers, orders])
def test_each_chart_stands_in_the_section_that_it_names_or_beside_all_segments(result):
    sections = {section.anchor: section for section in build_report(result(), "", "0.1.0").sections}
    beside = [block.name for block in sections["overview"].blocks]
    assert beside == ["sizes", "heatmap"]
    for part, anchor in ANCHORS.items():
        shown = [block.name for block in sections[anchor].blocks if isinstance(block, Picture)]
        wanted = [chart.name for chart in report_charts_for(result()) if chart.section is part]
        assert shown == [name for name in wanted if name not in beside]


def test_a_board_sees_findings_segments_and_no_evidence():
    document = build_report(orders(), "", "0.1.0", options=ReportOptions(Audience.BOARD))
    places = [section.place for section in document.shown]
    assert places[0] is Place.FRONT
    assert Place.APPENDIX not in places
    assert places.count(Place.SEGMENT) == orders().k
    # On paper: what is of all segments, one after the other without gaps, and then a page for each.
    assert sum(section.starts_page for section in document.shown) == orders().k


def test_no_word_of_method_stands_before_the_appendix():
    for result in (customers(), orders()):
        document = build_report(result, "", "0.1.0")
        before = [section for section in document.shown if section.place in (Place.FRONT, Place.SEGMENT)]
        told = " ".join(str(text) for section in before for text in texts_in(section)).casefold()
        for word in ("silhouette", "k-means", "inertia", "cluster", "standard deviation", "holm"):
            assert word not in told


def test_what_holds_nothing_is_neither_shown_nor_listed(document):
    without = tuple(
        replace(section, blocks=section.blocks and (Paragraph("some"),)) for section in document.sections
    )
    html = to_html(replace(document, sections=without))
    empty = [section.anchor for section in document.sections if not section.blocks]
    assert "purchases" in empty
    for anchor in empty:
        assert f'id="{anchor}"' not in html
        assert f'href="#{anchor}"' not in html
    unjudged = build_report(changed(customers(), verdict=Verdict()), "", "0.1.0")
    assert [section.blocks for section in unjudged.sections if section.anchor == "verdict"] == [()]


def test_what_is_nearly_alike_is_told_in_units_and_never_as_one_time():
    profile = next(
        each
        for each in customers().description.profiles
        if each.type is ColumnType.NUMBER and each.level is None and not each.is_year
    )
    for own, everyone, told in (
        (5_220.0, 5_167.0, "+53"),
        (99.6, 100.0, "−0.40"),
        (150.0, 100.0, "1.5 times"),
        (50.0, 100.0, "0.50 times"),
    ):
        assert str(_compared(profile, own, everyone)) == told
