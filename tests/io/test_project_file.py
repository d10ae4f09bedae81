"""Project files: whole, without their data, damaged and forged."""

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.project import Project
from segdesk.engine.result.renaming import recoloured, renamed
from segdesk.engine.result.report_options import Audience, Dated, ReportOptions
from segdesk.engine.result.run import Run
from segdesk.errors import Cancelled, InputError
from segdesk.io.logo import clean_logo
from segdesk.io.model_file import read_model
from segdesk.io.project_file import VERSION, read_project, write_project
from segdesk.io.reading import read_table
from segdesk.report.build import build_report
from segdesk.report.writers.html import to_html
from tests.engine.result.test_codec import assert_same
from tests.io.test_model_file import npy, packed, parts_of
from tests.sample_results import customers, orders, survey

TODAY = dt.date(2026, 11, 1)
QUICK = {"draws": 0, "criteria": ("silhouette",)}


def project_of(segmentation, *further, settings=None):
    """Return a project with a result that has a name and a colour of the user's own, and further ones."""
    asked = Recipe().with_settings(settings or {})
    mine = recoloured(renamed(segmentation, {1: "Meine „Besten“ =1+1"}), 1, 9)
    runs = tuple(
        Run(2 * i + 1, asked, each, 0.5, TODAY, frozenset({1})) for i, each in enumerate((mine, *further))
    )
    return Project(mine.source_table, None, asked, TODAY, runs, 1, {"Income": "Einkommen"})


SAMPLE = {"kind": "customers", "criteria": ("silhouette", "inertia"), "draws": 10}
USE = ("orders", "spend", "discount_share", "returns_share", "days_since_last_order")
# With the settings that they are made with.
MADE = {
    "customers": (customers, {**SAMPLE, "k": "3..5", "use": USE}),
    "orders": (orders, {**SAMPLE, "kind": "transactions", "method": "kmeans", "k": "3"}),
    "survey": (survey, {**SAMPLE, "k": "12"}),
}


