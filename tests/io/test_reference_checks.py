"""What a model file says of its customers comes back as it was, and is refused where it does not fit the rest."""

import json
import math
import zipfile
from dataclasses import replace

import pytest

from segdesk.errors import InputError
from segdesk.io.model_file import read_model, write_model
from tests.engine.prediction.small_model import customers, small_model


def model_with(tmp_path, **changes):
    """Return the path of a model file of which the reference was changed."""
    made = small_model()
    reference = made.model.reference
    assert reference is not None
    columns = tuple(replace(each, **changes.get(each.name, {})) for each in reference.columns)
    segments = changes.get("segments", reference.segments)
    changed = replace(reference, segments=segments, columns=columns)
    write_model(tmp_path / "m.segdesk", replace(made.model, reference=changed), made.recipe)
    return tmp_path / "m.segdesk"


def test_a_model_keeps_how_its_customers_were_spread(tmp_path):
    model, _ = read_model(model_with(tmp_path))
    assert model.reference == small_model().model.reference


@pytest.mark.parametrize(
    "changes",
    [
        {"segments": (0, 120)},
        {"segments": (0, -1, 240)},
        {"Annual Income": {"counts": (240,)}},
        {"Annual Income": {"counts": (-5, *(24,) * 9)}},
        {"Annual Income": {"edges": tuple(float(-i) for i in range(9))}},
        {"Annual Income": {"edges": tuple(map(float, range(60))), "counts": (4,) * 61}},
        {"Annual Income": {"low": 9e9}},
        {"Annual Income": {"low": None}},
        {"Annual Income": {"levels": ("a",)}},
        {"Annual Income": {"name": "another"}},
        {"Orders": {"name": "Annual Income"}},
        {"Orders": {"missing": 10**15}},
        {"Orders": {"values": tuple(map(float, range(50)))}},
        {"Región": {"levels": ("Norte", "norte")}},
        {"Región": {"levels": ("Norte",)}},
        {"Región": {"edges": (1.0,)}},
    ],
)
def test_a_reference_that_does_not_fit_is_refused(tmp_path, changes):
    with pytest.raises(InputError):
        read_model(model_with(tmp_path, **changes))


@pytest.mark.parametrize("number", [1e301, -1e301])
def test_numbers_beyond_the_bound_are_refused(tmp_path, number):
    assert math.isfinite(number)
    with pytest.raises(InputError, match="beyond"):
        read_model(model_with(tmp_path, **{"Annual Income": {"high": number}}))


def test_a_model_that_was_made_before_still_places_and_says_that_it_knows_nothing_of_change(tmp_path):
    made = small_model()
    write_model(tmp_path / "m.segdesk", replace(made.model, reference=None), made.recipe)
    with zipfile.ZipFile(tmp_path / "m.segdesk") as archive:
        assert "reference" not in json.loads(archive.read("model.json"))
    model, recipe = read_model(tmp_path / "m.segdesk")
    placed = replace(made, model=model, recipe=recipe).predict(customers())
    assert placed.labels.tolist() == made.predict(customers()).labels.tolist()
    assert placed.drift["advice"] is None
    assert "no reference" in placed.drift["text"]
