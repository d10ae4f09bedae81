"""Hostile files end in a sentence or a result: those of the shared folder, and small ones that chance has changed."""

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

from segdesk.cli.main import run_command_line

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "samples" / "shop_customers.csv"
FUZZED = 154


@pytest.fixture
def hostile(shared_data: Path) -> Path:
    folder = shared_data / "hostile"
    if not folder.is_dir():
        pytest.skip("no hostile files there")
    return folder


def test_a_far_cell_is_named(hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", str(hostile / "far_cell.xlsx"), "--out", str(tmp_path / "out")]) == 3
    assert "XFD1048576" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_thousands_of_closed_rows_are_read_at_once(hostile: Path) -> None:
    assert run_command_line(["inspect", str(hostile / "redos_6k.ods")]) == 0


def test_the_good_table_beside_an_endless_view_is_read(
    hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["inspect", str(hostile / "view_endless.db")]) == 0
    assert "there are also" in capsys.readouterr().out


def test_a_recipe_nested_a_thousand_deep_is_refused(
    hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "run",
        str(SAMPLE),
        "--recipe",
        str(hostile / "bad_103_nest.toml"),
        "--out",
        str(tmp_path / "out"),
    ]
    assert run_command_line(words) == 3
    assert "nested too deeply" in capsys.readouterr().err


def test_a_model_of_huge_numbers_is_refused_with_the_bound(
    hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = hostile / "bad_310_arrayvalue.segdesk"
    words = ["predict", str(SAMPLE), "--model", str(model), "--out", str(tmp_path / "out.csv")]
    assert run_command_line(words) == 3
    assert "a number beyond ±1e+100" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits memory and measures it as Linux does")
def test_files_that_chance_has_changed_are_read_or_refused(tmp_path: Path) -> None:
    fuzz = _tool("fuzz_files")
    _tool("file_mutations")
    verdicts: Counter[str] = Counter()
    faults = []
    for path, _, outcome in fuzz.tried(tmp_path, FUZZED, seed=11, n_workers=2):
        verdicts[outcome.verdict] += 1
        if outcome.verdict.startswith("FAULT"):
            faults.append(f"{path.name}: {outcome.verdict}: {outcome.said[-300:]}")
    assert not faults
    # Both happen: files that are all refused for the same reason would try nothing.
    assert verdicts["read"] > FUZZED // 8
    assert verdicts["refused"] > FUZZED // 8


def _tool(name: str):
    found = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module
    found.loader.exec_module(module)
    return module
