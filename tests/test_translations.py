"""German and Spanish: whole catalogues, faithful to their templates, and a run in which nothing stays English."""

import csv
import html
import importlib.util
import io
import json
import re
import string
import sys
from gettext import NullTranslations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import segdesk as api
from segdesk import messages
from segdesk.delivery.summary import summarise, to_json
from segdesk.engine.audit.audit import audit
from segdesk.messages import list_in_words, use_language
from segdesk.resources import resource
from segdesk.samples import sample_path
from segdesk.version import VERSION
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.labeled_alone import labeled_csv

MAKER = Path(__file__).parents[1] / "tools" / "make_translations.py"
LANGUAGES = ("de", "es")
QUICK = ("--criteria", "silhouette,inertia", "--k", "3..4", "--draws", "5", "--formats", "csv")

# Names, and words that the languages share.
SAME = {
    "PDF",
    "Logo",
    "n",
    "Lift",
    "Segment {number}",
    "{variable}: lift",
    "Status",
    "{n} GB",
    "{n} MB",
    "BIC",
    "Calinski-Harabasz",
    "DBSCAN",
    "Davies-Bouldin",
    "Format",
    "Gap",
    "HDBSCAN",
    "Kruskal-Wallis",
    "Median",
    "Name",
    "Parquet",
    "RFM",
    "Segment",
    "Segment {number}: {name}. {figures}",
    "Test",
    "Total",
    "Variable",
    "no",
    "p (Holm)",
}

OPEN_AND_CLOSE = {"de": ("„", "“"), "es": ("«", "»")}
FOREIGN = {"de": '”«»"', "es": '„“”"'}


def load_maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_translations", MAKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by name.
    sys.modules["make_translations"] = module
    spec.loader.exec_module(module)
    return module


def catalogue(language: str) -> Catalog:
    with resource("translations", language, "LC_MESSAGES", "segdesk.po").open("rb") as file:
        return read_po(file)


def pairs(language: str) -> list[tuple[str, str]]:
    """Return every translated template with its translation, plural forms one by one."""
    found = []
    for message in catalogue(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        # One test tells what is not translated; the others leave it alone.
        found += [pair for pair in zip(ids, strings, strict=True) if pair[1]]
    return found


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(name, spec, conversion) for _, name, spec, conversion in string.Formatter().parse(text) if name}


def words_only(text: str) -> str:
    return re.sub(r"\{[^}]*\}|\W", "", text)


def test_every_template_is_translated_and_compiled():
    assert load_maker().check() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_hold_the_placeholders_of_their_template(language: str):
    wrong = [t for t, translation in pairs(language) if placeholders(t) != placeholders(translation)]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language: str):
    same = {t for t, translation in pairs(language) if t == translation and words_only(t)}
    assert same <= SAME


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_are_those_of_the_language(language: str):
    opening, closing = OPEN_AND_CLOSE[language]
    for template, translation in pairs(language):
        assert translation.count(opening) == translation.count(closing), translation
        assert not set(translation) & set(FOREIGN[language]), translation
        if "“" in template:
            assert opening in translation, translation


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_end_as_their_template_and_hold_no_markup(language: str):
    for template, translation in pairs(language):
        assert translation == translation.strip(), translation
        assert not set(translation) & (set("<>&") - set(template)), translation
        if template.endswith((".", ":", "?")):
            assert translation.endswith(template[-1]), translation


def test_spanish_and_gives_way_before_the_same_sound():
    with use_language("es"):
        assert list_in_words(["a", "«ingresos»"]) == "a e «ingresos»"
        assert list_in_words(["a", "hielo"]) == "a y hielo"
        assert list_in_words(["a", "hijos"]) == "a e hijos"


class Recording(NullTranslations):
    """A catalogue that remembers what was asked of it."""

    def __init__(self, original: NullTranslations) -> None:
        super().__init__()
        self.original = original
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return self.original.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return self.original.ngettext(msgid1, msgid2, n)


def visible_text(report: Path) -> str:
    page = re.sub(r"<style>.*?</style>|<pre>.*?</pre>", "", report.read_text("utf-8"), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "\n", page))


@pytest.fixture(scope="module", params=["customers", "orders"])
def english(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, tuple[object, ...]]:
    """The sample's name, and the numbers of its segments in English to compare with."""
    found = api.segment(
        sample_path(request.param), criteria=["silhouette", "inertia"], k=range(3, 5), draws=5
    )
    whole = found.segmentation
    summary = json.loads(to_json(summarise(whole, VERSION, [], audit(whole))))
    labeled = labeled_csv(found, tmp_path_factory.mktemp("english"))
    return request.param, numbers_of(summary, labeled.decode("utf-8-sig"))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_run_says_nothing_in_english_and_finds_the_same(
    english: tuple[str, tuple[object, ...]], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    sample, numbers = english
    recording = Recording(messages._catalogue(language))
    monkeypatch.setattr(messages, "_catalogue", lambda _: recording)
    done = segdesk("run", sample_path(sample), "--out", tmp_path / "out", "--lang", language, *QUICK)
    assert done.returncode == 0, done.stderr

    translations = dict(pairs(language))
    assert len(recording.asked) > 100
    assert recording.asked <= set(translations)
    said = done.stdout + done.stderr + visible_text(tmp_path / "out" / "report.html")
    for template in recording.asked:
        # Short words may stand in the data too.
        if len(template.split()) > 2 and "{" not in template:
            assert template not in said

    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    labeled = (tmp_path / "out" / "labeled.csv").read_text("utf-8-sig")
    assert numbers_of(summary, labeled) == numbers


@pytest.mark.slow
def test_names_of_rfm_cells_are_found_again_in_another_language(tmp_path: Path):
    orders, out, placed = sample_path("orders"), tmp_path / "out", tmp_path / "placed.csv"
    words = ("--use", "rfm_segment,frequency", "--lang", "de", *QUICK, *UNREPORTED)
    assert segdesk("run", orders, "--out", out, *words).returncode == 0
    done = segdesk("predict", orders, "--model", out / "model.segdesk", "--out", placed, "--lang", "es")
    assert done.returncode == 0, done.stderr
    labels, again = (labels_of(path.read_text("utf-8-sig")) for path in (out / "labeled.csv", placed))
    assert labels == again


def labels_of(labeled: str) -> list[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(labeled, newline=""))
    return [(row["segment"], row["segment_confidence"]) for row in rows]


def numbers_of(summary: dict[str, Any], labeled: str) -> tuple[object, ...]:
    """Return what must not depend on the language: labels, confidences, and the scores."""
    sizes = [(s["segment"], s["size"], s["stability"]) for s in summary["segments"]]
    return (
        labels_of(labeled),
        sizes,
        summary["scores"],
        summary["scan"],
        summary["k"],
        summary["verdict"]["structure"],
    )
