"""A new file that differs from the one of the model in any usual way is placed rightly, or refused in a sentence."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import segdesk
from segdesk.errors import InputError

USE = ["Umsatz", "Rabattquote", "Bestellungen", "Letzter Kauf", "Newsletter", "Región"]


@cache
def base() -> pd.DataFrame:
    """Return customers in two clear groups, with columns of every type."""
    rng = np.random.default_rng(5)
    n = 220
    group = np.arange(n) % 2
    return pd.DataFrame(
        {
            "Kundennr": [f"{i:05}" for i in range(n)],
            "Umsatz": np.round(1_500 + 2_500 * group + rng.normal(0, 150, n), 2),
            "Rabattquote": np.round(8 + 30 * group + rng.normal(0, 2, n), 1),
            "Bestellungen": 3 + 20 * group + rng.integers(0, 4, n),
            "Letzter Kauf": pd.Timestamp("2026-01-15")
            + pd.to_timedelta(200 * group + rng.integers(0, 60, n), unit="D"),
            "Newsletter": np.where(rng.random(n) < 0.2 + 0.6 * group, "ja", "nein"),
            "Región": np.where(rng.random(n) < 0.8 - 0.6 * group, "Norte", "Sur"),
        }
    )


def written(frame: pd.DataFrame, path: Path, **how: str) -> Path:
    """Write customers as a German office does, but for what is said otherwise."""
    text = frame.copy()
    if "Letzter Kauf" in text and text["Letzter Kauf"].dtype.kind == "M":
        text["Letzter Kauf"] = text["Letzter Kauf"].dt.strftime(how.get("date", "%d.%m.%Y"))
    decimal = how.get("decimal", ",")
    content = text.to_csv(index=False, sep=how.get("sep", ";"), decimal=decimal)
    path.write_bytes(content.encode(how.get("encoding", "utf-8-sig")))
    return path


@cache
def model_of(folder: Path) -> segdesk.CustomerModel:
    path = written(base().assign(Rabattquote=percent(base())), folder / "april.csv")
    return segdesk.segment(path, use=USE, k=2, criteria="silhouette", draws=0).model


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> segdesk.CustomerModel:
    return model_of(tmp_path_factory.mktemp("april"))


@pytest.fixture(scope="module")
def expected(model, tmp_path_factory) -> list[int]:
    path = written(base().assign(Rabattquote=percent(base())), tmp_path_factory.mktemp("may") / "may.csv")
    labels = model.predict(path).labels
    assert set(labels.tolist()) == {1, 2}
    assert len({*zip(labels.tolist(), (np.arange(len(labels)) % 2).tolist(), strict=True)}) == 2
    return labels.tolist()


def percent(frame: pd.DataFrame) -> pd.Series:
    return frame["Rabattquote"].map(lambda n: f"{n:.1f} %".replace(".", ","))


def german(number: float) -> str:
    return f"{number:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")


ALTERED: dict[str, tuple[Callable[[pd.DataFrame], pd.DataFrame], dict[str, str]]] = {
    "columns in another order": (lambda f: f[f.columns[::-1]], {}),
    "other columns beside": (lambda f: f.assign(Notiz="x", Punkte=range(len(f))), {}),
    "without the identifier": (lambda f: f.drop(columns="Kundennr"), {}),
    "headings written otherwise": (
        lambda f: f.rename(columns={"Umsatz": "UMSATZ ", "Letzter Kauf": "letzter_kauf", "Región": "region"}),
        {},
    ),
    "point for comma, commas between": (
        lambda f: f.assign(Rabattquote=f["Rabattquote"].str.replace(",", ".")),
        {"decimal": ".", "sep": ",", "date": "%Y-%m-%d"},
    ),
    "tabs and Windows' letters": (lambda f: f, {"sep": "\t", "encoding": "cp1252"}),
    "UTF-16": (lambda f: f, {"encoding": "utf-16"}),
    "month first": (lambda f: f, {"date": "%m/%d/%Y"}),
    "days with a time": (lambda f: f, {"date": "%Y-%m-%dT00:00:00"}),
    "thousands marked, currency beside": (
        lambda f: f.assign(Umsatz=f["Umsatz"].map(lambda n: f"{german(n)} €")),
        {},
    ),
    "shares of one for percent": (
        lambda f: f.assign(Rabattquote=(base()["Rabattquote"] / 100).round(4)),
        {},
    ),
    "1 and 0 for yes and no": (
        lambda f: f.assign(Newsletter=(f["Newsletter"] == "ja").astype(int)),
        {},
    ),
    "yes and no in another language": (
        lambda f: f.assign(Newsletter=f["Newsletter"].map({"ja": "yes", "nein": "no"})),
        {},
    ),
    "categories in other letters": (
        lambda f: f.assign(**{"Región": f["Región"].str.upper().map(lambda text: f" {text} ")}),
        {},
    ),
    "a heading twice, the same below": (
        lambda f: f.assign(Zwei=f["Umsatz"]).rename(columns={"Zwei": "Umsatz"}),
        {},
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_file_that_says_the_same_otherwise_is_placed_the_same(name, model, expected, tmp_path):
    change, how = ALTERED[name]
    path = written(change(base().assign(Rabattquote=percent(base()))), tmp_path / "next.csv", **how)
    placed = model.predict(path)
    assert placed.labels.tolist() == expected
    assert placed.drift["advice"] == "keep", placed.drift


def test_rows_in_another_order_take_their_segments_with_them(model, expected, tmp_path):
    frame = base().assign(Rabattquote=percent(base())).iloc[::-1]
    assert model.predict(written(frame, tmp_path / "next.csv")).labels.tolist() == expected[::-1]


def test_typed_cells_are_placed_as_texts_are(model, expected, tmp_path):
    assert model.predict(base()).labels.tolist() == expected
    base().to_excel(tmp_path / "next.xlsx", index=False)
    assert model.predict(tmp_path / "next.xlsx").labels.tolist() == expected


def test_a_missing_column_is_refused_by_name(model, tmp_path):
    frame = base().drop(columns="Bestellungen")
    with pytest.raises(InputError, match="no column “Bestellungen”"):
        model.predict(written(frame, tmp_path / "next.csv"))


def test_a_column_that_is_called_otherwise_is_taken_when_it_is_said(model, expected, tmp_path):
    frame = base().assign(Rabattquote=percent(base())).rename(columns={"Umsatz": "Net sales"})
    path = written(frame, tmp_path / "next.csv")
    with pytest.raises(InputError, match="no column “Umsatz”"):
        model.predict(path)
    assert model.predict(path, map={"Net sales": "Umsatz"}).labels.tolist() == expected


def test_unknown_categories_are_counted_and_named(model, expected, tmp_path):
    frame = base().assign(Rabattquote=percent(base()))
    frame.loc[frame.index[:60], "Región"] = "Canarias"
    placed = model.predict(written(frame, tmp_path / "next.csv"))
    assert np.mean(placed.labels == np.array(expected)) > 0.95
    assert any("60 cells" in warning and "Región" in warning for warning in placed.warnings)
    assert placed.drift["advice"] == "check the file"
    assert placed.drift["new_categories"][0]["values"] == ["Canarias"]


def test_empty_cells_are_filled_and_told_where_they_are_many(model, expected, tmp_path):
    frame = base().assign(Rabattquote=percent(base()))
    frame["Bestellungen"] = frame["Bestellungen"].astype("Int64")
    frame.loc[frame.index[:80], "Bestellungen"] = pd.NA
    placed = model.predict(written(frame, tmp_path / "next.csv"))
    assert placed.labels.tolist() == expected
    assert placed.drift["advice"] == "check the file"
    frame["Bestellungen"] = pd.NA
    placed = model.predict(written(frame, tmp_path / "next.csv"))
    assert placed.drift["missing_columns"] == ["Bestellungen"]


def test_another_unit_is_told(model, tmp_path):
    frame = base().assign(Rabattquote=percent(base()), Umsatz=base()["Umsatz"] / 1000)
    placed = model.predict(written(frame, tmp_path / "next.csv"))
    assert placed.drift["advice"] == "check the file"
    assert any("“Umsatz”" in reason and "another unit" in reason for reason in placed.drift["reasons"])


def test_texts_in_a_number_column_are_counted_and_nothing_but_texts_is_refused(model, expected, tmp_path):
    frame = base().assign(Rabattquote=percent(base()))
    frame["Bestellungen"] = frame["Bestellungen"].astype(str)
    frame.loc[frame.index[:5], "Bestellungen"] = "viele"
    placed = model.predict(written(frame, tmp_path / "next.csv"))
    assert placed.labels.tolist() == expected
    assert any("Bestellungen" in warning and "5" in warning for warning in placed.warnings)
    frame["Bestellungen"] = "viele"
    with pytest.raises(InputError, match=r"Bestellungen.*viele"):
        model.predict(written(frame, tmp_path / "next.csv"))


def test_a_file_without_rows_is_refused_and_one_row_is_placed(model, expected, tmp_path):
    frame = base().assign(Rabattquote=percent(base()))
    with pytest.raises(InputError):
        model.predict(written(frame[:0], tmp_path / "empty.csv"))
    placed = model.predict(written(frame[:1], tmp_path / "one.csv"))
    assert placed.labels.tolist() == expected[:1]
    assert placed.drift["advice"] is None


def test_columns_that_have_changed_places_under_their_headings_are_noticed(model, tmp_path):
    frame = base().assign(Rabattquote=percent(base()))
    frame["Umsatz"], frame["Bestellungen"] = frame["Bestellungen"].astype(float), frame["Umsatz"].round()
    placed = model.predict(written(frame, tmp_path / "next.csv"))
    assert placed.drift["advice"] == "check the file"
