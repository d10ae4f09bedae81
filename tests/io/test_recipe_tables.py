"""Settings that hold lists and tables: a toy spec with every type that a setting may have, into TOML and back."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields

import pytest
import tomli_w

from segdesk.engine.recipe.settings import check, is_table, setting, setting_types
from segdesk.errors import SegdeskError, UsageError
from segdesk.io.recipe_file import spec_from_table, spec_to_table
from segdesk.messages import say


@dataclass(frozen=True)
class Filter:
    """Which rows of a column stay."""

    column: str
    values: tuple[str, ...] = ()
    least: float | None = None


def declared(default):
    return setting(default, say("{value}", value="label"), say("{value}", value="help"))


@dataclass(frozen=True)
class ToySpec:
    """One setting of each type."""

    text: str = declared("a")
    count: int | None = declared(None)
    share: float = declared(0.5)
    fast: bool = declared(False)
    names: tuple[str, ...] = declared(())
    steps: tuple[int, ...] = declared((1, 2))
    filters: tuple[Filter, ...] = declared(())
    labels: Mapping[str, str] = declared({})
    own: Filter | None = declared(None)  # noqa: RUF009 - as all others

    def __post_init__(self):
        check(self)


FULL = ToySpec(
    text="ü “x”",
    count=3,
    share=2,
    fast=True,
    names=("a,b", ""),
    steps=(),
    filters=(Filter("city", ("Łódź", "Rome")), Filter("income", least=2.5)),
    labels={"1": "Loyal", "a.b": "New"},
    own=Filter("age", least=18),
)


def written_and_read(spec):
    table = tomllib.loads(tomli_w.dumps({"toy": spec_to_table(spec)})).get("toy", {})
    return spec_from_table(ToySpec(), table, "toy")


@pytest.mark.parametrize("spec", [ToySpec(), FULL])
def test_every_type_is_written_and_read_back(spec):
    assert written_and_read(spec) == spec


def test_what_is_left_to_the_program_is_not_written():
    table = spec_to_table(ToySpec(filters=(Filter("city"),)))
    assert not {"count", "labels", "own"} & set(table)
    assert table["filters"] == [{"column": "city"}]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 3),
        ("text", None),
        ("count", True),
        ("count", 2.0),
        ("share", "much"),
        ("share", True),
        ("fast", 1),
        ("names", "a"),
        ("names", ("a", 1)),
        ("names", ["a"]),
        ("steps", (1, "2")),
        ("filters", (Filter("city"), "income > 3")),
        ("filters", (Filter("city", values=("a", 1)),)),
        ("labels", {"1": 2}),
        ("labels", {1: "one"}),
        ("labels", ("1", "one")),
        ("own", {"column": "age"}),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(name, value):
    with pytest.raises(UsageError, match=f"--{name} can't be"):
        ToySpec(**{name: value})


@pytest.mark.parametrize(
    "text",
    [
        "labels = 3",
        "labels = ['a']",
        "labels = {a = 1}",
        "filters = [3]",
        "filters = [{}]",
        "filters = [{column = 'a', colour = 'red'}]",
        "filters = [{column = 3}]",
        "own = 'age'",
        "names = 'a'",
        "steps = [1, 2.5]",
        "tables = []",
    ],
)
def test_tables_that_mean_nothing_are_refused(text):
    with pytest.raises(SegdeskError):
        spec_from_table(ToySpec(), tomllib.loads(text), "toy")


def test_only_lists_and_single_values_fit_into_a_line():
    types = setting_types(ToySpec)
    assert {f.name for f in fields(ToySpec) if is_table(types[f.name])} == {"filters", "labels", "own"}
