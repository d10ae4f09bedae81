"""The other commands, and what all of them share."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from segdesk.charts.chart_registry import all_charts
from segdesk.cli.parser import build_parser
from segdesk.cli.selftest_files import examples
from segdesk.engine.recipe.method_choices import method_names
from segdesk.engine.recipe.recipe import setting_names
from segdesk.io.readers.reader_registry import all_readers
from segdesk.io.reading import read_table
from segdesk.io.sniffing import kind_of
from segdesk.io.writers.exporter_registry import all_exporters
from segdesk.samples import sample_path
from tests.cli.running import segdesk, segdesk_process


def test_without_words_help_is_shown():
    done = segdesk_process()
    assert done.returncode == 0
    assert "inspect" in done.stdout
    assert "selftest" in done.stdout


def test_unknown_command_is_exit_two():
    assert segdesk("dance").returncode == 2


def test_every_command_has_help_with_a_description():
    parser = build_parser()
    commands = next(a for a in parser._actions if a.dest == "command").choices  # type: ignore[union-attr]
    assert set(commands) == {
        "app",
        "inspect",
        "clean",
        "scan",
        "run",
        "predict",
        "which",
        "export-sql",
        "compare",
        "track",
        "campaign",
        "uplift",
        "report",
        "forget",
        "sample",
        "selftest",
    }
    for name, command in commands.items():
        command.complete()
        assert len(command.description) > 20, name
        for action in command._actions:
            assert action.help, f"{name} {action.dest}"


@pytest.mark.parametrize(
    "command", ["inspect", "clean", "scan", "run", "predict", "which", "compare", "sample", "selftest"]
)
def test_every_command_shows_its_help(command):
    done = segdesk(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: segdesk " + command)


def test_methods_are_offered_in_the_order_of_use_with_automatic_first():
    said = " ".join(segdesk("run", "--help").stdout.split())
    assert (
        "--method {auto,kmeans,minibatch,bisecting,hierarchical,dbscan,hdbscan,gmm,kprototypes,pam,rfm"
        in said
    )


def test_every_setting_of_the_recipe_is_an_option_of_run():
    parser = build_parser()
    run = next(a for a in parser._actions if a.dest == "command").choices["run"].complete()  # type: ignore[union-attr]
    # What was done to segments by hand is no line of text: it stands in a recipe file only.
    assert set(setting_names()) - {"edits"} <= {action.dest for action in run._actions}


def test_help_and_parsing_import_nothing_heavy():
    script = (
        "import sys; from segdesk.cli.main import run_command_line; run_command_line(['--help']);"
        "heavy = {'numpy', 'pandas', 'scipy', 'sklearn', 'matplotlib', 'PySide6'} & set(sys.modules);"
        "print('HEAVY', sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("HEAVY []")


def test_inspect_imports_neither_fitting_nor_drawing(tmp_path: Path):
    script = (
        "import sys; from segdesk.cli.main import run_command_line;"
        f"code = run_command_line(['inspect', {str(sample_path('survey'))!r}, '--quiet']);"
        "heavy = {'scipy', 'sklearn', 'matplotlib', 'PySide6'} & set(sys.modules);"
        "print('HEAVY', code, sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("HEAVY 0 []")


def test_a_run_never_imports_qt_or_pyplot(tmp_path: Path):
    script = (
        "import sys; from segdesk.cli.main import run_command_line;"
        f"code = run_command_line(['run', {str(sample_path('survey'))!r}, '--k', '2', '--draws', '5',"
        f" '--out', {str(tmp_path / 'o')!r}]);"
        "print('HEAVY', code, sorted({'PySide6', 'matplotlib.pyplot', 'tkinter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("HEAVY 0 []")


def test_inspect_shows_type_role_and_reason_of_every_column():
    done = segdesk("inspect", sample_path("customers"))
    assert done.returncode == 0
    assert "customer_id" in done.stdout
    assert "segmentation variable" in done.stdout
    found = json.loads(segdesk("inspect", sample_path("customers"), "--json").stdout)
    assert found["kind"] == "customers"
    assert all(c["reason"] and c["type"] and c["role"] for c in found["columns"])


def test_inspect_knows_a_list_of_orders():
    found = json.loads(segdesk("inspect", sample_path("orders"), "--json").stdout)
    assert found["kind"] == "transactions"


def test_scan_prints_the_table_with_the_pick_and_why():
    done = segdesk("scan", sample_path("survey"), "--k", "2..4", "--json", "--criteria", "silhouette,inertia")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert [c["k"] for c in summary["scan"]] == [2, 3, 4]
    assert all(c["silhouette"] is not None and c["gap"] is None for c in summary["scan"])
    assert summary["k"] in (2, 3, 4)
    assert len(summary["pick"]["reason"]) == 2
    assert "segments" not in summary
    words = segdesk("scan", sample_path("survey"), "--k", "2..4", "--criteria", "silhouette,inertia").stdout
    assert f"> {summary['k']}" in words


def test_sample_lists_and_writes(tmp_path: Path):
    listed = segdesk("sample")
    assert {"customers", "orders", "survey"} <= set(listed.stdout.split())
    target = tmp_path / "mine.csv"
    assert segdesk("sample", "survey", "--out", target).returncode == 0
    assert target.read_bytes() == sample_path("survey").read_bytes()
    assert segdesk("sample", "survey", "--out", target).returncode == 4
    assert segdesk("sample", "nonsense").returncode == 2


@pytest.mark.slow
def test_selftest_tries_all_that_is_registered_and_the_window():
    done = segdesk_process("selftest")
    assert done.returncode == 0, done.stdout + done.stderr
    *parts, last = done.stdout.splitlines()
    assert last.startswith("Self-test passed")
    tried = {title: set(said.split(", ")) for title, said in (line.split(None, 1) for line in parts)}
    assert tried["readers"] == {kind for reader in all_readers() for kind in reader.opens}
    assert tried["charts"] == {chart.name for chart in all_charts()}
    assert set(method_names()) <= {word.split()[0] for word in tried["methods"]}
    assert {f"labeled{each.suffix}" for each in all_exporters()} <= tried["delivery"]
    of_customers = [
        chart for chart in all_charts() if not (chart.of_purchases or chart.methods or chart.for_experts)
    ]
    # And the tab of columns that the user picks.
    assert tried["window"] == {f"{len(of_customers) + 1} charts drawn without a screen"}


def test_the_selftest_has_a_file_for_every_kind_that_is_read():
    assert set(examples()) == {kind for reader in all_readers() for kind in reader.opens}


@pytest.mark.parametrize("kind", sorted(examples()))
def test_files_of_the_selftest_are_what_they_are_called(kind: str, tmp_path: Path):
    lines = [["customer_id", "orders"], ["001046", "7"], ["Ωmega, Straße", "12"]]
    suffix, write = examples()[kind]
    path = tmp_path / f"few{suffix}"
    write(path, lines)
    assert kind_of(path) == kind
    first = read_table(path).columns[0].cells().tolist()
    assert first[0] == "001046"
    assert kind == "xls" or first == ["001046", "Ωmega, Straße"]


def test_a_model_that_is_none_is_refused(tmp_path: Path):
    broken = tmp_path / "model.segdesk"
    broken.write_bytes(b"PK\x03\x04 not really")
    done = segdesk("predict", sample_path("survey"), "--model", broken, "--out", tmp_path / "x.csv")
    assert done.returncode == 3
    assert "model.segdesk" in done.stderr
    assert not (tmp_path / "x.csv").exists()


def test_control_characters_of_the_data_do_not_reach_the_terminal(tmp_path: Path):
    file = tmp_path / "evil.csv"
    rows = "".join(f"C{i},{i % 7},{i * 3 % 11},\x1b]0;owned\x07town{i % 2}\n" for i in range(60))
    file.write_text("customer_id,visits,spend,city\n" + rows, "utf-8")
    done = segdesk("inspect", file)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr
