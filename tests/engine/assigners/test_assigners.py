"""Every method's model, written and read back, places customers: those it was made from, and others."""

import numpy as np
import pandas as pd
import pytest

from segdesk.engine.prediction.predict import predict
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.errors import InputError
from segdesk.io.frames import table_from_frame
from segdesk.io.model_file import read_model, write_model
from segdesk.io.reading import read_table
from tests.engine.frames import METHODS, USE, segmented, shop


@pytest.fixture(scope="module", params=METHODS)
def fitted(request, tmp_path_factory):
    """Return the segmentation by each method, and its model after a visit on the disk."""
    found = segmented(shop(), method=request.param, k="3", use=USE, missing="knn", criteria=("inertia",))
    path = tmp_path_factory.mktemp("model") / "model.segdesk"
    write_model(path, found.fit.model, found.provenance.recipe)
    model, recipe = read_model(path)
    assert recipe == found.provenance.recipe
    return found, model


@pytest.fixture(scope="module")
def model():
    return segmented(shop(), k="3", use=USE, criteria=("inertia",)).fit.model


def place(frame, model):
    return predict(table_from_frame(frame), model, ReadSpec())


def test_the_training_file_gets_its_labels_back(fitted):
    found, model = fitted
    placed = place(shop(), model).placed
    if found.method == "hdbscan":
        assert (placed.assignment.labels == found.fit.labels).mean() >= 0.99
    else:
        np.testing.assert_array_equal(placed.assignment.labels, found.fit.labels)
        np.testing.assert_array_equal(placed.assignment.second, found.fit.second)


def test_confidence_is_a_share_and_empty_for_the_unassigned(fitted):
    _, model = fitted
    assignment = place(shop(300, seed=9), model).placed.assignment
    known = assignment.labels > 0
    assert known.any()
    assert ((assignment.confidence[known] >= 0) & (assignment.confidence[known] <= 1)).all()
    assert np.isnan(assignment.confidence[~known]).all()
    assert (assignment.second[known] != assignment.labels[known]).all()
    assert assignment.labels.max() <= len(model.names)


def test_about_one_in_a_hundred_of_the_training_customers_is_unlike(fitted):
    found, model = fitted
    placed = place(shop(), model).placed
    inside = placed.assignment.labels > 0
    # Ninety-nine percent of each segment stay within its limit, so at most one and a bit per segment and hundred.
    for segment in range(1, found.k + 1):
        own = placed.unlike[placed.assignment.labels == segment]
        assert own.sum() <= np.ceil(0.01 * len(own))
    assert placed.unlike[inside].any()
    assert placed.unlike[~inside].all()


def test_a_single_customer_is_placed_as_in_the_whole_file(fitted):
    found, model = fitted
    for row in (0, 57, 239):
        alone = place(shop().iloc[[row]], model).placed.assignment
        assert alone.labels.tolist() == [found.fit.labels[row]]
        np.testing.assert_allclose(alone.confidence, found.fit.confidence[[row]], rtol=1e-12)


def test_somebody_far_away_is_unlike_everyone(fitted):
    _, model = fitted
    far = shop(20).assign(age=5000.0, visits=-900.0, income=9e6)
    assert place(far, model).placed.unlike.all()


def test_other_columns_and_another_order_change_nothing(model):
    frame = shop()
    other = frame[frame.columns[::-1]].assign(extra=1.5, note="hello")
    expected = place(frame, model).placed.assignment.labels
    np.testing.assert_array_equal(place(other, model).placed.assignment.labels, expected)


def test_a_heading_in_other_letters_is_found(model):
    frame = shop().rename(columns={"age": " AGE", "plan": "Plan "})
    expected = place(shop(), model).placed.assignment.labels
    np.testing.assert_array_equal(place(frame, model).placed.assignment.labels, expected)


@pytest.mark.parametrize("name", USE)
def test_a_missing_column_is_named(model, name):
    with pytest.raises(InputError, match=f"“{name}”"):
        place(shop().drop(columns=name), model)


def test_a_variable_does_not_stand_in_for_one_that_is_named_alike():
    frame = pd.DataFrame({"Age": np.arange(40) * 1.5, "age": np.arange(40)[::-1] ** 1.5})
    model = segmented(frame, use=("Age", "age"), k="2").fit.model
    with pytest.raises(InputError, match="“Age”"):
        place(frame[["age"]], model)


def test_a_column_of_words_where_numbers_belong_is_refused_by_name(model):
    with pytest.raises(InputError, match="visits"):
        place(shop().assign(visits="many"), model)


def test_unknown_categories_count_as_the_most_usual_and_are_counted(model):
    frame = shop(50, seed=3)
    unseen, usual = frame.assign(plan="platinum"), frame.assign(plan="basic")
    placed = place(unseen, model).placed
    assert placed.unknown["plan"] == 50
    np.testing.assert_array_equal(placed.assignment.labels, place(usual, model).placed.assignment.labels)


def test_rows_without_any_value_are_not_placed(model):
    frame = shop(5)
    frame.loc[2, list(USE)] = None
    placed = place(frame, model).placed
    assert placed.not_placed.tolist() == [False, False, True, False, False]
    assert placed.assignment.labels[2] == 0


@pytest.mark.parametrize(("delimiter", "decimal"), [(",", "."), (";", ","), ("\t", ",")])
def test_a_file_written_otherwise_is_placed_alike(model, tmp_path, delimiter, decimal):
    path = tmp_path / "new.csv"
    shop().to_csv(path, index=False, sep=delimiter, decimal=decimal)
    expected = place(shop(), model).placed.assignment.labels
    np.testing.assert_array_equal(
        predict(read_table(path), model, ReadSpec()).placed.assignment.labels, expected
    )


def test_a_file_of_one_line_is_placed_by_the_marks_of_the_training_file(tmp_path):
    training, single = tmp_path / "training.csv", tmp_path / "single.csv"
    frame = shop()[["age", "income", "visits"]].fillna(30)
    frame.to_csv(training, index=False, sep=";", decimal=",")
    frame.iloc[[7]].to_csv(single, index=False, sep=";", decimal=",")
    model = segmented(frame, k="3", use=("age", "income", "visits"), criteria=("inertia",)).fit.model
    labels = predict(read_table(training), model, ReadSpec()).placed.assignment.labels
    assert predict(read_table(single), model, ReadSpec()).placed.assignment.labels.tolist() == [labels[7]]
