"""`segdesk campaign` and `segdesk uplift`: lists for mailing tools, a part held back, and what it brought."""

import json
from pathlib import Path

import jsonschema
import numpy as np
import pandas as pd
import pytest

from segdesk.resources import resource
from tests.campaigns import labeled, write
from tests.cli.running import segdesk


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    return write(labeled(), tmp_path / "labeled.csv")


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, encoding="utf-8-sig", keep_default_na=False)


def validated(text: str, name: str) -> dict:
    summary = json.loads(text)
    jsonschema.validate(summary, json.loads(resource("schemas", f"{name}.schema.json").read_text("utf-8")))
    return summary


def planned(customers: Path, *words: object) -> tuple[Path, dict]:
    out = customers.parent / "campaign"
    done = segdesk("campaign", customers, "--out", out, "--json", "--quiet", *words)
    assert done.returncode == 0, done.stderr
    assert (out / "summary.json").read_text("utf-8") == done.stdout
    summary = validated(done.stdout, "campaign")
    assert summary["files"] == sorted(path.name for path in out.iterdir())
    return out, summary


def test_each_segment_has_a_list_without_those_held_back(customers: Path):
    out, summary = planned(customers, "--control", "20%")
    groups = read(out / "groups.csv")
    assert groups.columns.tolist() == ["Kundennummer", "segment", "segment_name", "group"]
    assert sorted(groups["Kundennummer"]) == sorted(labeled()["Kundennummer"])
    written = []
    for segment in summary["segments"]:
        of = read(out / segment["file"])
        inside = groups[groups["segment"] == segment["segment"]]
        assert of["Kundennummer"].tolist() == inside.loc[inside["group"] == "test", "Kundennummer"].tolist()
        assert (len(of), len(inside) - len(of)) == (segment["test"], segment["control"])
        assert segment["control"] == round(0.2 * len(inside))
        written.append(segment["file"])
    assert written == ["segment-1-treue-mit-karte.csv", "segment-2-neue.csv"]


def test_personal_columns_and_those_of_single_customers_stay_behind_unless_they_are_wanted(customers: Path):
    out, summary = planned(customers)
    plain = ["Kundennummer", "Stadt", "Umsatz", "segment", "segment_name"]
    assert read(out / "segment-2-neue.csv").columns.tolist() == plain
    assert any("Kartencode" in note for note in summary["notes"])
    out, _ = planned(customers, "--keep-personal", "--overwrite")
    assert read(out / "segment-2-neue.csv").columns.tolist() == [*labeled().columns[:8], *plain[3:]]
    out, _ = planned(customers, "--columns", "Stadt,Vorname", "--overwrite")
    assert read(out / "segment-2-neue.csv").columns.tolist() == [plain[0], "Stadt", "Vorname", *plain[3:]]


@pytest.mark.parametrize(
    ("tool", "headings"),
    [
        ("mailchimp", ["Email Address", "First Name", "Last Name", "Phone Number", "Kundennummer", "Stadt"]),
        ("klaviyo", ["Email", "First Name", "Last Name", "Phone Number", "Kundennummer", "Stadt"]),
        ("hubspot", ["Email", "First Name", "Last Name", "Phone Number", "Kundennummer", "Stadt"]),
    ],
)
def test_lists_for_a_mailing_tool_have_the_headings_that_it_knows(customers: Path, tool: str, headings: list):
    out, _ = planned(customers, "--tool", tool)
    file = out / "segment-1-treue-mit-karte.csv"
    assert not file.read_bytes().startswith(b"\xef\xbb\xbf")
    of = read(file)
    assert of.columns.tolist()[: len(headings)] == headings
    assert of["First Name"].isin(["Anna", "Bernd", "Çelik", "Zoë"]).all()
    # Numbers as every program reads them, whatever the input's decimal mark.
    assert of["Umsatz"].str.fullmatch(r"\d+(\.\d+)?").all()
    if tool == "mailchimp":
        assert set(of["Tags"]) == {"Treue mit Karte"}


