"""One safe thing to do with each segment: the engine's advice in short, or what the table supports without it."""

from segdesk.engine.data.finding import Finding
from segdesk.engine.profiles.outcomes import SegmentOutcome
from segdesk.engine.result.segment import Segment
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.validation.structure import NONE
from segdesk.messages import Message, Percent, Value, say


def safe_action(segmentation: Segmentation, segment: Segment) -> Message:
    """Return what to do with a segment, in a sentence or two.

    Where the table does not tell of money and activity, an outcome that is clearly more or less frequent here says
    whom to look at first, and without one the segment is to be addressed by what sets it apart, on trial. Groups that
    are none are to be treated alike.
    """
    if segmentation.validation.verdict.structure == NONE:
        return say("Treat them as you treat everyone.")
    advice = _advice_in_short(segment)
    if advice is not None:
        return advice
    for outcome in segment.outcomes:
        told = _by_outcome(outcome)
        if told is not None:
            return told
    if not segment.traits:
        return say("Treat them as you treat everyone.")
    name = str(segment.name).casefold()
    named_by = (trait for trait in segment.traits if str(trait).casefold() in name)
    return say(
        "Try an offer that suits “{trait}” on a part of them, and compare with the rest.",
        trait=next(named_by, segment.traits[0]),
    )


def reason(segment: Segment) -> Message | str:
    """Return the figures that the engine's advice rests on, and whom it does not suit; nothing without an advice."""
    action = segment.action
    if not isinstance(action, Finding) or not isinstance(action.figures.get("head"), Message):
        return ""
    figures = {name: action.figures.get(name) for name in ("value", "silence", "exceptions")}
    told = say("{value} {silence}", value=figures["value"], silence=figures["silence"])
    if figures["exceptions"] is None:
        return told
    if action.code == "actions.advice_unlike_names":
        return say("{told} These are {exceptions}.", told=told, exceptions=figures["exceptions"])
    return say(
        "{told} Look one by one at those who buy in another way: {exceptions}.",
        told=told,
        exceptions=figures["exceptions"],
    )


def _advice_in_short(segment: Segment) -> Message | None:
    action = segment.action
    if not isinstance(action, Finding):
        return action
    head, tip = action.figures.get("head"), action.figures.get("tip")
    if not isinstance(head, Message) or not isinstance(tip, Message):
        return action
    return say("{head}: {tip}", head=head, tip=tip)


def _by_outcome(outcome: SegmentOutcome) -> Message | None:
    """Return whether to look here first or last, None where the segment is like everyone in an outcome."""
    interval, rate, everyone = outcome.own.interval, outcome.own.rate, outcome.everyone.rate
    if interval is None or rate is None or everyone is None:
        return None
    figures: dict[str, Value] = {
        "variable": outcome.title,
        "case": outcome.spoken_case,
        "own": Percent(rate),
        "all": Percent(everyone),
    }
    if interval[0] > everyone:
        return say(
            "“{variable}” is “{case}” for {own} here, {all} of everyone: look at them first.", **figures
        )
    if interval[1] < everyone:
        return say(
            "“{variable}” is “{case}” for {own} here, {all} of everyone: look at them last.", **figures
        )
    return None
