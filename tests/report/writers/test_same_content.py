"""Every format holds the same sentences and figures, whatever stands in the data."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from segdesk.engine.data.finding import finding
from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.io.recipe_file import read_recipe
from segdesk.messages import LANGUAGES, use_language
from segdesk.report.build import build_report, report_pictures
from segdesk.report.document import (
    Cell,
    Column,
    ColumnKind,
    Facts,
    Findings,
    Folded,
    ItemList,
    Paragraph,
    Picture,
    Place,
    ReportDocument,
    Row,
    RowGroup,
    Section,
    Sentences,
    Subsection,
    Table,
    texts_in,
)
from segdesk.report.writers.report_formats import all_report_formats, report_format_named
from tests.sample_results import customers, orders

FORMATS = tuple(entry.name for entry in all_report_formats())
EVIL = (
    '=HYPERLINK("http://evil.example")',
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "a\x00b\x1fc",
    "&amp; <b>",
)
BARE = ReportDocument(
    language="en",
    version="1",
    kind="Kind",
    file="file.csv",
    title="Title",
    author="",
    lead=(),
    sections=(),
    footer="Foot",
    colours=(),
    recipe="",
)


@cache
def pictures_of(make):
    return report_pictures(make())


@cache
def document(make, audience=Audience.BOARD):
    return build_report(
        make(), "", "0.1.0", options=ReportOptions(audience, author="A. Nalyst"), pictures=pictures_of(make)
    )


def written(name, of):
    return report_format_named(name).write(of)


def words(name, data):
    """Return all that a file shows, without blanks: where lines break is not the content."""
    if name == "html":
        page = re.sub(r"<style>.*?</style>|<pre>.*?</pre>", "", data.decode(), flags=re.S)
        text = unescape(re.sub(r"<[^>]+>", " ", page))
    elif name == "pdf":
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    elif name == "pptx":
        text = " ".join(_words_of_slide(slide) for slide in Presentation(io.BytesIO(data)).slides)
    elif name == "docx":
        doc = Document(io.BytesIO(data))
        cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
        text = " ".join([*(paragraph.text for paragraph in doc.paragraphs), *cells])
    else:
        book = load_workbook(io.BytesIO(data))
        text = " ".join(
            str(cell.value)
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        )
    return "".join(text.split())


def _words_of_slide(slide):
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        if shape.has_chart:
            found += [str(category) for category in shape.chart.plots[0].categories]
            found += [series.name for series in shape.chart.plots[0].series]
    return " ".join(found)


def wanted(of, name):
    """Return the texts that a format is to show, without blanks."""
    for section in of.shown:
        for text in _texts(section, name):
            plain = "".join(str(text).split())
            if plain:
                yield plain


def _texts(value, name):  # noqa: PLR0912 - a case for each kind of block
    if isinstance(value, Picture):
        yield from (value.question, value.finding, value.definition)
    elif isinstance(value, Folded):
        yield value.elsewhere
    elif isinstance(value, Section):
        yield value.title
        for block in value.blocks:
            yield from _texts(block, name)
    elif isinstance(value, Cell):
        # A workbook holds the number itself.
        if value.number is None or name != "xlsx":
            yield value.text
    elif isinstance(value, Table):
        yield from (value.caption or "", *(column.title for column in value.columns))
        for group in value.groups:
            yield group.title or ""
            for row in group.rows:
                yield row.head
                for cell in row.cells:
                    yield from _texts(cell, name)
    elif hasattr(value, "blocks"):
        yield value.title
        for block in value.blocks:
            yield from _texts(block, name)
    else:
        yield from texts_in(value)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("make", "audience"), [(customers, Audience.ANALYST), (orders, Audience.BOARD)], ids=["analyst", "board"]
)
def test_every_text_of_the_report_is_there(name, make, audience):
    of = document(make, audience)
    shown = words(name, written(name, of))
    missing = [text for text in wanted(of, name) if text not in shown]
    assert missing == []
    for head in (of.title, of.author, *of.lead):
        assert "".join(str(head).split()) in shown or name == "xlsx"


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_gives_the_same_bytes(name):
    of = document(customers)
    first, second = written(name, of), written(name, of)
    if name in ("docx", "pptx"):
        # The members of these have the time of writing beside them in the archive, not in them.
        assert _members(first) == _members(second)
    else:
        assert first == second


def _members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # The workbook behind a chart that can be edited says when it was written.
        return {each: archive.read(each) for each in archive.namelist() if "embeddings" not in each}


@pytest.mark.parametrize("name", FORMATS)
def test_text_from_data_is_text_and_never_runs(name):
    rows = tuple(Row(text, (Cell(text),)) for text in EVIL)
    blocks = (
        Findings(EVIL),
        *(Paragraph(text) for text in EVIL),
        Table((Column("a"), Column(EVIL[1], ColumnKind.NUMBER)), (RowGroup(rows),)),
    )
    of = replace(
        document(customers), title=EVIL[1], file=EVIL[0], sections=(Section("evil", EVIL[1], blocks),)
    )
    data = written(name, of)
    shown = words(name, data)
    for text in EVIL:
        plain = "".join(letter for letter in text if letter.isprintable())
        assert "".join(plain.split()) in shown.replace("\x00", "").replace("\x1f", "")
    if name == "xlsx":
        book = load_workbook(io.BytesIO(data))
        assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        assert not [sheet for sheet in book if sheet._hyperlinks]
    if name == "html":
        assert b"<script" not in data


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_the_report_follows_the_language(name, language):
    with use_language(language):
        of = build_report(
            customers(), "", "0.1.0", options=ReportOptions(Audience.BOARD), pictures=pictures_of(customers)
        )
        short = replace(of, sections=tuple(s for s in of.shown if s.place is Place.FRONT))
        shown = words(name, written(name, short))
        title = "".join(str(of.title).split())
    assert title in shown
    assert "segmentsof" not in shown


def test_a_pdf_has_bookmarks_page_numbers_fonts_and_its_language():
    of = document(customers, Audience.ANALYST)
    reader = PdfReader(io.BytesIO(written("pdf", of)))
    titles = [entry.title for entry in _flat(reader.outline)]
    assert [str(section.title) for section in of.shown] == titles
    assert reader.pages[0].extract_text().strip().endswith(f"1 / {len(reader.pages)}")
    assert reader.metadata.title == str(of.title)
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].get_object().values()
        if "DejaVu" in str(font.get_object().get("/BaseFont", ""))
    ]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_a_page_that_is_full_is_not_followed_by_an_empty_one():
    facts = Facts((("Term", "What is said of it."),))
    # Page by page a point more: some of these end where the page does.
    for hints in range(7, 12):
        for lines in range(27, 32):
            full = (
                ItemList(tuple(f"Line {i}." for i in range(lines))),
                Sentences(("Hint.",) * hints, is_hint=True),
                facts,
            )
            after = Section("b", "Second", (Paragraph("After"),), starts_page=True)
            of = replace(BARE, sections=(Section("a", "First", full), after))
            pages = [page.extract_text() for page in PdfReader(io.BytesIO(written("pdf", of))).pages]
            assert all(re.search("Line|Term|After|Hint", page) for page in pages), (lines, hints)


def test_the_last_words_have_no_page_to_themselves():
    for lines in range(44, 56):
        body = (ItemList(tuple(f"Line {i}." for i in range(lines))),)
        of = replace(BARE, sections=(Section("a", "First", body),))
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(written("pdf", of))).pages]
        assert "Line" in pages[-1]
        assert ["Foot" in page for page in pages] == [*[False] * (len(pages) - 1), True]


def test_a_table_that_is_longer_than_the_page_begins_on_it():
    columns = (Column("Segment"), Column("Customers", ColumnKind.NUMBER))
    table = Table(columns, (RowGroup(tuple(Row(f"Row {i}.", (Cell("1"),)) for i in range(80))),), "Caption")
    blocks = (Paragraph("First"), Subsection("inside", "A subsection", (table,)))
    of = replace(document(customers), sections=(Section("only", "Rows", blocks),))
    first = PdfReader(io.BytesIO(written("pdf", of))).pages[0].extract_text()
    assert "A subsection" in first
    assert "Row 10." in first


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_readers_are_told_of_settings_and_not_of_options(name, language):
    told = (
        finding("roles.shared_levels", columns=2, n=7, levels=["none"], names=["a", "b"]),
        finding("purchase_columns.refund_subtracted", column="refund"),
        finding("personal_data.model_holds_customers", n=9),
    )
    with use_language(language):
        assert all("--" in str(text) for text in told)
        of = replace(
            document(customers),
            sections=(Section("warnings", "To be aware of", (ItemList(told),)),),
            recipe="",
        )
        shown = words(name, written(name, of))
    assert "refund" in shown
    assert "--" not in shown


def _flat(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def test_a_pdf_says_that_letters_are_missing_and_shows_greek_and_cyrillic():
    blocks = (Paragraph("Ωμέγα Привет"), Paragraph("漢字"))
    of = replace(document(customers), sections=(Section("only", "Letters", blocks),))
    text = words("pdf", written("pdf", of))
    assert "ΩμέγαПривет" in text
    assert "□□" in text
    assert "Abox" in text


def test_a_presentation_has_a_title_on_every_slide_and_charts_that_can_be_edited():
    slides = Presentation(io.BytesIO(written("pptx", document(customers)))).slides
    assert all(slide.shapes.title.text for slide in slides)
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    sizes = charts[0].plots[0]
    assert list(sizes.categories) == [str(segment.name) for segment in customers().named]
    assert list(sizes.series[0].values) == pytest.approx([segment.share for segment in customers().named])
    bottom = max(shape.top + shape.height for slide in slides for shape in slide.shapes)
    assert bottom <= Presentation(io.BytesIO(written("pptx", document(customers)))).slide_height


def test_a_document_has_real_headings():
    doc = Document(io.BytesIO(written("docx", document(customers))))
    heads = [p.text for p in doc.paragraphs if p.style.name == "Heading 1"]
    names = [str(segment.name) for segment in customers().named]
    assert heads[:3] == ["At a glance", "About this report", "All segments side by side"]
    assert [head.split("  ", 1)[1] for head in heads[3:]] == names


def test_a_workbook_holds_numbers_as_numbers_with_filters_and_print_titles():
    book = load_workbook(io.BytesIO(written("xlsx", document(customers))))
    sheet = book.worksheets[0]
    numbers = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"}
    assert {segment.size for segment in customers().named} <= numbers
    assert sheet.auto_filter.ref
    assert sheet.print_title_rows
    assert sheet.page_setup.fitToHeight == 0
    assert all(len(each.title) <= 31 for each in book.worksheets)


@pytest.mark.parametrize("name", FORMATS)
def test_the_recipe_of_the_run_is_in_the_file_and_found_there(name, tmp_path):
    recipe = customers().provenance.recipe
    of = replace(document(customers), recipe=recipe_for_export(recipe))
    file = tmp_path / f"report.{name}"
    file.write_bytes(written(name, of))
    assert read_recipe(file) == recipe
