"""What a killed run left is cleared away by a later one: ours only, and only where nobody works on it any more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from segdesk.delivery.folder import SUMMARY, new_file, new_folder
from segdesk.io import staging

ENDED = subprocess.Popen([sys.executable, "-c", ""])
ENDED.wait()


def left_by(process: int, folder: Path, target: str = "resultado", host: str | None = None) -> Path:
    """Make a staging folder as a process leaves it that is killed."""
    prefix = staging.staging_prefix(f".{target}").replace(f"-{os.getpid()}-", f"-{process}-")
    if host is not None:
        prefix = prefix.replace(prefix.partition("-segdesk")[2][:8], host)
    path = folder / f"{prefix}abcd_123"
    path.mkdir()
    (path / "clientes.csv").write_text("Begoña;612 00 00 00")
    return path


def test_a_later_run_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    folder, file = left_by(ENDED.pid, tmp_path), left_by(ENDED.pid, tmp_path, "lista.de.clientes")
    with new_folder(tmp_path / "otro", False) as out:
        (out / "a").write_text("b")
    assert not folder.exists()
    assert not file.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["otro"]


@pytest.mark.parametrize("kind", ["running", "other machine", "not ours"])
def test_nothing_else_is_touched(tmp_path: Path, kind: str) -> None:
    if kind == "not ours":
        path = tmp_path / ".resultado-abcd_123"
        path.mkdir()
    else:
        path = left_by(os.getpid() if kind == "running" else ENDED.pid, tmp_path,
                       host=None if kind == "running" else "00000000")  # fmt: skip
    with new_file(tmp_path / "liste.csv") as out:
        out.write_text("x")
    assert path.is_dir()


def test_an_earlier_result_comes_back_after_a_kill_between_the_renames(tmp_path: Path) -> None:
    earlier = left_by(ENDED.pid, tmp_path, "salida-earlier")
    (earlier / SUMMARY).write_text('{"segdesk": "1", "files": ["clientes.csv", "summary.json"]}')
    (earlier / "notas.txt").write_text("mías")
    with new_folder(tmp_path / "salida", True) as out:
        (out / SUMMARY).write_text('{"segdesk": "1", "files": ["summary.json"]}')
    assert {path.name for path in (tmp_path / "salida").iterdir()} == {SUMMARY, "notas.txt"}
    assert [path.name for path in tmp_path.iterdir()] == ["salida"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_what_is_being_written_is_open_to_nobody_else(tmp_path: Path) -> None:
    with new_folder(tmp_path / "out", False) as out:
        assert out.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "out").stat().st_mode & 0o700 == 0o700
    with new_file(tmp_path / "file.csv") as out:
        assert out.stat().st_mode & 0o777 == 0o600
