"""Models whose placing cannot be written down for other programs, and why."""

from segdesk.engine.assigners.neighbours import NeighbourAssigner
from segdesk.engine.assigners.representatives import RepresentativeAssigner
from segdesk.engine.assigners.shaped import ShapedAssigner
from segdesk.engine.prediction.model import Model
from segdesk.errors import InputError
from segdesk.messages import Message, say, say_n

# More would make a statement that databases take minutes to read.
MOST_POINTS = 2_000


def looks_up_customers(model: Model) -> bool:
    """Return whether a model places by customers that it keeps; means of several can stand for them."""
    return isinstance(model.assigner, NeighbourAssigner) or (
        isinstance(model.assigner, RepresentativeAssigner) and len(model.assigner.points) > MOST_POINTS
    )


def refuse_what_cannot_be_written(model: Model) -> None:
    """Refuse a model that looks up customers, or computes what other programs compute otherwise.

    Raises
    ------
    InputError
        With what the placing rests on, and what to do instead.
    """
    if looks_up_customers(model):
        raise InputError(
            say(
                "This method places customers by those nearest to them, which the model would have to carry along."
            ),
            mend=say("Place customers with segdesk predict, or write the model with --compact-model."),
        )
    refuse_what_stays_unwritten(model)


def refuse_what_stays_unwritten(model: Model) -> None:
    """Refuse a model for all other reasons than that it looks up customers.

    Raises
    ------
    InputError
        As of `refuse_what_cannot_be_written`.
    """
    reason, mend = _reason(model)
    if reason is not None:
        raise InputError(reason, mend=mend)


def _reason(model: Model) -> tuple[Message | None, Message | None]:
    predict = say("Place customers with segdesk predict.")
    if isinstance(model.assigner, ShapedAssigner):
        return say(
            "The segments were shaped by hand, step by step, which is not written down for others."
        ), predict
    if model.preparation.donors is not None:
        return (
            say(
                "Empty cells are filled from the most similar customers, which the model would have to carry along."
            ),
            say("Place customers with segdesk predict, or make the segments with --missing fill."),
        )
    if model.computation.columns:
        names = [column.name for column in model.computation.columns]
        return (
            say_n(
                "The segments rest on a computed column ({columns}), whose formula is not written down for others.",
                "The segments rest on computed columns ({columns}), whose formulas are not written down for others.",
                n=len(names),
                columns=names,
            ),
            predict,
        )
    if model.computation.condition is not None:
        return (
            say("Only customers with {condition} take part.", condition=model.computation.condition.text),
            predict,
        )
    return None, None
