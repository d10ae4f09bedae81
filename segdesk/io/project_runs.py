"""Kept runs as members of a project: their parts as documents of JSON, their arrays once each, by what they hold."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from segdesk.engine.audit.audit import audit
from segdesk.engine.pipeline.pipeline import customers_of
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.codec import Part, decode, encode
from segdesk.engine.result.parts import Description, FittedSegments, Provenance, Validation
from segdesk.engine.result.project import Project
from segdesk.engine.result.run import Run
from segdesk.engine.result.segmentation import Segmentation
from segdesk.engine.result.segmented_source import segmented_source
from segdesk.engine.schema.inspection import Inspection
from segdesk.engine.transactions.purchases import Purchases, reconsider
from segdesk.io.container import Container, array_bytes
from segdesk.io.model_checks import check_model
from segdesk.io.model_limits import check_numbers
from segdesk.io.recipe_file import recipe_from_toml, recipe_to_toml
from segdesk.messages import say
from segdesk.progress import Progress, silent
from segdesk.threads import single_threaded

PARTS: dict[str, type] = {
    "fit": FittedSegments,
    "validation": Validation,
    "description": Description,
    "provenance": Provenance,
}


class RunDocument(msgspec.Struct, forbid_unknown_fields=True):
    """A run without its parts."""

    number: int
    recipe: str
    seconds: float
    today: dt.date
    new: list[int]


def run_members(runs: Sequence[Run]) -> dict[str, bytes]:
    """Return runs as members: equal arrays of several are there once."""
    members: dict[str, bytes] = {}
    for run in runs:
        for name in PARTS:
            encoded = encode(getattr(run.segmentation, name))
            arrays: dict[str, str] = {}
            for path, array in encoded.arrays.items():
                data = array_bytes(array)
                arrays[path] = f"arrays/{hashlib.sha256(data).hexdigest()[:32]}.npy"
                members[arrays[path]] = data
            document = {"part": encoded.document, "arrays": arrays}
            text = json.dumps(document, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
            members[f"runs/{run.number}/{name}.json"] = text.encode("ascii")
    return members


def run_document(run: Run) -> RunDocument:
    """Return a run without its parts."""
    return RunDocument(run.number, recipe_to_toml(run.recipe), run.seconds, run.today, sorted(run.new))


@dataclass(frozen=True, eq=False)
class ReadParts:
    """The parts of a run as read, and the members that hold them."""

    parts: Mapping[str, Part]
    members: frozenset[str]


def read_parts(container: Container, number: int) -> ReadParts:
    """Return the parts of a run.

    Raises
    ------
    InputError, ValueError
        If they are none, or damaged.
    """
    parts, members = {}, set()
    for name, kind in PARTS.items():
        member = f"runs/{number}/{name}.json"
        document: dict[str, Any] = json.loads(container.document(member))
        if set(document) != {"part", "arrays"} or not isinstance(document["arrays"], dict):
            raise ValueError(f"{member} holds something else")
        check_numbers(document["part"], member)
        arrays = {path: container.array(each) for path, each in document["arrays"].items()}
        part = decode(document["part"], arrays)
        if not isinstance(part, kind):
            raise ValueError(f"{member} holds something else")
        parts[name] = part
        members |= {member, *document["arrays"].values()}
    return ReadParts(parts, frozenset(members))


def read_runs(
    documents: Sequence[RunDocument],
    parts: Sequence[ReadParts],
    project: Project,
    progress: Progress = silent,
) -> tuple[Run, ...]:
    """Return runs with the customers that their table gives, every figure computed a second time.

    Raises
    ------
    ValueError
        If their parts do not fit the table.
    """
    runs = []
    with single_threaded():
        understood: dict[object, tuple[Inspection, Purchases | None]] = {}
        for at, (document, read) in enumerate(zip(documents, parts, strict=True)):
            progress(say("Opening the project"), at / len(parts))
            recipe = recipe_from_toml(document.recipe)
            key = _content(recipe), document.today
            if key not in understood:
                understood[key] = customers_of(project.table, recipe, project.joined, document.today)
            customers, purchases = understood[key]
            segmentation = _segmentation(read, reconsider(customers, recipe, purchases), purchases)
            runs.append(
                Run(
                    document.number,
                    recipe,
                    segmentation,
                    document.seconds,
                    document.today,
                    frozenset(document.new),
                )
            )
    return tuple(runs)


def _content(recipe: Recipe) -> object:
    """Return the settings that decide what customers there are and what is known of them."""
    rules = recipe.method.by_rules
    return (
        recipe.read,
        recipe.transactions,
        recipe.columns.kind,
        recipe.columns.type,
        rules,
        recipe.output.lang,
    )


def _segmentation(read: ReadParts, customers: Inspection, purchases: Purchases | None) -> Segmentation:
    fit, validation, description, provenance = (read.parts[name] for name in PARTS)
    assert isinstance(fit, FittedSegments)
    assert isinstance(validation, Validation)
    assert isinstance(description, Description)
    assert isinstance(provenance, Provenance)
    source = segmented_source(customers, purchases, fit.model.preparation.names)
    segmentation = Segmentation(source, fit, validation, description, provenance)
    _check(segmentation)
    audit(segmentation)
    return segmentation


def _check(segmentation: Segmentation) -> None:
    """Refuse parts that do not fit each other or the table.

    Raises
    ------
    ValueError
        Naming what does not fit.
    """
    fit, n_rows = segmentation.fit, segmentation.source.table.n_rows
    check_model(fit.model)
    _need(set(segmentation.source.variables) == set(fit.model.preparation.names), "variables")
    k, n_features = len(fit.model.names), len(fit.model.preparation.features)
    n = len(fit.rows)
    _need(fit.labels.shape == fit.confidence.shape == fit.second.shape == (n_rows,), "labels")
    _need(fit.rows.ndim == 1 and fit.rows.dtype.kind == "i" and fit.order.shape == (n,), "rows")
    _need(bool(n and (np.diff(fit.rows) > 0).all() and fit.rows[0] >= 0 and fit.rows[-1] < n_rows), "rows")
    _need(bool((np.sort(fit.order) == np.arange(n)).all()), "order")
    _need(fit.ordered_matrix.shape == (n, n_features) and len(fit.features) == n_features, "matrix")
    _need(bool(np.isfinite(fit.ordered_matrix).all()), "matrix")
    for labels in (fit.labels, fit.second):
        _need(labels.dtype.kind == "i" and int(labels.min()) >= 0 and int(labels.max()) <= k, "labels")
    known = fit.confidence[~np.isnan(fit.confidence)]
    _need(bool(((known >= 0) & (known <= 1)).all()), "confidence")
    numbers = [segment.number for segment in segmentation.description.segments]
    _need([number for number in numbers if number] == list(range(1, k + 1)), "segments")


def _need(holds: bool, name: str) -> None:
    if not holds:
        raise ValueError(f"{name} does not fit the rest")


def numbers_of_runs(documents: Sequence[RunDocument]) -> Iterator[int]:
    """Yield the numbers of runs, each above the one before.

    Raises
    ------
    ValueError
        If they are not.
    """
    before = 0
    for document in documents:
        if document.number <= before:
            raise ValueError("runs out of order")
        before = document.number
        yield before
