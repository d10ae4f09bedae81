"""Who is deleted from a project is in none of its bytes any more, and the others are where they were."""

import datetime as dt

import numpy as np
import pytest

from segdesk.delivery.project import backup_of, deliver_project, deliver_without_customer
from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.by_hand import ByHandSpec, Move
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.project import Project
from segdesk.engine.result.renaming import renamed
from segdesk.engine.result.run import Run
from segdesk.errors import InputError
from segdesk.io.project_file import read_project
from segdesk.io.reading import read_table
from tests.io.test_model_file import parts_of

TODAY = dt.date(2026, 11, 1)
QUICK = {"draws": 0, "criteria": ("silhouette",), "k": "3"}


def texts_of(path):
    """Return every text that stands in a project."""
    return b"\n".join(data for name, data in parts_of(path.read_bytes()).items() if name.endswith(".json"))


@pytest.fixture
def project(tmp_path):
    source = tmp_path / "people.csv"
    rows = [f"C{i:03d},{20 + 15 * (i % 3)},{1000 * (i % 3) + i},city{i}" for i in range(90)]
    source.write_text("\n".join(["customer_id,age,spend,town", *rows]), "utf-8")
    table = read_table(source)
    asked = Recipe().with_settings(QUICK)
    found = renamed(segment(table, asked, today=TODAY), {1: "Ours"})
    path = tmp_path / "p.segdesk"
    for _ in range(2):
        deliver_project(Project(table, None, asked, TODAY, (Run(1, asked, found, 1.0, TODAY),), 1), path)
    assert backup_of(path).is_file()
    return path


def test_a_deleted_customer_is_nowhere_in_the_file_nor_beside_it(project):
    before = read_project(project)
    assert b"C017" in texts_of(project)
    assert b"city17" in texts_of(project)
    forgotten = deliver_without_customer(project, " C017 ")
    assert forgotten.rows == 1
    assert b"C017" not in texts_of(project)
    assert b"city17" not in texts_of(project)
    assert not backup_of(project).exists()
    after = read_project(project)
    others = np.arange(90) != 17
    np.testing.assert_array_equal(
        after.run.segmentation.fit.labels, before.run.segmentation.fit.labels[others]
    )
    assert str(after.run.segmentation.named[0].name) == "Ours"
    assert len(after.run.segmentation.fit.rows) == 89


def test_a_customer_of_purchases_goes_with_every_line_and_from_the_joined_table(tmp_path):
    lines, people = tmp_path / "orders.csv", tmp_path / "people.csv"
    rows = [f"{100 + i % 40},2024-{1 + i % 12:02d}-{1 + i % 27:02d},{10 + i % 7 * 3}" for i in range(400)]
    lines.write_text("\n".join(["customer,date,amount", *rows]), "utf-8")
    people.write_text("\n".join(["customer,street", *(f"{i},Street {i}" for i in range(100, 140))]), "utf-8")
    asked = Recipe().with_settings({**QUICK, "join": str(people)})
    table, joined = read_table(lines), read_table(people)
    found = segment(table, asked, joined=joined, today=TODAY)
    path = tmp_path / "p.segdesk"
    deliver_project(Project(table, joined, asked, TODAY, (Run(1, asked, found, 1.0, TODAY),), 1), path)
    forgotten = deliver_without_customer(path, "117")
    assert forgotten.rows == 10 + 1
    assert b"Street 117" not in texts_of(path)
    assert "117" not in read_project(path).run.segmentation.source.table.column("customer").cells().tolist()


def test_steps_by_hand_go_on_speaking_of_the_same_customers(project):
    kept = read_project(project)
    asked = kept.run.recipe
    moved = Recipe(**{**asked.__dict__, "by_hand": ByHandSpec((Move("10,18-20", 2),))})
    found = segment(kept.table, moved, today=TODAY)
    deliver_project(Project(kept.table, None, moved, TODAY, (Run(1, moved, found, 1.0, TODAY),), 1), project)
    deliver_without_customer(project, "C017")
    assert read_project(project).recipe.by_hand.edits == (Move("10,18-19", 2),)


def test_who_is_not_there_cannot_be_deleted(project):
    before = project.read_bytes()
    with pytest.raises(InputError, match="C999"):
        deliver_without_customer(project, "C999")
    assert project.read_bytes() == before
    assert backup_of(project).is_file()
