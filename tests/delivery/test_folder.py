"""The whole folder or nothing, whatever fails and whenever."""

import json
import os
import shutil
from pathlib import Path

import pytest

from segdesk.delivery import folder as folders
from segdesk.delivery.deliver import deliver
from segdesk.delivery.folder import check_target, listed_files, new_file, new_folder
from segdesk.errors import Cancelled, OutputError
from segdesk.messages import Message
from tests.sample_results import customers, unreported


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result that was delivered before."""
    return deliver(
        unreported(customers()), tmp_path_factory.mktemp("earlier") / "out", formats=["csv"]
    ).folder


class StopAfter:
    """A progress that stops at its n-th call."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, stage: Message, fraction: float) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("calls", [0, 1, 2, 4, 6, 8])
def test_a_stop_at_any_moment_leaves_no_trace(tmp_path: Path, calls: int):
    with pytest.raises(Cancelled):
        deliver(customers(), tmp_path / "out", progress=StopAfter(calls))
    assert list(tmp_path.iterdir()) == []


def test_a_stop_while_overwriting_keeps_the_earlier_result(tmp_path: Path, earlier: Path):
    out = tmp_path / "out"
    shutil.copytree(earlier, out)
    before = snapshot(out)
    with pytest.raises(Cancelled):
        deliver(customers(), out, formats=["csv", "xlsx"], overwrite=True, progress=StopAfter(3))
    assert snapshot(out) == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failing_rename_puts_the_earlier_result_back(
    tmp_path: Path, earlier: Path, monkeypatch: pytest.MonkeyPatch
):
    out = tmp_path / "out"
    shutil.copytree(earlier, out)
    before = snapshot(out)
    renames = []
    original = Path.rename

    def second_fails(self: Path, target: Path) -> Path:
        renames.append(self)
        if len(renames) == 2:
            raise OSError(28, "No space left on device")
        return original(self, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(OutputError, match="No space left"):
        deliver(unreported(customers()), out, formats=["csv"], overwrite=True)
    assert snapshot(out) == before


def test_an_empty_folder_is_taken(tmp_path: Path):
    deliver(unreported(customers()), tmp_path, formats=["csv"])
    assert (tmp_path / "summary.json").exists()


def test_the_same_result_gives_the_same_bytes(tmp_path: Path):
    first = deliver(customers(), tmp_path / "a").folder
    second = deliver(customers(), tmp_path / "b").folder
    a, b = snapshot(first), snapshot(second)
    a.pop("summary.json"), b.pop("summary.json")  # holds times
    assert a == b


def test_lists_that_point_out_of_the_folder_are_not_ours(tmp_path: Path):
    for files in (["../x"], ["/etc/passwd"], [1], "summary.json"):
        (tmp_path / "summary.json").write_text(json.dumps({"segdesk": "1", "files": files}))
        assert listed_files(tmp_path) is None
    (tmp_path / "summary.json").write_text(json.dumps({"segdesk": "1", "files": ["labeled.csv"]}))
    assert listed_files(tmp_path) == ["labeled.csv"]


def test_a_file_in_the_way_is_refused(tmp_path: Path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="folder is needed"):
        check_target(tmp_path / "out", overwrite=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_closed_parent_is_refused_before_any_work(tmp_path: Path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="Nothing can be written"):
            check_target(tmp_path / "out", overwrite=False)
    finally:
        tmp_path.chmod(0o700)


def test_files_appear_whole_or_not_at_all(tmp_path: Path):
    target = tmp_path / "placed.csv"

    def stop_half_way() -> None:
        with new_file(target) as staging:
            staging.write_text("half")
            raise Cancelled

    with pytest.raises(Cancelled):
        stop_half_way()
    assert list(tmp_path.iterdir()) == []
    with new_file(target) as staging:
        staging.write_text("whole")
    assert target.read_text() == "whole"
    with pytest.raises(OutputError, match="exists already"), new_file(target):
        pass


def test_something_that_came_into_the_target_meanwhile_is_not_harmed(tmp_path: Path):
    target = tmp_path / "out"

    def write_while_another_does() -> None:
        with new_folder(target, overwrite=False) as staging:
            (staging / "summary.json").write_text("{}")
            target.mkdir()
            (target / "theirs.txt").write_text("keep")

    with pytest.raises(OutputError, match="holds something"):
        write_while_another_does()
    assert (target / "theirs.txt").read_text() == "keep"
    assert folders.SUMMARY not in [p.name for p in target.iterdir()]


@pytest.mark.skipif(os.name == "nt", reason="Windows gives links to administrators only")
def test_links_of_the_user_s_own_stay_links(tmp_path: Path, earlier: Path):
    out = tmp_path / "out"
    shutil.copytree(earlier, out)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "big.bin").write_bytes(b"big")
    (out / "folder").symlink_to(tmp_path / "elsewhere")
    (out / "broken").symlink_to(tmp_path / "nowhere")
    deliver(unreported(customers()), out, formats=["csv"], overwrite=True)
    assert (out / "folder").readlink() == tmp_path / "elsewhere"
    assert (out / "broken").is_symlink()
    assert (tmp_path / "elsewhere" / "big.bin").read_bytes() == b"big"