def test_who_has_no_address_or_that_of_another_is_not_in_a_mailing(customers: Path):
    frame = labeled()
    frame.loc[0, "E-Mail"] = ""
    frame.loc[1, "E-Mail"] = "no address"
    frame.loc[3, "E-Mail"] = frame.loc[2, "E-Mail"].upper()
    write(frame, customers)
    out, summary = planned(customers, "--tool", "hubspot", "--control", "0")
    groups = read(out / "groups.csv")
    assert (
        sorted(set(frame["Kundennummer"]) - set(groups["Kundennummer"]))
        == frame["Kundennummer"][[0, 1, 3]].tolist()
    )
    assert any(note.startswith("3 customers have no e-mail address") for note in summary["notes"])


def test_who_is_in_no_segment_is_counted(customers: Path):
    frame = labeled()
    frame.loc[:6, "segment"] = "0"
    write(frame, customers)
    out, summary = planned(customers, "--lang", "de")
    assert len(read(out / "groups.csv")) == len(frame) - 7
    assert any(note.startswith("7 Kunden gehören zu keinem Segment") for note in summary["notes"])


def test_it_says_which_effect_would_show(customers: Path):
    _, summary = planned(customers, "--control", "50%", "--base-rate", "5%")
    lifts = [summary["campaign"]["smallest_lift"], *(each["smallest_lift"] for each in summary["segments"])]
    assert lifts[0] < lifts[2] < lifts[1]
    assert f"{100 * lifts[0]:.1f} points" in " ".join(summary["notes"])


def responses(out: Path, add: float) -> pd.DataFrame:
    """Return a row per customer with who bought: more of those written to by `add`."""
    groups = read(out / "groups.csv")
    rng = np.random.default_rng(5)
    rate = np.where(groups["group"] == "test", 0.1 + add, 0.1)
    bought = rng.random(len(groups)) < rate
    return pd.DataFrame(
        {
            "Datum": "2026-01-05",
            "Kunde": groups["Kundennummer"],
            "Gekauft": np.where(bought, "ja", "nein"),
            "Betrag": np.where(bought, "19,90", "0,00"),
        }
    )


def test_what_a_campaign_brought_is_told_three_ways_alike(customers: Path):
    out, _ = planned(customers, "--control", "40%")
    rows = responses(out, 0.3)
    everyone = write(rows, customers.parent / "alle.csv")
    orders = write(pd.concat([rows[rows["Gekauft"] == "ja"]] * 2), customers.parent / "orders.csv")
    tables = []
    for place, words in enumerate(
        [(everyone, "--response", "Gekauft"), (orders,), (everyone, "--value", "Betrag")]
    ):
        target = customers.parent / f"uplift{place}"
        done = segdesk("uplift", out, *words, "--out", target, "--json", "--quiet")
        assert done.returncode == 0, done.stderr
        summary = validated(done.stdout, "uplift")
        assert summary["files"] == sorted(path.name for path in target.iterdir())
        tables.append(pd.read_csv(target / "uplift.csv", encoding="utf-8-sig"))
    figures = ["segment", "n_test", "n_control", "test", "control", "difference", "low", "high", "p_value"]
    assert tables[0][figures].equals(tables[1][figures])
    assert tables[0][figures].equals(tables[2].loc[tables[2]["measure"] == "responded", figures])
    # The first row is of all together.
    groups = read(out / "groups.csv")
    test = (groups["group"] == "test").to_numpy()
    bought = (rows["Gekauft"] == "ja").to_numpy()
    assert tables[0]["n_test"][0] == test.sum()
    assert tables[0]["beyond_chance"][0] == 1
    one = (groups["segment"] == "1").to_numpy()
    assert tables[0]["test"][1] == pytest.approx(bought[test & one].mean())
    assert tables[0]["control"][1] == pytest.approx(bought[~test & one].mean())
    assert tables[2].loc[4, "test"] == pytest.approx(19.9 * bought[test & one].mean())


