"""Recipes: what is refused, and that what is written is read back."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.method import MethodSpec, parse_k
from segdesk.engine.recipe.preparation import PrepareSpec, VariableSpec
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import STAGES, Recipe, setting_names
from segdesk.engine.recipe.scan import CRITERIA
from segdesk.errors import SegdeskError, UsageError
from segdesk.io.recipe_file import read_recipe, recipe_from_toml, recipe_to_toml


def of_knob(f):
    """Return a strategy for the values that a setting allows."""
    rule, kind = f.metadata["setting"], str(f.type)
    if f.name == "k":
        return st.sampled_from(["auto", "1", "7", "2..9", "100"])
    if f.name in ("min_size", "max_size"):
        # Which methods allow them, and which pairs, has its own tests.
        return st.none()
    if f.name == "criteria":
        return st.lists(st.sampled_from(CRITERIA), unique=True).map(tuple)
    if f.name in ("as_of", "rfm_recency", "rfm_frequency", "rfm_monetary"):
        return st.just(f.default)
    if rule.choices:
        return st.sampled_from(tuple(rule.choices))
    if "tuple" in kind:
        return st.lists(TEXTS, max_size=3, unique=True).map(tuple)
    if "bool" in kind:
        return st.booleans()
    if "float" in kind:
        return st.floats(rule.low, rule.high)
    if "int" in kind:
        return st.integers(int(rule.low), int(rule.high))
    return TEXTS


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VARIABLES = st.builds(
    VariableSpec,
    missing=st.sampled_from([None, "auto", "knn", "drop"]),
    outliers=st.sampled_from([None, "mark"]),
    transform=st.sampled_from([None, "log"]),
    scale=st.sampled_from([None, "minmax"]),
    weight=st.none() | st.floats(0, 1e6),
    fill=st.none() | NUMBERS | TEXTS,
    order=st.lists(TEXTS, max_size=3, unique=True).map(tuple),
)


@st.composite
def recipes(draw):
    recipe = Recipe()
    for stage in STAGES:
        spec = getattr(recipe, stage)
        changes = {}
        for f in fields(spec):
            if "setting" in f.metadata and draw(st.booleans()):
                changes[f.name] = draw(of_knob(f))
        try:
            recipe = replace(recipe, **{stage: replace(spec, **changes)})
        except UsageError:
            # Settings that are allowed one by one can contradict each other.
            continue
    variables = draw(st.dictionaries(TEXTS, VARIABLES, max_size=3))
    return replace(recipe, prepare=replace(recipe.prepare, variables=variables))


@settings(max_examples=150)
@given(recipes())
def test_what_is_written_is_read_back(recipe):
    assert recipe_from_toml(recipe_to_toml(recipe)) == recipe


def test_the_default_recipe_is_short_and_read_back():
    assert recipe_from_toml(recipe_to_toml(Recipe())) == Recipe()
    assert recipe_from_toml("version = 1") == Recipe()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no recipe at all",
        "version = 2",
        "version = true",
        "version = '1'",
        "version = 1.0",
        "version = 1\nnonsense = 3",
        "version = 1\n[nonsense]\na = 1",
        "version = 1\nmethod = 'kmeans'",
        "version = 1\n[method]\nmethods = 'kmeans'",
        "version = 1\n[method]\nmethod = 'magic'",
        "version = 1\n[method]\nmethod = 3",
        "version = 1\n[method]\nmethod = ['kmeans']",
        "version = 1\n[method]\nk = '0'",
        "version = 1\n[method]\nk = true",
        "version = 1\n[method]\nk = 0",
        "version = 1\n[method]\nk = 2.5",
        "version = 1\n[method]\nseed = -1",
        "version = 1\n[method]\nseed = 1.5",
        "version = 1\n[method]\nseed = true",
        "version = 1\n[method]\nseed = 99999999999",
        "version = 1\n[method]\neps = nan",
        "version = 1\n[method]\neps = 'far'",
        "version = 1\n[method]\neps = 0.0",
        "version = 1\n[columns]\nuse = 'age'",
        "version = 1\n[columns]\nuse = [1, 2]",
        "version = 1\n[columns]\nid = 2020-01-01",
        "version = 1\n[read]\nheader = 'first'",
        "version = 1\n[read]\nheader = -1",
        "version = 1\n[read]\nsheet = 3",
        "version = 1\n[scan]\ncriteria = ['beauty']",
        "version = 1\n[scan]\ncriteria = 5",
        "version = 1\n[output]\nraw = 'yes'",
        "version = 1\n[output]\nlang = 'fr'",
        "version = 1\n[prepare]\nvariables = 'age'",
        "version = 1\n[prepare]\nvariables = [1]",
        "version = 1\n[prepare.variables]\nage = 3",
        "version = 1\n[prepare.variables.age]\nweigth = 1",
        "version = 1\n[prepare.variables.age]\nweight = -1",
        "version = 1\n[prepare.variables.age]\nweight = nan",
        "version = 1\n[prepare.variables.age]\nweight = inf",
        "version = 1\n[prepare.variables.age]\nweight = true",
        "version = 1\n[prepare.variables.age]\nweight = 'heavy'",
        "version = 1\n[prepare.variables.age]\nmissing = 'guess'",
        "version = 1\n[prepare.variables.age]\nmissing = ['mean']",
        "version = 1\n[prepare.variables.age]\nfill = inf",
        "version = 1\n[prepare.variables.age]\nfill = [1]",
        "version = 1\n[prepare.variables.age]\nfill = 2020-01-01",
        "version = 1\n[prepare.variables.age]\norder = 'abc'",
        "version = 1\n[prepare.variables.age]\norder = [1, 2]",
        "version = 1\n[prepare.variables.age]\norder = ['a', 'a']",
    ],
)
def test_whatever_a_recipe_cannot_mean_is_refused(tmp_path, text):
    path = tmp_path / "recipe.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SegdeskError) as caught:
        read_recipe(path)
    assert "recipe.toml" in str(caught.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | TEXTS, st.lists))
@settings(max_examples=200)
def test_no_value_of_any_setting_makes_a_crash(value):
    for name in setting_names():
        try:
            Recipe().with_settings({name: value})
        except UsageError:
            continue


def test_recipe_files_that_cannot_be_read_are_refused(tmp_path):
    with pytest.raises(SegdeskError):
        read_recipe(tmp_path / "nowhere.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SegdeskError):
        read_recipe(tmp_path / "bytes.toml")


def test_a_person_may_write_the_number_of_segments_as_a_number():
    assert recipe_from_toml("version = 1\n[method]\nk = 5").method.k == "5"


def test_settings_change_their_stage_only():
    changed = Recipe().with_settings({"k": "3..5", "use": ("a", "b"), "missing": "knn"})
    assert changed.method == MethodSpec(k="3..5")
    assert changed.columns == ColumnsSpec(use=("a", "b"))
    assert changed.prepare == PrepareSpec(missing="knn")
    assert changed.read == ReadSpec()
    assert Recipe().with_settings({}) == Recipe()


def test_settings_that_do_not_exist_are_refused_by_name():
    with pytest.raises(UsageError, match="“kk”"):
        Recipe().with_settings({"kk": "3"})


@pytest.mark.parametrize(
    ("text", "ks"), [("auto", None), ("1", (1,)), ("3..5", (3, 4, 5)), ("100", (100,)), ("7..7", (7,))]
)
def test_numbers_of_segments_are_understood(text, ks):
    assert parse_k(text) == ks


@pytest.mark.parametrize(
    "text", ["", "0", "5..3", "0..3", "3..", "..3", "3.5", "-2", "a", "3...5", "3..103", " 3", "²"]
)
def test_other_numbers_of_segments_are_refused(text):
    with pytest.raises(UsageError):
        parse_k(text)


@pytest.mark.parametrize(
    ("text", "ks"),
    [("5", (5,)), ("1", (1,)), ("3..5", (3, 4, 5)), ("2..101", tuple(range(2, 102))), ("auto", None)],
)
def test_numbers_of_segments_as_they_are_written(text, ks):
    assert parse_k(text) == ks


@pytest.mark.parametrize("text", ["0", "5..3", "2..102", "3..", "..3", "x", "-1", "2.5", ""])
def test_what_is_no_number_of_segments(text):
    with pytest.raises(UsageError):
        parse_k(text)


@pytest.mark.parametrize(
    ("least", "most", "fits"),
    [("5%", "5%", True), ("6%", "5%", False), ("50", "49", False), ("50", "5%", True), ("1", "0.5%", True)],
)
def test_the_smallest_segment_cannot_be_larger_than_the_largest(least, most, fits):
    if fits:
        assert MethodSpec(min_size=least, max_size=most).limits_sizes
    else:
        with pytest.raises(UsageError, match="can't be larger"):
            MethodSpec(min_size=least, max_size=most)
