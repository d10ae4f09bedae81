"""The registry of methods. A method is one file in this folder with one decorated function."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.data.arrays import Floats
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.method_choices import Capabilities, method_names
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.errors import UsageError
from segdesk.messages import Message, say
from segdesk.progress import Progress, silent
from segdesk.threads import workers_for_short_calls


@dataclass(frozen=True, eq=False)
class RuleInputs:
    """What a method looks at that goes by rules set beforehand.

    Attributes
    ----------
    values : float64 array of shape (n_rows, n_variables)
        The variables as they are in the table, in the order in which the rules name them.
    settings : TransactionsSpec
    as_of : float
        Day since 1970-01-01 that recency counts back from where it is the day of the last order; infinite where it is
        in days.
    """

    values: Floats
    settings: TransactionsSpec
    as_of: float = inf


@dataclass(frozen=True, eq=False)
class FitTask:
    """What a method is given.

    Attributes
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    ks : tuple of int
        Numbers of segments to fit, rising, none above the number of distinct rows; empty for methods that find the
        number themselves.
    spec : MethodSpec
        Settings; its `seed` is the only source of randomness.
    quick : bool
        Fewer restarts, for reference data of which only the inertia's rough size matters.
    starts : int or None
        How many random starts a method takes that has any; None: as many as it thinks right.
    progress : Progress
    rules : RuleInputs or None
        For methods that go by rules.
    feature_groups : tuple of FeatureGroup
        Which columns of the matrix belong to which variable, for methods that tell categories from numbers; empty:
        all are numbers.
    growth : MixtureGrowth or None
        Of this matrix and seed, for a method that begins with mixtures, where others ask for these as well.
    """

    matrix: Floats
    ks: tuple[int, ...]
    spec: MethodSpec = field(default_factory=MethodSpec)
    quick: bool = False
    starts: int | None = None
    progress: Progress = silent
    rules: RuleInputs | None = None
    feature_groups: tuple[FeatureGroup, ...] = ()
    growth: MixtureGrowth | None = None


@dataclass(frozen=True)
class Fit:
    """What a method gives back for one number of segments.

    Attributes
    ----------
    assigner : Assigner
        Its segments are numbered in any order.
    bic : float or None
        Where the method has a likelihood.
    notes : tuple of Message
        What must be said (a sample was used, the radius that was found).
    settings : dict
        Automatic choices that go into the recipe, by setting.
    names : tuple of Message
        Of the assigner's segments, where the method knows what they are called.
    """

    assigner: Assigner
    bic: float | None = None
    notes: tuple[Message, ...] = ()
    settings: dict[str, object] = field(default_factory=dict)
    names: tuple[Message, ...] = ()


FitFunction = Callable[[FitTask], Sequence[Fit]]


def _never(spec: MethodSpec) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Method(Capabilities):
    """A registered method.

    Attributes
    ----------
    fit : callable
        From a task to one fit per k (one in all, where it determines k itself).
    follows_shapes : callable
        From settings to whether it finds groups of any shape with them, whose gaps no straight line need show.
    makes_short_calls : bool
        Whether a fit of few rows is Python between short calls of libraries, which threads do not gain by.
    fits_each_alone : bool
        Whether each number of segments is fitted by itself: some of them now and others later take no longer.
    """

    fit: FitFunction
    follows_shapes: Callable[[MethodSpec], bool] = _never
    makes_short_calls: bool = False
    fits_each_alone: bool = False

    def workers(self, n_rows: int) -> int | None:
        """Return how many threads fits of so many rows gain by; None for any number."""
        return workers_for_short_calls(n_rows) if self.makes_short_calls else None


METHODS: dict[str, Method] = {}


def method(name: str, label: Message, choice: Message, **said: Any) -> Callable[[FitFunction], FitFunction]:
    """Register the decorated function as the method `name`, with what it says of itself beyond `Method`'s defaults."""

    def register(fit: FitFunction) -> FitFunction:
        METHODS[name] = Method(name=name, label=label, choice=choice, fit=fit, **said)
        return fit

    return register


def all_methods() -> tuple[Method, ...]:
    """Return every method, in the order in which people are offered them."""
    return tuple(find_method(name) for name in method_names())


def find_method(name: str) -> Method:
    """Return the registered method.

    Raises
    ------
    UsageError
        If there is none of that name.
    """
    if name in method_names():
        importlib.import_module(f"{__name__.rpartition('.')[0]}.{name}")
    if name not in METHODS:
        raise UsageError(
            say("There is no method “{name}”.", name=name),
            mend=say("Choose one of: {choices}.", choices=", ".join(sorted(method_names()))),
        )
    return METHODS[name]
