"""The methods as the recipe knows them: found by their files, and loaded only when one is asked what it can.

`segdesk --help` names them, and answers before anything heavy is loaded.
"""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from segdesk.messages import Message, say

AUTO = "auto"
_PACKAGE = "segdesk.engine.clustering.methods"
# Beside the methods lies their registry.
_NO_METHODS = {"registry"}
# As people are offered them; those that are not named here come last, by name.
_ORDER = (
    "kmeans", "minibatch", "bisecting", "hierarchical", "dbscan", "hdbscan", "gmm", "kprototypes", "pam", "rfm",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """What a method says of itself.

    Attributes
    ----------
    name : str
        As in the recipe, and that of its file.
    label : Message
        As in a sentence.
    choice : Message
        As the window offers it.
    determines_k : bool
        Whether it finds the number of segments itself.
    has_gap_reference : bool
        Whether the gap statistic says something of it: its segments are made to have little inertia, and it takes
        reference rows that hold numbers only.
    is_slow : bool
        Whether its time grows with the square of the rows, so that fewer are drawn anew for the stability.
    supports_size_limits : bool
        Whether its segments may be held to sizes; not where they are what is crowded, or what rules say.
    by_rules : bool
        Whether its segments follow rules that were set beforehand, instead of being searched for in the data.
    needs_categories : bool
        Whether it is another method where no column is a category.
    is_mixture : bool
        Whether it finds groups that only some of the columns show.
    """

    name: str
    label: Message
    choice: Message
    determines_k: bool = False
    has_gap_reference: bool = True
    is_slow: bool = False
    supports_size_limits: bool = True
    by_rules: bool = False
    needs_categories: bool = False
    is_mixture: bool = False


@cache
def method_names() -> tuple[str, ...]:
    """Return the names of all methods, without loading any."""
    found = importlib.util.find_spec(_PACKAGE)
    places = found.submodule_search_locations if found is not None else None
    names = {module.name for module in pkgutil.iter_modules(places or [])} - _NO_METHODS
    known = [name for name in _ORDER if name in names]
    return (*known, *sorted(names.difference(known)))


def capabilities(name: str) -> Capabilities:
    """Return what the method `name` says of itself; loads it."""
    declared: Capabilities = importlib.import_module(f"{_PACKAGE}.registry").find_method(name)
    return declared


class _MethodChoices(Mapping[str, Message]):
    """What `--method` takes, with the words of the window's form, which load the methods."""

    def __getitem__(self, name: str) -> Message:
        if name == AUTO:
            return say("Choose for me")
        if name not in method_names():
            raise KeyError(name)
        return capabilities(name).choice

    def __iter__(self) -> Iterator[str]:
        return iter((AUTO, *method_names()))

    def __len__(self) -> int:
        return 1 + len(method_names())

    def __contains__(self, name: object) -> bool:
        return name == AUTO or name in method_names()


METHOD_CHOICES: Mapping[str, Message] = _MethodChoices()
