"""The registry of methods. A method is one file in this folder with one decorated function."""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.data.arrays import Floats
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.errors import UsageError
from segdesk.messages import Message, say
from segdesk.progress import Progress, silent


@dataclass(frozen=True, eq=False)
class RuleInputs:
    """What a method looks at that goes by rules set beforehand.

    Attributes
    ----------
    values : float64 array of shape (n_rows, n_variables)
        The variables as they are in the table, in the order in which the rules name them.
    settings : TransactionsSpec
    """

    values: Floats
    settings: TransactionsSpec


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
    progress : Progress
    rules : Rules or None
        For methods that go by rules.
    blocks : tuple of FeatureGroup
        Which columns of the matrix belong to which variable, for methods that tell categories from numbers; empty:
        all are numbers.
    """

    matrix: Floats
    ks: tuple[int, ...]
    spec: MethodSpec = field(default_factory=MethodSpec)
    quick: bool = False
    progress: Progress = silent
    rules: RuleInputs | None = None
    feature_groups: tuple[FeatureGroup, ...] = ()


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
        What must be told (a sample was used, the radius that was found).
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


@dataclass(frozen=True)
class Method:
    """A registered method.

    Attributes
    ----------
    name : str
        As in the recipe.
    label : Message
        As in a sentence.
    determines_k : bool
        Whether it finds the number of segments itself.
    fit : callable
        From a task to one fit per k (one in all, where it finds k itself).
    """

    name: str
    label: Message
    determines_k: bool
    fit: Callable[[FitTask], Sequence[Fit]]


METHODS: dict[str, Method] = {}


def method(
    name: str, label: Message, *, determines_k: bool = False
) -> Callable[[Callable[[FitTask], Sequence[Fit]]], Callable[[FitTask], Sequence[Fit]]]:
    """Register the decorated function as the method `name`."""

    def register(fit: Callable[[FitTask], Sequence[Fit]]) -> Callable[[FitTask], Sequence[Fit]]:
        METHODS[name] = Method(name, label, determines_k, fit)
        return fit

    return register


def find_method(name: str) -> Method:
    """Return the registered method.

    Raises
    ------
    UsageError
        If there is none of that name.
    """
    package = importlib.import_module("segdesk.engine.clustering.methods")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"segdesk.engine.clustering.methods.{module.name}")
    if name not in METHODS:
        raise UsageError(
            say("There is no method “{name}”.", name=name),
            mend=say("Choose one of: {choices}.", choices=", ".join(sorted(METHODS))),
        )
    return METHODS[name]
