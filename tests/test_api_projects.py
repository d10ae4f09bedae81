"""Projects as a notebook uses them."""

import numpy as np
import pytest

import segdesk
from segdesk.samples import sample_path

QUICK = {"draws": 0, "criteria": ("silhouette",), "kind": "customers"}


def few_customers(folder, count=200, name="few.csv"):
    """Write the first customers of the sample."""
    lines = sample_path("customers").read_text("utf-8-sig").splitlines()[: count + 1]
    (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder / name


def test_results_are_kept_and_come_back(tmp_path):
    file = few_customers(tmp_path)
    results = [segdesk.segment(file, k=k, **QUICK) for k in (3, 4)]
    segdesk.save_project(tmp_path / "p.segdesk", [results[0].rename({1: "Ours"}), results[1]])
    file.unlink()
    opened = segdesk.open_project(tmp_path / "p.segdesk")
    assert [result.k for result in opened.results] == [3, 4]
    assert opened.shown is opened.results[1]
    assert opened.results[0].segments["name"][1] == "Ours"
    for before, after in zip(results, opened.results, strict=True):
        np.testing.assert_array_equal(before.labels, after.labels)


def test_a_project_places_customers_as_the_model_of_its_result(tmp_path):
    file = few_customers(tmp_path)
    result = segdesk.segment(file, k=3, **QUICK)
    segdesk.save_project(tmp_path / "p.segdesk", result)
    placed = segdesk.load_model(tmp_path / "p.segdesk").predict(file)
    np.testing.assert_array_equal(placed.labels, result.labels)


def test_results_of_several_tables_make_no_project(tmp_path):
    files = [few_customers(tmp_path, count, f"{count}.csv") for count in (150, 200)]
    results = [segdesk.segment(file, k=3, **QUICK) for file in files]
    with pytest.raises(segdesk.UsageError, match="one table"):
        segdesk.save_project(tmp_path / "p.segdesk", results)
    with pytest.raises(segdesk.UsageError):
        segdesk.save_project(tmp_path / "p.segdesk", [])
