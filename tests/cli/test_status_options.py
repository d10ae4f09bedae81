"""States of orders on the command line: what is left out is told, and one option counts it."""

import csv
import json
from collections import Counter

import pytest

from segdesk.cli.main import run_command_line


@pytest.fixture
def shop(tmp_path):
    """Orders of eight customers; every fifth was cancelled, each of 10.00."""
    lines = ["Pedido;Fecha;Cliente;Estado;Importe"]
    lines += [
        f"P{i};{1 + i % 28:02}/{1 + i % 12:02}/2024;C{i % 8};{'cancelado' if i % 5 == 3 else 'pagado'};10,00"
        for i in range(96)
    ]
    lines.append("P96;05/05/2024;C0;pagado;12,50")
    path = tmp_path / "pedidos.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def orders(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["Cliente"]: int(row["frequency"]) for row in csv.DictReader(file)}


def test_inspect_tells_what_a_status_leaves_out(shop, capsys):
    run_command_line(["inspect", str(shop), "--json"])
    warnings = json.loads(capsys.readouterr().out)["warnings"]
    assert any("“cancelado” (19 lines)" in warning and "--count-status" in warning for warning in warnings)


def test_one_option_counts_them(shop, tmp_path):
    out = tmp_path / "clean.csv"
    assert run_command_line(["clean", str(shop), "--out", str(out), "--quiet"]) == 0
    paid = Counter(f"C{i % 8}" for i in range(96) if i % 5 != 3) + Counter(C0=1)
    assert orders(out) == paid
    again = tmp_path / "all.csv"
    assert (
        run_command_line(["clean", str(shop), "--count-status", "cancelado", "--out", str(again), "--quiet"])
        == 0
    )
    assert orders(again) == {"C0": 13, **{f"C{i}": 12 for i in range(1, 8)}}


def test_orders_without_readable_days_are_asked_about(tmp_path, capsys):
    path = tmp_path / "o.csv"
    rows = "".join(f"A{i},K{i % 9},KW{i % 52} spring,{i}.50\n" for i in range(90))
    path.write_text("Order ID,Customer ID,Order Date,Amount\n" + rows, encoding="utf-8")
    assert run_command_line(["clean", str(path), "--out", str(tmp_path / "x.csv"), "--quiet"]) == 3
    told = capsys.readouterr().err
    assert "“Order Date” are no dates" in told
    assert "--kind customers" in told
    assert not (tmp_path / "x.csv").exists()
