"""What stands over a report stands in every format: title, whom it is from, day, logo and colour."""

import datetime as dt
import io
import re
import zipfile
from base64 import b64decode
from dataclasses import replace
from functools import cache

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from segdesk.charts.palette import LIGHT_TOKENS
from segdesk.engine.result.report_options import Audience, Dated, ReportOptions
from segdesk.io.logo import clean_logo
from segdesk.report.accent import contrast
from segdesk.report.arranging import arranged
from segdesk.report.build import build_report
from segdesk.report.document import Place
from segdesk.report.writers.report_formats import all_report_formats, report_format_named
from tests.report.writers.test_same_content import words
from tests.sample_results import customers

FORMATS = tuple(entry.name for entry in all_report_formats())
DAY = dt.date(2024, 2, 29)
PURPLE = "#7A1FA2"


def picture(wide=120, high=40, colour="#0A5"):
    target = io.BytesIO()
    Image.new("RGB", (wide, high), colour).save(target, "PNG")
    return clean_logo(target.getvalue(), "logo.png")


OPTIONS = ReportOptions(
    Audience.BOARD, "Our <customers> & yours", "Müller «Söhne»", date=DAY, accent=PURPLE, logo=picture()
)


@cache
def plain():
    """Return the first page alone: it bears all of this."""
    whole = build_report(customers(), "", "0.1.0", options=ReportOptions(Audience.BOARD, date=Dated.NEVER))
    return replace(whole, sections=tuple(s for s in whole.shown if s.place is Place.FRONT))


def written(name, options=OPTIONS):
    return report_format_named(name).write(arranged(plain(), options))


def pictures(name, data):
    """Return the size in pixels of every picture in a file."""
    if name == "html":
        found = re.findall(r"data:image/png;base64,([\w+/=]+)", data.decode())
        return [Image.open(io.BytesIO(b64decode(each))).size for each in found]
    if name == "pdf":
        return [image.image.size for image in PdfReader(io.BytesIO(data)).pages[0].images]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [each for each in archive.namelist() if "/media/" in each]
        return [Image.open(io.BytesIO(archive.read(each))).size for each in names]


@pytest.mark.parametrize("name", FORMATS)
def test_title_author_and_day_stand_in_it_as_text(name):
    shown = words(name, written(name))
    for text in (OPTIONS.title, OPTIONS.author, "29 February 2024"):
        assert "".join(text.split()) in shown


@pytest.mark.parametrize("name", FORMATS)
def test_the_logo_stands_in_it_once_and_without_one_there_is_none(name):
    assert pictures(name, written(name)).count((120, 40)) == 1
    assert (120, 40) not in pictures(name, report_format_named(name).write(plain()))


def colours_of_headings(name, data):
    """Return the colours of titles and headings, each as six digits in capitals."""
    if name == "html":
        found = re.search(r"--accent: #(\w{6});", data.decode())[1]
        return {found} if "h1, h2 { color: var(--accent); }" in data.decode() else {"1C2430"}
    if name == "pdf":
        page = PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data().decode("latin-1")
        return {
            "".join(f"{round(255 * float(each)):02X}" for each in found)
            for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) rg", page)
        }
    if name == "docx":
        doc = Document(io.BytesIO(data))
        return {str(doc.styles[style].font.color.rgb) for style in ("Title", "Heading 1", "Heading 3")}
    if name == "pptx":
        slides = Presentation(io.BytesIO(data)).slides
        runs = [run for slide in slides for p in slide.shapes.title.text_frame.paragraphs for run in p.runs]
        return {str(run.font.color.rgb) for run in runs}
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    bold = [cell for row in sheet.iter_rows() for cell in row if cell.font.bold and cell.font.sz in (13, 18)]
    # Excel knows the colour of text that has none of its own by a number of its theme.
    return {str(cell.font.color.rgb)[2:] for cell in bold if cell.value and cell.font.color}


@pytest.mark.parametrize("name", FORMATS)
def test_headings_have_the_colour_that_was_chosen(name):
    assert PURPLE[1:] in colours_of_headings(name, written(name))
    assert PURPLE[1:] not in colours_of_headings(name, report_format_named(name).write(plain()))


@pytest.mark.parametrize("name", FORMATS)
def test_segments_keep_their_own_colours(name):
    of = build_report(customers(), "", "0.1.0", options=ReportOptions(Audience.BOARD, accent="#FF0000"))
    assert {each.colour for each in of.colours}.isdisjoint({of.letterhead.accent, "#FF0000"})
    assert of.colours == plain().colours


def test_a_colour_that_is_too_light_is_written_darker():
    page = written("html", ReportOptions(accent="#FFEE00")).decode()
    taken = re.search(r"--accent: (#\w{6});", page)[1]
    assert taken != "#FFEE00"
    assert contrast(taken, LIGHT_TOKENS.window) >= 4.5


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_the_day_stands_in_the_properties_of_the_file(name):
    data = written(name)
    if name == "pdf":
        found = PdfReader(io.BytesIO(data)).metadata.creation_date.date()
    elif name == "xlsx":
        found = load_workbook(io.BytesIO(data)).properties.created.date()
    else:
        opened = Document if name == "docx" else Presentation
        found = opened(io.BytesIO(data)).core_properties.created.date()
    assert found == DAY


def test_a_web_page_says_its_day_and_loads_nothing():
    page = written("html").decode()
    assert '<meta name="date" content="2024-02-29">' in page
    assert "default-src 'none'; img-src data:" in page
    assert not re.findall(r"(?:src|href)=\"(?!data:|#)", page)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("size", [(900, 2), (2, 450)], ids=["wide", "high"])
def test_a_logo_of_any_shape_fits(name, size):
    data = written(name, replace(OPTIONS, logo=picture(*size), title=30 * "Long titles "))
    assert pictures(name, data).count(size) == 1
    assert "LongtitlesLong" in words(name, data)
