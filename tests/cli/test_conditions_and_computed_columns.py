"""Which customers take part and what is computed, through command line, recipe, model and API."""

import json

import pandas as pd
import pytest

import segdesk as api
from tests.cli.running import segdesk
from tests.counts import UNREPORTED
from tests.labeled_alone import labeled_again, labeled_csv

QUICK = ("--k", "3", "--draws", "0", "--criteria", "silhouette", "--quiet", *UNREPORTED)
SAID = ("--where", 'Plan in ("gold", "plus") and Spend > 20', "--derive", "Per order = ratio(Spend, Orders)")


@pytest.fixture
def customers(tmp_path):
    lines = ["Customer;Spend;Orders;Age;Plan"]
    lines += [
        f"K{i:03d};{5 + i * 37 % 90};{i * 11 % 7};{18 + i * 53 % 60};{('Basic', 'Plus', 'Gold')[i * 7 % 3]}"
        for i in range(160)
    ]
    path = tmp_path / "customers.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def read_csv(path):
    return pd.read_csv(
        path, sep=None, engine="python", encoding="utf-8-sig", dtype=str, keep_default_na=False
    )


def test_the_rest_has_no_segment_and_is_counted(customers, tmp_path):
    assert segdesk("run", customers, *SAID, *QUICK, "--out", tmp_path / "out").returncode == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert sum(summary["left_out"].values()) + summary["customers"] == 160
    (reason,) = summary["left_out"]
    assert SAID[1] in reason
    assert sum(each["size"] for each in summary["segments"]) == summary["customers"]
    assert sum(each["share"] for each in summary["segments"]) == pytest.approx(1)
    assert summary["input"]["columns"] == 5
    report = (tmp_path / "out" / "report.json").read_text("utf-8")
    assert f"{summary['customers']} of 160 customers take part" in report
    assert "160 rows and 5 columns" in report
    assert "Per order" in summary["variables"]
    labeled = read_csv(tmp_path / "out" / "labeled.csv")
    takes_part = labeled["Plan"].isin(["Gold", "Plus"]) & (labeled["Spend"].astype(float) > 20)
    assert ((labeled["segment"] != "") == takes_part).all()
    assert (labeled.loc[~takes_part, ["segment_name", "segment_confidence"]] == "").all(axis=None)
    assert float(labeled["Per order"][5]) == float(labeled["Spend"][5]) / float(labeled["Orders"][5])


def test_a_condition_gives_the_segments_of_a_file_with_those_customers_alone(customers, tmp_path):
    assert (
        segdesk("run", customers, "--where", "Age >= 40", *QUICK, "--out", tmp_path / "part").returncode == 0
    )
    whole = read_csv(customers)
    whole[whole["Age"].astype(int) >= 40].to_csv(tmp_path / "alone.csv", sep=";", index=False)
    assert segdesk("run", tmp_path / "alone.csv", *QUICK, "--out", tmp_path / "alone").returncode == 0
    part, alone = read_csv(tmp_path / "part" / "labeled.csv"), read_csv(tmp_path / "alone" / "labeled.csv")
    pd.testing.assert_frame_equal(part[part["segment"] != ""].reset_index(drop=True), alone)
    rules = [
        [
            segment["rule"]
            for segment in json.loads((tmp_path / each / "summary.json").read_text("utf-8"))["segments"]
        ]
        for each in ("part", "alone")
    ]
    assert rules[0] == rules[1]


def test_recipe_model_and_api_give_the_same_labels(customers, tmp_path):
    first = tmp_path / "first"
    merge = ("--merge", "Plan: Paying = Gold | Plus")
    where = ("--where", "Plan = 'Paying' or Age > 30")
    said = (*where, *merge, "--derive", "Rank = rank(Spend)", "--derive", "Old = Age >= 50")
    assert segdesk("run", customers, *said, *QUICK, "--out", first).returncode == 0
    labeled_bytes = (first / "labeled.csv").read_bytes()
    assert labeled_again(customers, first / "recipe.toml", tmp_path) == labeled_bytes
    done = segdesk(
        "predict", customers, "--model", first / "model.segdesk", "--out", tmp_path / "placed.csv", "--json"
    )
    placed, labeled = read_csv(tmp_path / "placed.csv"), read_csv(first / "labeled.csv")
    assert (placed["segment"] == labeled["segment"]).all()
    assert json.loads(done.stdout)["unassigned"] == 0
    result = api.segment(
        customers,
        where=where[1],
        merged={"Plan": {"Paying": ["Gold", "Plus"]}},
        derived={"Rank": "rank(Spend)", "Old": "Age >= 50"},
        k=3,
        draws=0,
        criteria="silhouette",
    )
    assert labeled_csv(result, tmp_path) == labeled_bytes


def test_purchases_are_computed_with_as_customers(tmp_path):
    lines = ["order,customer,date,amount"]
    lines += [
        f"{i},{i * 7 % 60},2024-{1 + i % 9:02}-{1 + i % 27:02},{5 + i * 37 % 400}.5" for i in range(400)
    ]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(lines), "utf-8")
    said = ("--derive", "Yearly = monetary / max(tenure_days, 30) * 365", "--where", "frequency > 5")
    assert segdesk("run", path, *said, *QUICK, "--out", tmp_path / "out").returncode == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert "Yearly" in summary["variables"]
    assert summary["customers"] + sum(summary["left_out"].values()) == 60
    placed = tmp_path / "placed.csv"
    assert (
        segdesk("predict", path, "--model", tmp_path / "out" / "model.segdesk", "--out", placed).returncode
        == 0
    )
    labeled = read_csv(tmp_path / "out" / "labeled.csv")
    assert (read_csv(placed)["segment"] == labeled["segment"]).all()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--where", "Spend >"), 2),
        (("--where", "Spend + 1"), 2),
        (("--where", "Revenue > 1"), 3),
        (("--where", "Spend > 1000"), 3),
        (("--derive", "A = Spend +"), 2),
        (("--derive", "A = Revenue"), 3),
        (("--derive", "Spend"), 2),
        (("--merge", "Town: A = B"), 3),
        (("--merge", "Spend: A = B"), 3),
        (("--type", "Plan=ordered:Basic<Gold"), 3),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(customers, tmp_path, words, code):
    answer = segdesk("run", customers, *words, *QUICK, "--out", tmp_path / "out")
    assert answer.returncode == code, answer.stderr
    assert answer.stderr.startswith("segdesk: ")


def test_an_order_makes_a_category_count_by_its_places(customers, tmp_path):
    kinds = ("--type", "Plan=ordered:Basic<Plus<Gold", "--type", "Orders=category")
    assert segdesk("run", customers, *kinds, *QUICK, "--out", tmp_path / "out").returncode == 0
    steps = " ".join(json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["steps"])
    assert "Plan" in steps
    placed = tmp_path / "placed.csv"
    model = tmp_path / "out" / "model.segdesk"
    assert segdesk("predict", customers, "--model", model, "--out", placed).returncode == 0
    assert (read_csv(placed)["segment"] == read_csv(tmp_path / "out" / "labeled.csv")["segment"]).all()