def sample(name):
    make, settings = MADE[name]
    return project_of(make(), settings=settings)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return a project of 60 customers in two runs, and the bytes of its file."""
    path = tmp_path_factory.mktemp("small") / "small.csv"
    rows = [f"{i},{20 + i % 30},{100 * (i % 4) + i},{'ab'[i % 2]}" for i in range(60)]
    path.write_text("\n".join(["id,age,spend,kind", *rows]), "utf-8")
    table = read_table(path)
    found = [segment(table, Recipe().with_settings({"k": k, **QUICK}), today=TODAY) for k in ("3", "4")]
    project = project_of(*found, settings={"k": "3", **QUICK})
    file = path.parent / "p.segdesk"
    write_project(file, project)
    return project, file.read_bytes()


def refusal_of(tmp_path, data):
    path = tmp_path / "projekt.segdesk"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_project(path)
    assert "projekt.segdesk" in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", MADE)
def test_a_project_opens_as_it_was_without_its_source(tmp_path, name):
    before = sample(name)
    before = replace(
        before,
        table=replace(before.table, source=replace(before.table.source, path=Path("/nowhere/at-all.csv"))),
    )
    write_project(tmp_path / "p.segdesk", before)
    after = read_project(tmp_path / "p.segdesk")
    assert_same(before.table, after.table)
    assert (after.recipe, after.today, after.shown, after.matches) == (
        before.recipe,
        before.today,
        before.shown,
        before.matches,
    )
    for part in ("fit", "validation", "description", "provenance"):
        assert_same(getattr(before.run.segmentation, part), getattr(after.run.segmentation, part), part)
    assert_same(before.run.segmentation.source.columns, after.run.segmentation.source.columns)
    assert_same(before.run.segmentation.source.choices, after.run.segmentation.source.choices)
    write_project(tmp_path / "again.segdesk", after)
    assert (tmp_path / "again.segdesk").read_bytes() == (tmp_path / "p.segdesk").read_bytes()


def test_the_report_of_a_reopened_run_is_the_same(tmp_path):
    before = sample("customers")
    write_project(tmp_path / "p.segdesk", before)
    after = read_project(tmp_path / "p.segdesk")
    reports = [to_html(build_report(each.run.segmentation, "", "1")) for each in (before, after)]
    assert reports[0] == reports[1]


def test_how_its_reports_are_to_be_comes_back(tmp_path, small):
    logo = io.BytesIO()
    Image.new("RGB", (40, 20), "#0A5").save(logo, "PNG")
    for options in (
        ReportOptions(),
        ReportOptions(
            Audience.BOARD, "Unsere «Kunden»", "Ä", {2: "a\nb", 0: "c"}, ("recipe",), ("charts", "segments"),
            dt.date(2026, 2, 28), "#00AA55", clean_logo(logo.getvalue(), "logo"), "es",
        ),
        ReportOptions(date=Dated.NEVER),
    ):  # fmt: skip
        write_project(tmp_path / "p.segdesk", replace(small[0], report=options))
        assert read_project(tmp_path / "p.segdesk").report == options


def test_a_project_of_the_first_version_opens_as_before(tmp_path, small):
    parts = parts_of(small[1])
    in_document("project.json", lambda document: document.pop("report"))(parts)
    (tmp_path / "p.segdesk").write_bytes(packed(parts, kind="project", version=1))
    after = read_project(tmp_path / "p.segdesk")
    assert after.report == ReportOptions()
    assert after.shown == small[0].shown


def test_the_recipe_of_a_reopened_project_gives_the_same_labels(tmp_path, small):
    (tmp_path / "p.segdesk").write_bytes(small[1])
    after = read_project(tmp_path / "p.segdesk")
    for run in after.runs:
        for recipe in (run.recipe, run.segmentation.provenance.recipe):
            if run is after.runs[1] and recipe is run.recipe:
                continue
            again = segment(after.table, recipe, today=after.today)
            np.testing.assert_array_equal(again.fit.labels, run.segmentation.fit.labels)
            assert again.fit.labels.tobytes() == run.segmentation.fit.labels.tobytes()


def test_equal_arrays_of_several_runs_are_kept_once(small):
    project, data = small
    written = parts_of(data)
    matrices = {
        json.loads(written[f"runs/{run.number}/fit.json"])["arrays"]["ordered_matrix"] for run in project.runs
    }
    assert len(project.runs) == 2
    assert len(matrices) == 1


def test_without_its_data_a_project_opens_as_long_as_the_source_is_the_same(tmp_path):
    source = tmp_path / "quelle.csv"
    source.write_text(
        "\n".join(["age,spend", *(f"{i % 40},{(i % 3) * 100 + i}" for i in range(60))]), "utf-8"
    )
    table = read_table(source)
    found = segment(table, Recipe().with_settings({"k": "3", **QUICK}), today=TODAY)
    path = tmp_path / "projekt.segdesk"
    write_project(path, replace(project_of(found, settings={"k": "3", **QUICK}), with_data=False))
    assert not any(b"259" in data for name, data in parts_of(path.read_bytes()).items() if "texts" in name)
    after = read_project(path)
    np.testing.assert_array_equal(after.run.segmentation.fit.labels, found.fit.labels)
    source.write_text(source.read_text("utf-8").replace("259", "258"), "utf-8")
    with pytest.raises(InputError, match="has changed since"):
        read_project(path)
    source.unlink()
    with pytest.raises(InputError, match=r"quelle\.csv"):
        read_project(path)


def test_a_joined_table_travels_along(tmp_path):
    lines, more = tmp_path / "orders.csv", tmp_path / "people.csv"
    rows = [f"{1 + i % 20},2024-{1 + i % 12:02d}-{1 + i % 27:02d},{10 + i % 7 * 3},{i}" for i in range(200)]
    lines.write_text("\n".join(["customer,date,amount,order", *rows]), "utf-8")
    more.write_text("\n".join(["customer,city", *(f"{i},{'AB'[i % 2]}" for i in range(1, 21))]), "utf-8")
    asked = Recipe().with_settings({"join": str(more), "k": "2", **QUICK})
    table, joined = read_table(lines), read_table(more)
    found = segment(table, asked, joined=joined, today=TODAY)
    project = Project(table, joined, asked, TODAY, (Run(1, asked, found, 1.0, TODAY),), 1)
    write_project(tmp_path / "p.segdesk", project)
    more.unlink()
    after = read_project(tmp_path / "p.segdesk")
    assert "city" in after.run.segmentation.source.table.names
    assert_same(after.run.segmentation.source.columns, found.source.columns)


def test_a_project_is_no_model_and_a_model_no_project(tmp_path, small):
    _, data = small
    (tmp_path / "p.segdesk").write_bytes(data)
    with pytest.raises(InputError, match="project"):
        read_model(tmp_path / "p.segdesk")
    assert "model" in refusal_of(tmp_path, packed(parts_of(data), kind="model"))


def test_a_project_of_a_newer_program_is_refused_with_its_version(tmp_path, small):
    text = refusal_of(tmp_path, packed(parts_of(small[1]), kind="project", version=12))
    assert "newer segdesk" in text
    assert "12" in text


def test_opening_can_be_stopped(tmp_path, small):
    (tmp_path / "p.segdesk").write_bytes(small[1])

    def stop(stage, share):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_project(tmp_path / "p.segdesk", stop)


def forged(data, change):
    """Return a project one of whose members was changed by someone who can sign it anew."""
    parts = parts_of(data)
    change(parts)
    return packed(parts, kind="project", version=VERSION)


def test_signing_anew_without_a_change_opens(tmp_path, small):
    (tmp_path / "p.segdesk").write_bytes(forged(small[1], lambda parts: None))
    assert read_project(tmp_path / "p.segdesk").shown == 1


def in_document(name, change):
    def act(parts):
        document = json.loads(parts[name])
        change(document)
        parts[name] = json.dumps(document).encode()

    return act


def in_array(path, change):
    def act(parts):
        member = json.loads(parts["runs/1/fit.json"])["arrays"][path]
        parts[member] = npy(change(np.load(io.BytesIO(parts[member]))))

    return act


FORGERIES = {
    "shown": in_document("project.json", lambda d: d.update(shown=8)),
    "numbers": in_document("project.json", lambda d: d["runs"][1].update(number=1)),
    "unknown": in_document("project.json", lambda d: d.update(more=1)),
    "audience": in_document("project.json", lambda d: d["report"].update(audience="everyone")),
    "colour": in_document("project.json", lambda d: d["report"].update(accent="red;}")),
    "logo": in_document("project.json", lambda d: d["report"].update(logo="PHN2Zy8+")),
    "note": in_document("project.json", lambda d: d["report"].update(notes={"one": "x"})),
    "date": in_document("project.json", lambda d: d["report"].update(date="soon")),
    "parts": in_document("project.json", lambda d: d["report"].update(order=["x"] * 2000)),
    "recipe": in_document("project.json", lambda d: d.update(recipe="[method]\nk = '0'")),
    "rows": in_document("table/table.json", lambda d: d.update(rows=59)),
    "columns": in_document("table/table.json", lambda d: d.update(columns=[])),
    "same name": in_document("table/table.json", lambda d: d["columns"][0].update(name="age")),
    "other cell": in_document("table/2.texts.json", lambda d: d.__setitem__(3, "90000")),
    "no text": in_document("table/2.texts.json", lambda d: d.__setitem__(3, 5)),
    "fewer texts": in_document("table/2.texts.json", lambda d: d.pop()),
    "part": in_document("runs/1/fit.json", lambda d: d["part"].update(part="Recipe")),
    "part version": in_document("runs/1/fit.json", lambda d: d["part"].update(version=77)),
    "part field": in_document("runs/1/fit.json", lambda d: d["part"]["fields"].update(more=1)),
    "code": in_document("runs/1/fit.json", lambda d: d["part"].update(code="import os")),
    "array": in_document("runs/1/fit.json", lambda d: d["arrays"].update(labels="../../etc/passwd")),
    "segment": in_document(
        "runs/1/description.json", lambda d: d["part"]["fields"]["segments"][0].update(size=7)
    ),
    "huge": in_document(
        "runs/1/validation.json", lambda d: d["part"]["fields"]["scores"].update(inertia=1e305)
    ),
    "labels": in_array("labels", lambda a: a[::-1].copy()),
    "labels beyond": in_array("labels", lambda a: a + 1),
    "labels short": in_array("labels", lambda a: a[:-1]),
    "rows doubled": in_array("rows", np.zeros_like),
    "order": in_array("order", np.zeros_like),
    "matrix": in_array("ordered_matrix", lambda a: a * np.nan),
    "matrix wide": in_array("ordered_matrix", lambda a: np.hstack([a, a])),
    "extra": lambda parts: parts.update({"arrays/more.npy": npy(np.zeros(3))}),
    "outside": lambda parts: parts.update({"../escaped.json": b"{}"}),
    "run gone": lambda parts: parts.pop("runs/3/fit.json"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_parts_that_do_not_fit_are_refused(tmp_path, small, name):
    refusal_of(tmp_path, forged(small[1], FORGERIES[name]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["projekt.segdesk"]


def test_an_object_array_is_never_unpickled(tmp_path, small):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("a pickle was run",))

    data = npy(np.array([Bomb()], dtype=object), allow_pickle=True)
    for path in ("labels", "rows"):

        def change(parts, path=path):
            parts[json.loads(parts["runs/1/fit.json"])["arrays"][path]] = data

        refusal_of(tmp_path, forged(small[1], change))


def test_what_unpacks_to_far_more_than_a_project_is_refused(tmp_path, small):
    buffer = io.BytesIO(small[1])
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("arrays/bomb.npy", bytes(200 << 20))
    assert "200 times" in refusal_of(tmp_path, buffer.getvalue())
