"""The report as blocks: what stands where, and that the writer knows every block."""

from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pytest
from matplotlib.figure import Figure

from segdesk.charts.chart_registry import ReportSection, report_charts_for
from segdesk.engine.validation.structure import Verdict
from segdesk.report.build import build_report
from segdesk.report.document import (
    Block,
    CardPart,
    Cards,
    Cell,
    Column,
    ColumnKind,
    Facts,
    ItemList,
    Paragraph,
    Picture,
    Preformatted,
    Row,
    RowGroup,
    Section,
    SegmentCard,
    Sentences,
    Subsection,
    Table,
)
from segdesk.report.html_writer import to_html
from tests.sample_results import changed, customers, orders

ANCHORS = {
    ReportSection.DATA: "charts",
    ReportSection.NUMBER: "number",
    ReportSection.PURCHASES: "purchases",
}
ONE_OF_EACH: tuple[Block, ...] = (
    Paragraph("one paragraph", is_hint=True),
    Sentences(("first sentence", "second sentence")),
    ItemList(("first item", "second item"), is_numbered=True),
    Facts((("a term", "its meaning"),)),
    Preformatted("two\n  lines"),
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
    Picture("what is asked", "what was found", "what is drawn", lambda look: Figure()),
    Cards(
        (SegmentCard(1, "a name", "a size", "a description", (CardPart("a part", ItemList(("a trait",))),)),)
    ),
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
    bare = replace(
        document, opening=(), key_figures=(), sections=(Section("only", "The only section", (block,)),)
    )
    html = to_html(bare)
    assert "The only section" in html
    # The kind of a column is told by its class.
    kinds = {str(kind) for kind in ColumnKind}
    for word in words(block):
        assert word in html or word in kinds, word


def test_there_is_one_of_each_block():
    assert {type(block) for block in ONE_OF_EACH} == set(get_args(Block))


@pytest.mark.parametrize("result", [customers, orders])
def test_each_chart_stands_in_the_section_that_it_names(result):
    sections = {section.anchor: section for section in build_report(result(), "", "0.1.0").sections}
    for part, anchor in ANCHORS.items():
        pictures = [block for block in sections[anchor].blocks if isinstance(block, Picture)]
        wanted = [chart.question for chart in report_charts_for(result()) if chart.section is part]
        assert [picture.question for picture in pictures] == wanted


def test_what_holds_nothing_is_neither_shown_nor_listed(document):
    html = to_html(document)
    empty = [section.anchor for section in (*document.opening, *document.sections) if not section.blocks]
    assert "purchases" in empty
    for anchor in empty:
        assert f'id="{anchor}"' not in html
        assert f'href="#{anchor}"' not in html
    unjudged = build_report(changed(customers(), verdict=Verdict()), "", "0.1.0")
    assert [section.blocks for section in unjudged.opening if section.anchor == "verdict"] == [()]
