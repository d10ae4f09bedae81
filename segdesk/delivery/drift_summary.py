"""What has changed since segments were made, as a program reads it: in `predict --json`, and in the API."""

from collections.abc import Sequence
from typing import Any

from segdesk.engine.drift.column_drift import VariableDrift
from segdesk.engine.drift.drift import Drift


def drift_summary(drift: Drift, names: Sequence[str]) -> dict[str, Any]:
    """Return drift as plain values: sentences in the language in force, shares of one, null for what is not known.

    Parameters
    ----------
    drift : Drift
    names : sequence of str
        Of segments 1..k.
    """
    return {
        "advice": drift.advice,
        "text": str(drift.text),
        "reasons": [str(reason) for reason in drift.reasons],
        "variables": [_variable(each) for each in drift.variables],
        "missing_columns": [v.variable for v in drift.variables if v.missing_now == 1 > v.missing_before],
        "new_categories": [
            {"variable": v.variable, "values": list(v.new_values), "share": v.new_share}
            for v in drift.variables
            if v.new_values
        ],
        "unlike": drift.unlike.share,
        "unlike_expected": drift.unlike.expected,
        "segments": [
            {"segment": i, "name": None if i == 0 else names[i - 1], "share_before": before, "share_now": now}
            for i, (before, now) in enumerate(zip(drift.segments_before, drift.segments_now, strict=True))
            if i or before or now
        ],
    }


def _variable(drift: VariableDrift) -> dict[str, Any]:
    return {
        "variable": drift.variable,
        "psi": drift.psi,
        "psi_by_chance": drift.chance,
        "level": drift.level,
        "typical_before": drift.typical_before,
        "typical_now": drift.typical_now,
        "missing_before": drift.missing_before,
        "missing_now": drift.missing_now,
    }
