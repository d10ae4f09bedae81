"""Names and colours given by hand outlive the run in its recipe, for the segments that they were given to."""

import numpy as np
import pandas as pd
import pytest

from segdesk.api import CustomerModel, segment
from segdesk.engine.result.renaming import recoloured, renamed
from segdesk.errors import SegdeskError
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml

QUICK = {"draws": 0, "criteria": ("silhouette",), "k": 3, "method": "kmeans"}


def subscribers(seed=0):
    random = np.random.default_rng(seed)
    kind = np.array([0] * 40 + [1] * 30 + [2] * 20)
    centres = np.array([[1.0, 9.0], [9.0, 2.0], [5.0, 20.0]])
    values = centres[kind] + random.normal(size=(90, 2)) * 0.6
    return pd.DataFrame(values.round(2), columns=["fréquence", "panier"])


def named():
    """Return a result with two names and a colour given by hand, and the text of its recipe."""
    result = segment(subscribers(), **QUICK).segmentation
    result = recoloured(renamed(result, {1: "Fidèles", 3: "Gros paniers"}), 1, 2)
    return result, recipe_to_toml(result.provenance.recipe)


def test_the_recipe_of_a_named_result_gives_the_names_and_colours_again():
    first, text = named()
    again = segment(subscribers(), recipe=recipe_from_toml(text)).segmentation
    assert [str(each.name) for each in again.named] == [str(each.name) for each in first.named]
    assert [each.named_by_user for each in again.named] == [True, False, True]
    assert [each.palette_place for each in again.named] == [2, 1, 3]
    assert again.fit.model.names == first.fit.model.names
    assert again.provenance.recipe == first.provenance.recipe


@pytest.mark.parametrize("change", ["another file", "another number"])
def test_other_segments_do_not_get_the_names_and_it_is_told_which(change):
    _, text = named()
    frame = subscribers(seed=5) if change == "another file" else subscribers()
    settings = {"k": 2} if change == "another number" else {}
    again = segment(frame, recipe=recipe_from_toml(text), **settings).segmentation
    assert not any(each.named_by_user for each in again.named)
    told = [
        each for each in again.provenance.warnings if getattr(each, "code", "") == "names.not_carried_over"
    ]
    assert len(told) == 1
    assert "Fidèles" in str(told[0])
    assert "Gros paniers" in str(told[0])
    assert again.provenance.recipe.output.given is None


def test_a_result_without_names_writes_none():
    result = segment(subscribers(), **QUICK)
    assert "given" not in recipe_to_toml(result.recipe)


@pytest.mark.parametrize(
    "entry",
    [
        "{segment = 0}",
        "{segment = 1, name = 3}",
        "{segment = 1, colour = 0}",
        "{segment = 1, size = 9}",
        "'one'",
    ],
)
def test_names_in_a_recipe_are_checked(entry):
    with pytest.raises(SegdeskError):
        recipe_from_toml(f"version = 1\n[output.given]\nlabels = 'ab'\nsegments = [{entry}]\n")


def test_next_months_segments_get_names_and_colours_of_the_model_that_they_go_on():
    first, text = named()
    model = CustomerModel(first.fit.model, first.provenance.recipe)
    # Nobody is in both months, the second largest group is the largest now, and the smallest has gone.
    later = subscribers(seed=9)
    later = pd.concat([later[:20], later[40:70]]).rename(columns={"panier": "Panier"})
    again = segment(later, like=model, recipe=recipe_from_toml(text), k=2).segmentation
    kept = {str(each.name): each for each in again.named if each.named_by_user}
    assert list(kept) == ["Fidèles"]
    assert kept["Fidèles"].size == 20
    assert kept["Fidèles"].palette_place == 2
    told = next(
        each
        for each in again.provenance.warnings
        if getattr(each, "code", "") == "names.carried_over_with_names"
    )
    assert (told.figures["n"], told.figures["names"], told.figures["earlier"]) == (2, 1, 2)
    assert again.provenance.recipe.output.given.segments[0].name == "Fidèles"


def test_segments_that_go_on_none_of_the_model_are_new():
    first, _ = named()
    model = CustomerModel(first.fit.model, first.provenance.recipe)
    random = np.random.default_rng(3)
    everywhere = pd.DataFrame(random.uniform(0, 20, (80, 2)).round(2), columns=["fréquence", "autre"])
    again = segment(everywhere, like=model, **QUICK).segmentation
    assert not any(each.named_by_user for each in again.named)
