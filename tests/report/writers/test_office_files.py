"""Office files are sound as packages, and what is built by hand in them keeps the order of the schema.

No schema of Office Open XML may be shipped here, so this is no validation: it holds what a program that opens the file
looks at first, and the elements that the libraries have no door to. `SEQUENCES` is copied from ISO/IEC 29500-4.
"""

import io
import posixpath
import re
import zipfile
from functools import cache
from xml.etree import ElementTree

import pytest

from segdesk.engine.result.report_options import Audience, ReportOptions
from segdesk.io.exported_recipe import recipe_for_export
from segdesk.report.build import build_report
from segdesk.report.writers.report_formats import report_format_named
from tests.sample_results import customers

OFFICE = ("docx", "pptx", "xlsx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
# The children that an element may have, in the order in which they have to stand.
SEQUENCES = {
    f"{{{W}}}tc": "tcPr p tbl",
    f"{{{W}}}tbl": "tblPr tblGrid tr",
    f"{{{W}}}tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    f"{{{W}}}tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    f"{{{W}}}pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    f"{{{A}}}tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D noFill solidFill gradFill blipFill pattFill extLst",
    f"{{{A}}}tc": "txBody tcPr extLst",
    f"{{{S}}}worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData autoFilter mergeCells "
    "printOptions pageMargins pageSetup headerFooter rowBreaks drawing legacyDrawing extLst",
}


@cache
def report():
    recipe = recipe_for_export(customers().provenance.recipe)
    return build_report(customers(), recipe, "0.1.0", options=ReportOptions(Audience.BOARD))


@cache
def package(name):
    archive = zipfile.ZipFile(io.BytesIO(report_format_named(name).write(report())))
    return {part: archive.read(part) for part in archive.namelist()}


def parsed(name):
    return {
        part: ElementTree.fromstring(data)
        for part, data in package(name).items()
        if part.endswith((".xml", ".rels"))
    }


def relations_of(part):
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


@pytest.mark.parametrize("name", OFFICE)
def test_every_part_has_a_type_and_every_type_its_part(name):
    types = parsed(name)["[Content_Types].xml"]
    suffixes = {each.get("Extension") for each in types if each.tag.endswith("Default")}
    named = [each.get("PartName").lstrip("/") for each in types if each.tag.endswith("Override")]
    assert len(named) == len(set(named))
    assert set(named) <= set(package(name))
    for part in set(package(name)) - {"[Content_Types].xml"}:
        assert part in named or part.rsplit(".", 1)[-1] in suffixes, part


@pytest.mark.parametrize("name", OFFICE)
def test_every_relation_leads_to_a_part_and_every_reference_to_a_relation(name):
    parts, roots = package(name), parsed(name)
    for part, root in roots.items():
        if part.endswith(".rels"):
            source = posixpath.dirname(posixpath.dirname(part))
            ids = [each.get("Id") for each in root]
            assert len(ids) == len(set(ids)), part
            for each in root:
                assert each.get("TargetMode") != "External", each.get("Target")
                target = posixpath.normpath(posixpath.join("/", source, each.get("Target"))).lstrip("/")
                assert target in parts, (part, target)
        else:
            known = {each.get("Id") for each in roots.get(relations_of(part), ())}
            asked = {
                value
                for each in root.iter()
                for key, value in each.attrib.items()
                if key.startswith(f"{{{R}}}")
            }
            assert asked <= known, part


@pytest.mark.parametrize("name", OFFICE)
def test_what_is_built_by_hand_keeps_the_order_of_the_schema(name):
    seen = set()
    for part, root in parsed(name).items():
        for element in root.iter():
            order = SEQUENCES.get(element.tag)
            if order is None:
                continue
            names = [child.tag.rsplit("}", 1)[-1] for child in element]
            places = [order.split().index(each) for each in names]
            assert places == sorted(places), (part, element.tag, names)
            seen.add(element.tag)
            if element.tag == f"{{{W}}}tc":
                assert names[-1] == "p", "a cell ends with a paragraph"
    assert seen


@pytest.mark.parametrize("name", OFFICE)
def test_nothing_has_the_number_of_another(name):
    for part, root in parsed(name).items():
        # Inside a picture the number is its own.
        numbered = (each for each in root.iter() if "/picture}" not in each.tag)
        shapes = [each.get("id") for each in numbered if each.tag.endswith(("}cNvPr", "}docPr"))]
        assert len(shapes) == len(set(shapes)), part
    custom = parsed(name).get("docProps/custom.xml")
    assert custom is not None
    numbers = [int(each.get("pid")) for each in custom.iter(f"{{{CUSTOM}}}property")]
    assert numbers == list(range(2, 2 + len(numbers)))


def test_axes_of_charts_on_slides_have_numbers_that_the_schema_knows():
    charts = [root for part, root in parsed("pptx").items() if re.match(r"ppt/charts/chart\d+\.xml", part)]
    assert charts
    for chart in charts:
        marks = [each.get("val") for each in chart.iter() if each.tag.endswith(("}axId", "}crossAx"))]
        # Each axis is named by the chart, by itself and by the axis that it crosses.
        assert {marks.count(mark) for mark in marks} == {3}
        assert all(0 <= int(mark) < 2**31 for mark in marks)


def test_merged_cells_of_a_sheet_do_not_overlap():
    for root in parsed("xlsx").values():
        taken = set()
        for merged in root.iter(f"{{{S}}}mergeCell"):
            first, last = merged.get("ref").split(":")
            rows = {int(re.sub(r"\D", "", place)) for place in (first, last)}
            assert len(rows) == 1
            assert not rows & taken
            taken |= rows
