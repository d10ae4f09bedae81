"""The report: complete, escaped, closed to the outside, and the same each time."""

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import numpy as np
import pytest

from segdesk.charts.chart_registry import report_charts_for
from segdesk.engine.validation.structure import Verdict
from segdesk.messages import LANGUAGES, Sentence, has_catalogue, say, use_language
from segdesk.report.build import build_report, report_pictures
from segdesk.report.writers.html import to_html
from tests.sample_results import changed, customers, orders, segmented, survey

RECIPE = 'version = 1\n\n[method]\nmethod = "kmeans"\n'
VOID = {"meta", "img", "br", "link", "input", "hr", "source"}


@cache
def pictures_of(make):
    """Return the charts of a sample's result, drawn once for all tests that look at the words around them."""
    return report_pictures(make())


def report_html(result, recipe, version, of=None):
    pictures = None if of is None else pictures_of(of)
    return to_html(build_report(result, recipe, version, pictures=pictures))


class Page(HTMLParser):
    """Tags, attributes and words of a page; fails where tags do not nest."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.open, self.words = [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def html():
    return report_html(customers(), RECIPE, "0.1.0", customers)


def test_it_is_the_same_each_time(html):
    again = report_html(customers(), RECIPE, "0.1.0")
    assert again == html


def test_nothing_comes_from_outside_and_nothing_runs(html):
    page = Page(html)
    assert page.all("script") == []
    policy = next(meta["content"] for meta in page.all("meta") if "http-equiv" in meta)
    assert "default-src 'none'" in policy
    assert "script" not in policy
    for _, attrs in page.tags:
        assert not any(name.startswith("on") for name in attrs)
        for name in ("src", "srcset", "href"):
            if attrs.get(name):
                assert attrs[name].startswith(("data:image/svg+xml;base64,", "#"))
    assert "@import" not in html
    assert "url(" not in html


def test_everything_that_a_reader_needs_is_there(html):
    page = Page(html)
    result = customers()
    for wanted in (
        "shop_customers.csv",
        "2,005",
        result.source.table.source.sha256,
        *(str(segment.name) for segment in result.description.segments),
        *(str(segment.description) for segment in result.description.segments),
        *(str(trait) for segment in result.description.segments for trait in segment.traits),
        *(str(step) for step in result.provenance.steps),
        *(str(sentence) for sentence in result.validation.scan.reason),
        *(str(choice.reason) for choice in result.source.choices),
        "Fit (silhouette)",
        'method = "kmeans"',
        "segdesk 0.1.0",
    ):
        assert " ".join(wanted.split()) in page.text


def test_typical_customers_are_named_as_in_the_file(html):
    column = customers().identifier
    for segment in customers().description.segments:
        for row in segment.typical:
            assert column.levels[column.values[row]] in html


def test_personal_identifiers_become_rows():
    result = customers()
    place = result.source.table.names.index("customer_id")
    columns = list(result.source.columns)
    columns[place] = replace(columns[place], personal=True)
    html = report_html(changed(result, columns=tuple(columns)), RECIPE, "0.1.0", customers)
    row = result.description.segments[0].typical[0]
    assert columns[place].levels[columns[place].values[row]] not in html
    assert f"{row + 1:,}" in html


def test_customers_made_from_orders_are_found_in_the_labeled_file_where_names_are_personal():
    result = orders()
    hidden = tuple(
        replace(column, personal=column.name == result.identifier.name) for column in result.source.columns
    )
    html = report_html(changed(result, columns=hidden), RECIPE, "0.1.0", orders)
    assert re.search(
        rf"customers {result.description.segments[0].typical[0] + 1:,}[^<]* of labeled.csv", html
    )
    assert "of the data" not in html


def test_it_can_be_read_without_seeing_it(html):
    page = Page(html)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(len(image["alt"]) > 10 for image in page.all("img"))
    # Each segment has a chart of its own beside those of all.
    assert len(page.all("img")) == len(report_charts_for(customers())) + customers().k
    assert all("scope" in head for head in page.all("th"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        assert link["href"][1:] in ids
    assert page.all("html")[0]["lang"] == "en"


def test_the_verdict_stands_only_where_there_is_one(html):
    assert str(customers().validation.verdict.text) in html
    assert all(str(fact) in html for fact in customers().validation.verdict.evidence)
    unjudged = report_html(changed(customers(), verdict=Verdict()), RECIPE, "0.1.0", customers)
    assert "How solid these segments are" not in unjudged


def test_warnings_come_before_the_segments():
    warned = changed(customers(), warnings=(say("Mind the gap."),))
    html = report_html(warned, RECIPE, "0.1.0", customers)
    assert html.index("Mind the gap.") < html.index('id="segment-1"')
    assert "To be aware of" not in report_html(changed(warned, warnings=()), RECIPE, "0.1.0", customers)


def test_text_from_the_file_is_never_markup(tmp_path):
    rng = np.random.default_rng(0)
    bad = "<script>alert(1)</script>"
    lines = [f"{bad};'><img src=x onerror=alert(2)>;$x^2$"]
    lines += [
        f"{rng.gamma(2, 30):.2f};{('<b>a</b>', 'a&b', 'c')[i % 3]};{rng.normal():.3f}" for i in range(90)
    ]
    source = tmp_path / "<i>&file.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    result = segmented(source, k="3")
    renamed = replace(result.description.segments[0], name=Sentence("{name}", {"name": bad}))
    result = changed(result, segments=(renamed, *result.description.segments[1:]))
    page = Page(report_html(result, f"# {bad}\x07", "0.1.0"))
    assert page.all("script") == []
    assert page.all("b") == page.all("i") == []
    assert all(image["src"].startswith("data:") for image in page.all("img"))
    assert bad in page.text
    assert "\x07" not in page.text


def test_many_segments_without_a_scan():
    page = Page(report_html(survey(), RECIPE, "0.1.0", survey))
    pages = [section for section in page.all("section") if "segment" in section["class"].split()]
    assert len(pages) == 12
    charts = len(report_charts_for(survey()))
    assert charts < len(page.all("img")) <= charts + survey().k


@pytest.mark.parametrize("language", [name for name in LANGUAGES if has_catalogue(name)])
def test_numbers_and_language_follow(language):
    with use_language(language):
        html = report_html(customers(), RECIPE, "0.1.0", customers)
    assert f'<html lang="{language}">' in html
    assert ("2.005" in html) == (language != "en")


def test_each_segment_tells_its_rule_or_that_it_has_none():
    ruled = customers()
    bare = changed(ruled, segments=tuple(replace(each, rule=None) for each in ruled.description.segments))
    told = Page(report_html(ruled, RECIPE, "0.1.0", customers)).text
    assert all(each.rule is not None for each in ruled.named)
    for each in ruled.named:
        assert f"{each.rule.words}. {each.rule.figures}" in told
    none = Page(report_html(bare, RECIPE, "0.1.0", customers)).text
    assert none.count("No short rule sets this segment apart.") == ruled.k
