"""One gate for every file: what is no file, or would not fit memory, is refused before it is parsed."""

import gzip
import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest

from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError
from segdesk.io.gate import check_lines
from segdesk.io.model_file import read_model
from segdesk.io.reading import list_sheets, read_table
from segdesk.io.text_memory import memory_of_text
from segdesk.memory import available_memory
from segdesk.messages import use_language


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_table(path)
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes among files")
@pytest.mark.parametrize("name", ["clientes.csv", "kunden.xlsx", "shop.db", "modell.segdesk"])
def test_a_pipe_is_refused_at_once_whatever_it_is_called(tmp_path, name):
    path = tmp_path / name
    os.mkfifo(path)
    for opens in (read_table, list_sheets, read_model):
        with pytest.raises(InputError, match="no ordinary file"):
            opens(path)


@pytest.mark.skipif(os.name == "nt", reason="there are no sockets among files")
def test_sockets_devices_and_links_to_them_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind("steckdose.csv")
        assert "no ordinary file" in refusal(Path("steckdose.csv"))
    link = tmp_path / "null.csv"
    link.symlink_to("/dev/zero")
    with use_language("de"):
        assert "null.csv" in refusal(link)


def test_a_packed_text_that_only_repeats_itself_is_refused_while_it_is_unpacked(tmp_path):
    line = b"c1;10,50;Bonn\r\n"
    path = tmp_path / "kunden.csv.gz"
    path.write_bytes(gzip.compress(line * 2_000_000))
    assert "more than 200 times its size" in refusal(path)
    path = tmp_path / "kunden.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kunden.csv", line * 2_000_000)
    assert "more than 200 times its size" in refusal(path)


def test_a_packed_text_of_ordinary_size_may_repeat_itself(tmp_path):
    path = tmp_path / "clientes.csv.gz"
    path.write_bytes(
        gzip.compress(b"cliente;gasto;ciudad\n" + b"".join(b"c%d;1;Vigo\n" % i for i in range(5000)))
    )
    assert read_table(path).n_rows == 5000


def test_a_line_without_an_end_is_refused(tmp_path):
    check_lines(b"a,b\n" * 5_000_000, tmp_path)
    path = tmp_path / "kunden.csv"
    path.write_bytes(b"name;umsatz\n" + b"x" * (17 << 20))
    assert "longer than 16 MB" in refusal(path)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_more_columns_than_a_spreadsheet_has_are_refused(tmp_path, mark):
    path = tmp_path / "ancho.csv"
    path.write_text("\n".join(mark.join(f"{kind}{i}" for i in range(16_385)) for kind in "ab"), "utf-8")
    assert "16,385 columns" in refusal(path)


def test_memory_is_told_with_what_is_needed_and_what_is_free(tmp_path, monkeypatch):
    path = tmp_path / "clientes.csv"
    path.write_text("cliente,gasto\n" + "".join(f"c{i},{i}.5\n" for i in range(20_000)), "utf-8")
    monkeypatch.setattr("segdesk.io.gate.available_memory", lambda: 3_000_000)
    assert "3 MB are free" in refusal(path)


def test_the_memory_of_a_text_follows_from_what_is_new_in_it():
    new = b"".join(b"cliente %07d,%d\n" % (i, 10**9 + i) for i in range(200_000))
    same = b"cliente 0000000,1000000000\n" * 200_000
    assert memory_of_text(new, b",") > 3 * memory_of_text(same, b",") > 3 * len(same)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the limit of the process")
def test_a_limit_on_the_process_counts(monkeypatch):
    import resource

    free = available_memory()
    monkeypatch.setattr(resource, "getrlimit", lambda which: (1 << 30, 1 << 30))
    assert available_memory() < min(free, 1 << 30)
    monkeypatch.setattr(resource, "getrlimit", lambda which: (1 << 20, 1 << 20))
    assert available_memory() == 0


def test_the_delimiter_may_be_named_and_the_gate_still_looks(tmp_path):
    path = tmp_path / "ancho.csv"
    path.write_text("\n".join(",".join("ab"[i % 2] for i in range(20_000)) for _ in range(3)), "utf-8")
    with pytest.raises(InputError, match="20,000 columns"):
        read_table(path, ReadSpec(delimiter=","))


def test_lines_of_uneven_length_are_weighed_too(tmp_path, monkeypatch):
    path = tmp_path / "clientes.csv"
    path.write_text("a;b;c\n" + "1;2;3\n" * 40_000 + "1;2\n" + "1;2;3\n" * 40_000, "utf-8")
    monkeypatch.setattr("segdesk.io.gate.available_memory", lambda: 12_000_000)
    assert "of memory" in refusal(path)
    monkeypatch.setattr("segdesk.io.gate.available_memory", lambda: 40_000_000)
    assert read_table(path).n_rows == 80_001
