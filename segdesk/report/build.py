"""The report: one HTML file that explains a segmentation to someone who has never heard of clustering.

It holds no script and asks no network. The same segmentation, recipe and language give the same bytes.
"""

import base64
import re
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from segdesk.charts.chart_registry import Chart, ReportSection, report_charts_for
from segdesk.charts.export import to_svg
from segdesk.charts.palette import DARK_TOKENS, LIGHT_TOKENS
from segdesk.charts.style import Look
from segdesk.engine.audit.audit import Audit, audit
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.importance import told
from segdesk.messages import current_language, say, say_n
from segdesk.report.lists import list_tables
from segdesk.report.purchases import purchase_tables
from segdesk.report.sections import column_rows, facts, figures, glossary, headline, summary
from segdesk.report.segments import segment_cards
from segdesk.report.tables import profile_table, scan_table, test_rows
from segdesk.resources import resource

_LOOK = Look(titled=False)

# Control characters and lone surrogates from cells: no browser shows them, and not all can be encoded.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def report_html(
    segmentation: Segmentation, recipe_toml: str, version: str, audited: Audit | None = None
) -> str:
    """Return the report as one HTML document, in the language in force.

    Parameters
    ----------
    segmentation : Segmentation
    recipe_toml : str
        The recipe as it is written to `recipe.toml`; printed as it is.
    version : str
        Version of segdesk.
    audited : Audit, optional
        What was checked; without it, it is checked here.

    Raises
    ------
    AuditError
        If a number of the segmentation does not agree with its data.
    """
    audited = audited or audit(segmentation)
    lists = list_tables(segmentation)
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = environment.get_template("report.html.j2").render(
        say=say,
        language=current_language(),
        version=version,
        light=LIGHT_TOKENS,
        dark=DARK_TOKENS,
        file=segmentation.table.source.path.name,
        headline=headline(segmentation),
        summary=summary(segmentation),
        contents=_contents(segmentation, bool(lists)),
        warnings=segmentation.warnings,
        verdict=segmentation.verdict.text if segmentation.verdict.structure is not None else None,
        evidence=segmentation.verdict.evidence,
        about=told(segmentation.importance),
        figures=figures(segmentation),
        segments=segment_cards(segmentation, _LOOK),
        charts=_pictures(segmentation, ReportSection.DATA),
        number_charts=_pictures(segmentation, ReportSection.NUMBER),
        purchase_charts=_pictures(segmentation, ReportSection.PURCHASES),
        profile=profile_table(segmentation),
        tests=test_rows(segmentation),
        lists=lists,
        purchases=purchase_tables(segmentation),
        reason=segmentation.scan.reason
        or (
            say_n(
                "{n} segment was found by the method itself.",
                "{n} segments were found by the method itself.",
                n=segmentation.k,
            ),
        ),
        scan=scan_table(segmentation),
        columns=column_rows(segmentation),
        steps=segmentation.steps,
        facts=facts(segmentation, version, audited),
        recipe=recipe_toml,
        glossary=glossary(segmentation),
    )
    return _FORBIDDEN.sub("", html)


def _contents(segmentation: Segmentation, has_lists: bool) -> list[tuple[str, object]]:
    entries = [
        ("segments", say("The segments")),
        ("charts", say("What the data show")),
        ("profile", say("Every segment in numbers")),
        ("lists", say("Customers to act on")),
        ("purchases", say("From purchases to customers")),
        ("number", say("How the number of segments was chosen")),
        ("columns", say("What each column was used for")),
        ("steps", say("What was done, step by step")),
        ("method", say("Method and data")),
        ("recipe", say("The recipe")),
        ("words", say("Words used here")),
    ]
    absent = set()
    if not report_charts_for(segmentation):
        absent.add("charts")
    if not has_lists:
        absent.add("lists")
    if segmentation.purchases is None:
        absent.add("purchases")
    return [entry for entry in entries if entry[0] not in absent]


def _pictures(segmentation: Segmentation, section: ReportSection) -> list[dict[str, Any]]:
    """Return the charts that belong to a section."""
    charts = report_charts_for(segmentation)
    return [_picture(chart, segmentation) for chart in charts if chart.section is section]


def _picture(chart: Chart, segmentation: Segmentation) -> dict[str, Any]:
    figure = chart.draw(segmentation, _LOOK)
    wide, high = figure.get_size_inches()
    finding = str(chart.finding(segmentation))
    return {
        "question": chart.question,
        "finding": finding,
        "definition": chart.definition,
        "source": "data:image/svg+xml;base64," + base64.b64encode(to_svg(figure).encode()).decode(),
        # The place is kept free while the page loads, so that nothing jumps.
        "width": round(wide * 100),
        "height": round(high * 100),
    }
