"""A model and a new file in other units: converted where that is certain, told in every case."""

from pathlib import Path

import pytest

import segdesk


def customers(shares: list[str], amounts: list[str]) -> str:
    rows = [f"K{i};{share};{amount}" for i, (share, amount) in enumerate(zip(shares, amounts, strict=True))]
    return "\n".join(["Kundennr;Rabattquote;Umsatz", *rows]) + "\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def percentages() -> tuple[list[str], list[str]]:
    numbers = [(5 + i % 4) if i % 2 else (40 + i % 5) for i in range(60)]
    return [f"{n},5%" for n in numbers], [f"{1000 + 900 * (i % 2) + i},00 €" for i in range(60)]


@pytest.fixture
def model(percentages: tuple[list[str], list[str]], tmp_path: Path) -> segdesk.CustomerModel:
    path = write(tmp_path / "alt.csv", customers(*percentages))
    return segdesk.segment(path, k=2, criteria="silhouette", draws=0).model


def placed(model: segdesk.CustomerModel, path: Path) -> tuple[list[int], str]:
    found = model.predict(path)
    return found.frame["segment"].tolist(), " ".join(found.warnings)


def test_shares_of_one_are_read_as_the_percentages_that_a_model_knows(model, percentages, tmp_path: Path):
    same = write(tmp_path / "same.csv", customers(*percentages))
    shares = [
        f"{float(text.rstrip('%').replace(',', '.')) / 100:.4f}".replace(".", ",") for text in percentages[0]
    ]
    other = write(tmp_path / "other.csv", customers(shares, percentages[1]))
    expected, _ = placed(model, same)
    found, notes = placed(model, other)
    assert found == expected
    assert "Rabattquote" in notes
    assert "percent" in notes


def test_another_currency_is_told_and_not_converted(model, percentages, tmp_path: Path):
    other = write(
        tmp_path / "other.csv",
        customers(percentages[0], [text.replace("€", "CHF") for text in percentages[1]]),
    )
    _, notes = placed(model, other)
    assert "Umsatz" in notes
    assert "CHF" in notes
    assert "not converted" in notes


def test_same_units_are_no_news(model, percentages, tmp_path: Path):
    _, notes = placed(model, write(tmp_path / "same.csv", customers(*percentages)))
    assert "Umsatz" not in notes
    assert "Rabattquote" not in notes
