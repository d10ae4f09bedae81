"""`segdesk which`: where one customer belongs, and what would lead to another segment."""

import argparse
import json
from collections.abc import Sequence

from segdesk.cli.printing import tell
from segdesk.delivery.one_customer import customer_summary
from segdesk.engine.assigners.assigner import BORDERLINE
from segdesk.engine.data.column_matching import match_names
from segdesk.engine.prediction.given_values import given_value, input_named, read_values, typical_values
from segdesk.engine.prediction.model import Model
from segdesk.engine.prediction.single_customer import AssignedCustomer, CellValue, assign_one
from segdesk.engine.prediction.what_if import segment_named, what_if
from segdesk.errors import UsageError
from segdesk.io.model_file import read_model
from segdesk.messages import in_words, say
from segdesk.version import VERSION


def work(options: argparse.Namespace) -> None:
    """Place one customer, and find the smallest change that leads to another segment if one is named."""
    model, _ = read_model(options.model)
    given = read_values(model, _assignments(options.set, model))
    usual = typical_values(model)
    values = {name: given.get(name, usual[name]) for name in model.inputs}
    typical = [name for name in model.inputs if name not in given]
    changeable = None
    if options.change is not None:
        changeable = [input_named(model, name) for name in options.change]
    placed = assign_one(model, values)
    changed = None
    if options.to is not None:
        changed = what_if(model, values, segment_named(model, options.to), changeable)
    elif changeable is not None:
        raise UsageError(say("--change says what may change for --to, which is missing."))
    if options.json:
        summary = {"segdesk": VERSION, **customer_summary(model, values, typical, placed, changed)}
        print(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    _tell_place(model, placed)
    if typical:
        _tell_typical(model, values, typical)
    if changed is not None:
        tell(changed.text)


def _assignments(words: Sequence[str], model: Model) -> dict[str, str]:
    """Return the text of each value by the name of its column, which may hold the sign that parts them."""
    found: dict[str, str] = {}
    for word in words:
        ends = [i for i, letter in enumerate(word) if letter == "="]
        if not ends or not word[: ends[0]].strip():
            raise UsageError(say("--set needs COL=VALUE, not “{entry}”.", entry=word))
        known = [end for end in ends if match_names((word[:end],), model.inputs).found]
        end = known[0] if known else ends[0]
        if word[:end] in found:
            raise UsageError(say("“{column}” is given twice.", column=word[:end]))
        found[word[:end]] = word[end + 1 :]
    return found


def _tell_place(model: Model, placed: AssignedCustomer) -> None:
    if placed.segment == 0:
        tell(placed.why_not or say("Unassigned: unlike every segment."))
        return
    tell(say("Closest: {number} {name}.", number=placed.segment, name=model.names[placed.segment - 1]))
    if placed.second:
        tell(say("Second: {number} {name}.", number=placed.second, name=model.names[placed.second - 1]))
    if placed.confidence is not None:
        tell(say("Confidence: {confidence}.", confidence=in_words(placed.confidence)))
        if placed.confidence < BORDERLINE:
            tell(say("Borderline: it could as well be the second."))
    if placed.unlike:
        tell(say("Farther from the segment than 99% of the customers that it was made from."))
    if placed.deciding:
        tell(say("What decides: {columns}.", columns=list(placed.deciding)))


def _tell_typical(model: Model, values: dict[str, CellValue], typical: Sequence[str]) -> None:
    shown = [
        say("{column} {value}", column=name, value=given_value(model, name, values[name])) for name in typical
    ]
    tell(say("Typical values were taken for what was not given: {values}.", values=shown))
