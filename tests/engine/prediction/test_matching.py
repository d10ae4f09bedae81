"""The columns of a new file are found by their names, repaired by hand, and never guessed."""

import pandas as pd
import pytest

import segdesk
from segdesk.engine.prediction.matching import apply_map
from segdesk.errors import InputError, UsageError
from segdesk.samples import sample_path
from tests.engine.prediction.small_model import customers, small_model


def renamed(**names: str) -> pd.DataFrame:
    return customers().rename(columns={old.replace("_", " "): new for old, new in names.items()})


@pytest.fixture
def expected() -> list[int]:
    return small_model().predict(customers()).labels.tolist()


def test_a_file_that_writes_its_headings_otherwise_is_placed_as_before(expected):
    other = renamed(Annual_Income="annual-income ", Orders="ORDERS", Región="region")
    assert small_model().predict(other).labels.tolist() == expected


def test_a_missing_column_is_refused_with_the_closest_name():
    with pytest.raises(InputError) as caught:
        small_model().predict(renamed(Annual_Income="Annual Incm"))
    assert "no column “Annual Income”" in str(caught.value)
    assert "Did you mean “Annual Incm”?" in str(caught.value)
    assert '--map "Annual Incm=Annual Income"' in str(caught.value)


def test_two_columns_that_could_be_one_variable_are_refused_with_both_named():
    both = renamed(Annual_Income="annual_income")
    both["Annual-Income"] = 0.0
    with pytest.raises(InputError) as caught:
        small_model().predict(both)
    assert "“annual_income”" in str(caught.value)
    assert "“Annual-Income”" in str(caught.value)
    both["Annual Income"] = customers()["Annual Income"]
    assert len(small_model().predict(both).labels) == len(both)


@pytest.mark.parametrize(
    "pair", [("Earned", "Annual Income"), ("Annual Income", "Earned"), ("earned", "annual_income")]
)
def test_a_map_is_understood_in_either_direction(pair, expected):
    other = renamed(Annual_Income="Earned")
    placed = small_model().predict(other, map=dict([pair]))
    assert placed.labels.tolist() == expected
    assert "Earned" in placed.frame.columns


def test_a_map_may_swap_two_columns(expected):
    swapped = renamed(Annual_Income="Orders", Orders="Annual Income")
    placed = small_model().predict(swapped, map={"Orders": "Annual Income", "Annual Income": "Orders"})
    assert placed.labels.tolist() == expected


def test_names_with_a_sign_of_equality_are_read(expected):
    other = renamed(Annual_Income="a=b")
    assert small_model().predict(other, map={"a=b": "Annual Income"}).labels.tolist() == expected


@pytest.mark.parametrize(
    ("names", "error", "said"),
    [
        ({"Ernd": "Annual Income"}, InputError, "no column “Ernd”. Did you mean “Earned”"),
        ({"Earned": "Anual Incom"}, InputError, "no column “Anual Incom”. Did you mean “Annual Income”"),
        ({"Earned": ""}, UsageError, "needs OLD=NEW"),
        ({"Earned": "Annual Income", "Kundennr": "Annual Income"}, UsageError, "twice"),
    ],
)
def test_a_map_of_columns_that_there_are_not_is_refused_with_the_closest_name(names, error, said):
    with pytest.raises(error, match=said):
        small_model().predict(renamed(Annual_Income="Earned"), map=names)


def test_columns_of_purchases_are_renamed_on_the_way_in():
    model = segdesk.segment(sample_path("orders"), k=3, criteria="silhouette", draws=0).model
    table = segdesk.read(sample_path("orders"))
    date = model.recipe.transactions.date
    assert date is not None
    frame = pd.read_csv(sample_path("orders"), dtype=str)
    other = frame.rename(columns={date: "when it was"})
    placed = model.predict(other, map={"when it was": date})
    assert placed.labels.tolist() == model.predict(frame).labels.tolist()
    mapped = apply_map(table, model.model, model.recipe, [f"{table.names[0]}={date}"])
    assert sorted(mapped.table.names) == sorted({*table.names[1:], f"{date}_2", date})


def test_a_heading_that_stands_twice_over_other_cells_is_told(tmp_path):
    frame = customers()
    frame.insert(1, "Second", frame["Annual Income"] + 50_000)
    path = tmp_path / "twice.csv"
    text = frame.to_csv(index=False).replace("Second", "Orders", 1)
    path.write_text(text, "utf-8")
    warnings = " ".join(small_model().predict(path).warnings)
    assert "“Orders” more than once" in warnings
    same = frame.assign(Second=frame["Orders"]).to_csv(index=False).replace("Second", "Orders", 1)
    path.write_text(same, "utf-8")
    assert "more than once" not in " ".join(small_model().predict(path).warnings)