def test_what_counts_as_nothing_and_what_cannot_be_told_is_said(customers: Path):
    frame = labeled()
    frame.loc[:2, ["segment", "segment_name"]] = ("3", "Drei Kunden")
    write(frame, customers)
    out, _ = planned(customers, "--control", "40%")
    rows = responses(out, 0.3)
    rows.loc[:4, "Betrag"] = ""
    results = write(rows, customers.parent / "alle.csv")
    done = segdesk(
        "uplift", out, results, "--value", "Betrag", "--out", customers.parent / "uplift", "--quiet"
    )
    assert done.returncode == 0, done.stderr
    page = (customers.parent / "uplift" / "report.html").read_text("utf-8")
    for said in (
        "“Betrag” is empty in 5 rows of the campaign’s customers, which count as no, or as nothing.",
        "Too few on one side to tell: Drei Kunden.",
    ):
        assert said in done.stdout
        assert said in page


def test_the_report_says_what_the_table_says(customers: Path):
    out, _ = planned(customers, "--control", "40%")
    results = write(responses(out, 0.3), customers.parent / "alle.csv")
    target = customers.parent / "uplift"
    done = segdesk(
        "uplift", out, results, "--response", "Gekauft", "--out", target, "--lang", "de", "--quiet"
    )
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(target / "uplift.csv", encoding="utf-8-sig")
    points = f"{100 * table['difference'][0]:.1f}".replace(".", ",")
    page = (target / "report.html").read_text("utf-8")
    assert f"+{points}" in page
    assert points in done.stdout
    assert 'lang="de"' in page


def test_what_cannot_be_told_is_refused_with_a_way_out(customers: Path):
    out, _ = planned(customers)
    everyone = write(responses(out, 0), customers.parent / "alle.csv")
    strangers = write(pd.DataFrame({"Kunde": ["x", "y"], "Betrag": [1, 2]}), customers.parent / "fremde.csv")
    for words, code, said in (
        ((out, everyone), 3, "standing there says nothing"),
        ((out, strangers), 3, "None of the campaign"),
        ((out, everyone, "--response", "Kauf"), 2, "no column “Kauf”"),
        ((out, everyone, "--value", "Datum"), 2, "neither numbers nor yes and no"),
        ((customers, everyone), 3, "which customers were written to"),
        ((customers.parent / "nothing", everyone), 3, "There is no file of groups"),
    ):
        done = segdesk("uplift", *words, "--out", customers.parent / "uplift", "--quiet")
        assert done.returncode == code, done.stderr
        assert said in done.stderr
    for words, code, said in (
        (("--segments", "7"), 2, "no segment “7”"),
        (("--columns", "Ort"), 2, "no column “Ort”"),
        (("--control", "95%"), 2, "90%"),
        (("--base-rate", "0"), 2, "between 0% and 100%"),
        (("--control", "many"), 2, "no share"),
        (("--tool", "klaviyo", "--email", "Mail"), 2, "no column “Mail”"),
    ):
        done = segdesk("campaign", customers, "--out", customers.parent / "again", "--quiet", *words)
        assert done.returncode == code, done.stderr
        assert said in done.stderr
        assert not (customers.parent / "again").exists()


def test_a_formula_in_the_data_is_text_in_the_lists(customers: Path):
    frame = labeled()
    frame.loc[1, "Stadt"] = "=HYPERLINK(1)"
    write(frame, customers)
    out, _ = planned(customers, "--control", "0")
    assert "'=HYPERLINK(1)" in read(out / "segment-2-neue.csv")["Stadt"].tolist()


def test_a_file_without_addresses_cannot_serve_a_mailing_tool(customers: Path):
    write(labeled().drop(columns="E-Mail"), customers)
    done = segdesk("campaign", customers, "--tool", "mailchimp", "--out", customers.parent / "x", "--quiet")
    assert done.returncode == 3
    assert "No column holds e-mail addresses" in done.stderr
