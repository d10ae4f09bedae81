"""What has changed between the customers that segments were made from and new ones, and what to do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from segdesk.engine.data.arrays import Floats, Labels, Mask
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import TypedColumn
from segdesk.engine.drift.column_drift import FEWEST_ROWS, TOO_FEW, VariableDrift, compare_column
from segdesk.engine.drift.reference import Reference
from segdesk.engine.drift.stability_index import shift
from segdesk.engine.drift.unlike import Unlike
from segdesk.messages import Message, Value

KEEP, REFIT, CHECK_FILE = "keep", "refit", "check the file"
# Under so many, not even an empty column says much.
_FEWEST_TO_CHECK = 20
# Shares of the customers that tell of a file that is wrong rather than of customers who are others.
_MORE_MISSING, _NEW_VALUES, _UNLIKE_FILE = 0.2, 0.2, 0.5
_TIMES_AS_LARGE = 8.0
_UNLIKE_REFIT = 0.05
_MOST_NAMED = 5


@dataclass(frozen=True)
class Drift:
    """What has changed since the segments were made.

    Attributes
    ----------
    advice : str or None
        `keep`, `refit` or `check the file`; None where nothing can be said.
    text : Message
        The advice in a sentence.
    reasons : tuple of Message
        What it rests on.
    variables : tuple of VariableDrift
    unlike : Unlike
    segments_before, segments_now : tuple of float
        Share of each segment, the unassigned first; without a reference none.
    """

    advice: str | None
    text: Message
    reasons: tuple[Message, ...]
    variables: tuple[VariableDrift, ...]
    unlike: Unlike
    segments_before: tuple[float, ...] = ()
    segments_now: tuple[float, ...] = ()


def find_drift(
    reference: Reference | None,
    columns: Mapping[str, TypedColumn],
    rows: Mask,
    labels: Labels,
    unlike: Unlike,
    names: Sequence[str],
) -> Drift:
    """Compare new customers with those that segments were made from.

    Parameters
    ----------
    reference : Reference or None
        What the model keeps of the latter.
    columns : mapping of str to TypedColumn
        The variables of the new ones.
    rows : bool array of shape (n_rows,)
        Who takes part.
    labels : int32 array of shape (n_rows,)
        Their segments, 0 for none.
    unlike : Unlike
    names : sequence of str
        Of segments 1..k.
    """
    if reference is None:
        return Drift(None, finding("drift.no_reference"), (), (), unlike)
    m, known = int(rows.sum()), reference.by_name
    variables = tuple(
        compare_column(known[name], column, rows, len(columns))
        for name, column in columns.items()
        if name in known
    )
    before = np.array(reference.segments, dtype=np.float64)
    now = np.bincount(labels[rows], minlength=len(before)).astype(np.float64)
    shares = before / max(before.sum(), 1.0), now / max(m, 1)
    margins = "none"
    if m >= FEWEST_ROWS and before.sum():
        margins = shift(reference.segments, now.astype(int).tolist(), False).level
    advice, text, reasons = _advice(variables, margins, unlike, m)
    if margins != "none":
        reasons = [*reasons, _segment_moved(*shares, names)]
    return Drift(
        advice,
        text,
        tuple(reasons),
        variables,
        unlike,
        tuple(shares[0].tolist()),
        tuple(shares[1].tolist()),
    )


def _advice(
    variables: Sequence[VariableDrift], margins: str, unlike: Unlike, m: int
) -> tuple[str | None, Message, list[Message]]:
    """Return what to do, in a word and in a sentence, and what speaks for it of the columns."""
    faults = {v.variable: fault for v in variables if (fault := _fault(v)) is not None}
    moved = [v.moved for v in variables if v.moved is not None and v.variable not in faults]
    reasons = [*faults.values(), *moved]
    if m >= _FEWEST_TO_CHECK and faults:
        return CHECK_FILE, finding("drift.check_the_file", n=len(faults)), reasons
    if m >= _FEWEST_TO_CHECK and unlike.is_excess and unlike.share >= _UNLIKE_FILE:
        return CHECK_FILE, finding("drift.check_for_unlike", share=unlike.share), reasons
    if m < FEWEST_ROWS:
        return None, finding("drift.too_few", n=m, least=FEWEST_ROWS), []
    large = [v.called for v in variables if v.level == "large"]
    some = [v.called for v in variables if v.level == "some"]
    if large:
        return REFIT, finding("drift.refit_for_columns", n=len(large), columns=large), reasons
    if margins == "large":
        return REFIT, finding("drift.refit_for_segments"), reasons
    if unlike.is_excess and unlike.share >= _UNLIKE_REFIT:
        about = {"share": unlike.share, "expected": unlike.expected}
        return REFIT, finding("drift.refit_for_unlike", **about), reasons
    if some:
        return KEEP, finding("drift.keep_and_watch", n=len(some), columns=some), reasons
    if margins == "some":
        return KEEP, finding("drift.keep_with_other_shares"), reasons
    return KEEP, finding("drift.keep", n=len(variables), m=m), reasons


def _fault(variable: VariableDrift) -> Message | None:
    """Return what of a column speaks of a wrong file rather than of other customers."""
    before, now = variable.typical_before, variable.typical_now
    if variable.missing_now == 1 and variable.missing_before < 1:
        return finding("drift.empty_column", column=variable.called)
    about: dict[str, Value] = {"column": variable.called}
    if variable.missing_now - variable.missing_before >= _MORE_MISSING:
        shares = {"before": variable.missing_before, "now": variable.missing_now}
        return finding("drift.more_missing", **about, **shares)
    if variable.new_share >= _NEW_VALUES:
        some = list(variable.new_values[:_MOST_NAMED])
        return finding("drift.new_values", **about, share=variable.new_share, values=some)
    if before and now and variable.level in ("large", TOO_FEW) and variable.is_number:
        ratio = now / before
        if ratio >= _TIMES_AS_LARGE or 0 < ratio <= 1 / _TIMES_AS_LARGE:
            return finding("drift.other_size", **about, before=before, now=now)
    return None


def _segment_moved(before: Floats, now: Floats, names: Sequence[str]) -> Message:
    """Return which segment's share has changed most."""
    at = int(np.abs(now - before).argmax())
    if at == 0:
        return finding("drift.unassigned_moved", before=float(before[0]), now=float(now[0]))
    return finding("drift.segment_moved", name=names[at - 1], before=float(before[at]), now=float(now[at]))
