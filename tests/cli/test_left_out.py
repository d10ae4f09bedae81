"""What is no customer gets into no segment, in a run as in a prediction, and is told."""

import csv

from tests.cli.running import segdesk
from tests.counts import UNREPORTED

SPENT = [40 + i % 7 for i in range(20)] + [900 + 3 * i for i in range(20)]


def table(path, spent, total=True):
    rows = [[f"K{i}", 20 + i % 9, money] for i, money in enumerate(spent)]
    if total:
        rows.append(["Mittelwert", "", f"{sum(spent) / len(spent):.2f}"])
        rows.insert(0, ["Summe", "", sum(spent)])
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=";").writerows([["Kunde", "Alter", "Umsatz"], *rows])
    return path


def test_totals_are_left_out_of_a_run_and_of_a_prediction(tmp_path):
    done = segdesk(
        "run",
        table(tmp_path / "a.csv", SPENT),
        "--k",
        2,
        "--draws",
        0,
        "--out",
        tmp_path / "out",
        "--verbose",
        *UNREPORTED,
    )
    assert done.returncode == 0, done.stderr
    assert "“Summe” (line 2) and “Mittelwert” (line 43)" in done.stdout + done.stderr
    placed = tmp_path / "placed.csv"
    new = table(tmp_path / "new.csv", [45, 44, 930, 41, 950])
    done = segdesk("predict", new, "--model", tmp_path / "out" / "model.segdesk", "--out", placed)
    assert done.returncode == 0, done.stderr
    assert "“Summe” (line 2) and “Mittelwert” (line 8)" in done.stdout + done.stderr
    with placed.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["Kunde"] for row in rows] == ["K0", "K1", "K2", "K3", "K4"]
