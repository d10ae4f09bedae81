"""Steps by hand are written into a recipe, read from it as they were, and refused where no segments could take them."""

import pytest

from segdesk.engine.recipe.by_hand import Lock, Merge, Move, Order, Split, row_ranges, rows_in_words
from segdesk.engine.recipe.differences import recipe_differences
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import SegdeskError
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml

EVERY_KIND = (Merge((2, 3)), Split(1, 3), Move("3-5,9"), Move("7", to=2), Lock((1,), 3), Order((2, 1, 3)))


def test_steps_come_back_from_a_recipe_in_their_order():
    recipe = Recipe().with_settings({"edits": EVERY_KIND})
    assert recipe_from_toml(recipe_to_toml(recipe)) == recipe


def test_a_recipe_without_steps_says_nothing_of_them():
    assert "by_hand" not in recipe_to_toml(Recipe())


@pytest.mark.parametrize(
    "written",
    [
        "merge = [2]",
        "merge = [2, 2]",
        "merge = [0, 2]",
        "merge = 2",
        "merge = [2, 3]\nsplit = 1",
        "split = 0",
        "split = 1\nparts = 1",
        "move = 'Anna'",
        "move = '5-3'",
        "move = '0'",
        "move = '3'\nto = 0",
        "lock = [1]",
        "lock = []\nrest = 2",
        "lock = [1]\nrest = 0",
        "order = [1, 3]",
        "colour = 2",
    ],
)
def test_a_step_that_no_segments_could_take_is_refused(written):
    with pytest.raises(SegdeskError) as refused:
        recipe_from_toml(f"version = 1\n[[by_hand.edits]]\n{written}")
    assert refused.value.mend is not None


def test_a_step_with_a_wrong_name_is_told_the_names_of_its_kind():
    with pytest.raises(SegdeskError, match="parts, split"):
        recipe_from_toml("version = 1\n[[by_hand.edits]]\nsplit = 1\npart = 2")


def test_rows_are_written_as_runs_and_read_again():
    rows = [1, 3, 4, 5, 9, 11, 12]
    written = rows_in_words(rows)
    assert written == "1,3-5,9,11-12"
    assert [row for first, last in row_ranges(written) for row in range(first, last + 1)] == rows
    assert Move(written).n_rows == len(rows)


def test_what_differs_between_recipes_names_the_steps_in_words():
    (difference,) = recipe_differences(Recipe(), Recipe().with_settings({"edits": (Merge((2, 3)),)}))
    assert "Segments 2 and 3 were merged by hand." in str(difference.new)
