"""The Python API, as a notebook uses it."""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

import segdesk
from segdesk.samples import sample_path
from tests.cli.running import segdesk as command_line
from tests.counts import times

DRAWS, FEW_DRAWS = times(10, 50), times(0, 50)


@pytest.fixture(scope="module")
def result() -> segdesk.Result:
    return segdesk.segment(sample_path("survey"), k=3, criteria="silhouette", draws=DRAWS)


def test_same_labels_and_numbers_as_the_command_line(result: segdesk.Result, tmp_path: Path):
    done = command_line(
        "run", sample_path("survey"), "--k", "3", "--criteria", "silhouette", "--draws", str(DRAWS),
        "--out", tmp_path / "a",
    )  # fmt: skip
    assert done.returncode == 0
    result.save(tmp_path / "b")
    for name in ("labeled.csv", "segments.csv", "model.segdesk", "recipe.toml", "report.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_tables_agree_with_each_other(result: segdesk.Result):
    assert result.segments["size"].to_dict() == pd.Series(result.labels).value_counts().to_dict()
    assert len(result.frame) == len(result.labels)
    assert (result.frame["segment"].to_numpy() == result.labels).all()
    profile = result.profile
    row = profile[(profile.variable == "weekly_spend") & (profile.segment == 1)].iloc[0]
    assert row["mean"] == pytest.approx(result.frame.loc[result.labels == 1, "weekly_spend"].mean())


def test_a_dataframe_gives_the_same_segments_as_its_file(result: segdesk.Result, tmp_path: Path):
    frame = result.frame.iloc[:, :-3]
    path = tmp_path / "survey.csv"
    frame.to_csv(path, index=False)
    from_frame = segdesk.segment(frame, k=4, criteria="silhouette", draws=FEW_DRAWS)
    from_file = segdesk.segment(path, k=4, criteria="silhouette", draws=FEW_DRAWS)
    assert (from_frame.labels == from_file.labels).all()


def test_a_model_writes_a_workbook_of_formulas(result: segdesk.Result, tmp_path: Path):
    assert result.model.workbook(tmp_path / "placing.xlsx", rows=7) == 7
    assert (tmp_path / "placing.xlsx").stat().st_size > 0
    with pytest.raises(segdesk.SegdeskError, match="exists already"):
        result.model.workbook(tmp_path / "placing.xlsx")


def test_predicts_files_and_dataframes_and_saves_the_model(result: segdesk.Result, tmp_path: Path):
    result.model.save(tmp_path / "m.segdesk")
    model = segdesk.load_model(tmp_path / "m.segdesk")
    placed = model.predict(sample_path("survey"))
    assert (placed.labels == result.labels).all()
    again = model.predict(result.frame.iloc[:10, :-3])
    assert (again.labels == result.labels[:10]).all()
    placed.save(tmp_path / "placed.parquet")
    assert segdesk.read(tmp_path / "placed.parquet").n_rows == len(result.labels)


def test_shows_a_table_and_charts_in_a_notebook(result: segdesk.Result):
    html = result._repr_html_()
    assert html.count("<svg") == 2
    assert "<table" in html
    assert "3 segments" in repr(result)
    assert set(result.charts()) >= {"sizes", "heatmap", "customer_map"}
    assert result.chart("customer_map").figure.axes
    assert "</svg>" in result.chart("sizes")._repr_svg_()
    assert list(result.chart("sizes").data.columns)


def test_rules_are_a_table_and_stand_beside_the_segments(result: segdesk.Result):
    rules, frame = result.rules, result.frame
    assert list(rules.columns) == ["rule", "matching", "precision", "coverage", "held_out", "sql"]
    assert len(rules) > 0
    for number, rule in rules.iterrows():
        assert result.segments.loc[number, "rule"] == rule["rule"]
        found = duckdb.sql(f"SELECT segment FROM frame WHERE {rule['sql']}").df()["segment"]
        assert len(found) == rule["matching"]
        assert (found == number).mean() == rule["precision"]
        assert (found == number).sum() / (frame["segment"] == number).sum() == rule["coverage"]
    renamed = result.rename({1: "Champions"})
    assert renamed.rules.equals(rules)


def test_charts_are_saved_in_the_format_of_their_name(result: segdesk.Result, tmp_path: Path):
    for name, start in (("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")):
        result.chart("heatmap").save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(ValueError, match="pdf"):
        result.chart("heatmap").save(tmp_path / "a.gif")


def test_names_of_the_user_reach_every_file_and_a_later_run(result: segdesk.Result, tmp_path: Path):
    mine = result.rename({1: "Champions"})
    assert mine.segments.loc[1, "name"] == "Champions"
    mine.save(tmp_path / "out")
    for name in ("labeled.csv", "segments.csv", "report.html", "summary.json"):
        assert "Champions" in (tmp_path / "out" / name).read_text("utf-8"), name
    placed = segdesk.load_model(tmp_path / "out" / "model.segdesk").predict(sample_path("survey")).frame
    assert "Champions" in set(placed["segment_name"])
    assert not (tmp_path / "out" / "charts" / "overview.png").exists()
    again = segdesk.segment(sample_path("survey"), k=3, criteria="silhouette", seed=5, draws=0).keep_names_of(
        mine
    )
    assert "Champions" in set(again.segments["name"])
    with pytest.raises(segdesk.UsageError, match="no segment 9"):
        result.rename({9: "Nobody"})


def test_inspect_and_scan_return_dataframes():
    columns = segdesk.inspect(sample_path("customers"))
    assert columns.loc["customer_id", "role"] == "identifier"
    scan = segdesk.scan(sample_path("survey"), k=range(2, 5), criteria=["silhouette", "inertia"])
    assert list(scan.index) == [2, 3, 4]
    assert scan.attrs["pick"] in scan.index
    assert scan["inertia"].is_monotonic_decreasing


def test_settings_that_do_not_exist_are_refused():
    with pytest.raises(segdesk.UsageError, match="nonsense"):
        segdesk.segment(pd.DataFrame({"a": np.arange(40.0)}), nonsense=1)
    with pytest.raises(segdesk.InputError, match="no such file"):
        segdesk.read("missing-file.csv")


def test_progress_can_stop_a_run():
    def stop(stage: object, fraction: float) -> None:
        if fraction > 0.2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        segdesk.segment(sample_path("survey"), progress=stop)


def test_what_it_will_take_is_known_before():
    file = sample_path("customers")
    all_numbers, one = segdesk.estimate(file), segdesk.estimate(file, k=4, draws=0)
    assert all_numbers.seconds > one.seconds > 0
    assert all_numbers.memory > 1_000_000
    assert str(all_numbers).startswith("This takes about")
