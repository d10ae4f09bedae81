"""What a model holds of the customers that it was made from, for whoever shares one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from segdesk.engine.assigners.assigner import Assigner
from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.assigners.prototypes import PrototypeAssigner
from segdesk.engine.assigners.shaped import Route, ShapedAssigner
from segdesk.engine.data.finding import finding
from segdesk.engine.drift.reference import LEAST_CUSTOMERS
from segdesk.engine.prediction.model import Model
from segdesk.engine.preparation.steps import CategoryStep
from segdesk.engine.recipe.recipe import Recipe
from segdesk.messages import Message

# Kinds of what is held that are values of single customers.
OF_SINGLE_CUSTOMERS = ("prepared_values", "lent_values")
# The method whose prototypes are customers, and not made up.
_OF_CUSTOMERS = "pam"


@dataclass(frozen=True)
class HeldData:
    """Something that a model holds of customers.

    Attributes
    ----------
    kind : str
        `prepared_values`, `lent_values`, `category_values`, `settings_by_hand` or `identifiers`.
    n : int
        How many customers it is of; of values of categories, of settings and of identifiers, how many there are.
    words : Message
    """

    kind: str
    n: int
    words: Message


def customers_held(model: Model, method: str) -> int:
    """Return the values of how many single customers a model holds.

    Parameters
    ----------
    model : Model
    method : str
        That found the segments.
    """
    return _placing(model, method) + _lending(model)


def personal_data_of(model: Model, recipe: Recipe) -> tuple[HeldData, ...]:
    """Return all that a model holds of customers; of identifiers it says that there are none.

    Parameters
    ----------
    model : Model
    recipe : Recipe
        That lies in the model's file.
    """
    levels = sum(
        len(step.levels) if isinstance(step, CategoryStep) else len(step.order)
        for step in model.preparation.steps
    )
    columns = recipe.columns
    by_hand = (columns.where, *columns.derived, *columns.merged, *recipe.by_hand.edits)
    counts = {
        "personal_data.prepared_values": _placing(model, recipe.method.method),
        "personal_data.lent_values": _lending(model),
        "personal_data.category_values": levels,
        "personal_data.settings_by_hand": sum(each is not None for each in by_hand),
    }
    held = [HeldData(code.partition(".")[2], n, finding(code, n=n)) for code, n in counts.items() if n]
    return (*held, HeldData("identifiers", 0, finding("personal_data.no_identifiers")))


def told_of_customers(n: int) -> Message:
    """Return what whoever shares a model of so many customers should know."""
    return finding("personal_data.model_holds_customers", n=n)


def told_of_small_segments(sizes: Iterable[int]) -> tuple[Message, ...]:
    """Return what to know of segments whose mean says much of each customer; nothing where all are large enough."""
    n_small = sum(size < LEAST_CUSTOMERS for size in sizes)
    return (finding("personal_data.small_segments", n=n_small, fewest=LEAST_CUSTOMERS),) if n_small else ()


def _placing(model: Model, method: str) -> int:
    """Return how many customers new ones are compared with."""
    found = 0
    for assigner in _single_assigners(model.assigner):
        if isinstance(assigner, NeighbourAssigner):
            found += len(assigner.rows)
        elif isinstance(assigner, PrototypeAssigner) and method == _OF_CUSTOMERS:
            found += len(assigner.prototypes)
    return found


def _lending(model: Model) -> int:
    """Return how many customers lend values to empty cells; means of several are no customers."""
    donors = model.preparation.donors
    return 0 if donors is None or donors.neighbours == 1 else len(donors.rows)


def _single_assigners(assigner: Assigner) -> Iterator[Assigner]:
    if not isinstance(assigner, ShapedAssigner):
        yield assigner
        return
    yield from _single_assigners(assigner.base)
    for step in assigner.steps:
        if isinstance(step, Route) and step.child is not None:
            yield from _single_assigners(step.child)
