"""The one door for window, command line and notebook: a table and a recipe in, a segmentation out."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from segdesk.engine.canonical import canonical_order, n_distinct
from segdesk.engine.distances import to_centres
from segdesk.engine.fitting import Partition
from segdesk.engine.inspecting import Inspection, inspect
from segdesk.engine.methods import Method, find_method
from segdesk.engine.methods.auto import choose_method
from segdesk.engine.model import fit_model
from segdesk.engine.naming import (
    Trait,
    correlations,
    describe,
    strongest_traits,
    suggest_names,
)
from segdesk.engine.preparation import Prepared, apply_preparation, fit_preparation
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.preparation.fit import FittedPreparation
from segdesk.engine.profiling import compare_descriptors, profile_variables
from segdesk.engine.projection import customer_map
from segdesk.engine.recipe import ColumnsSpec, Recipe, parse_k
from segdesk.engine.roles import MANY_LEVELS, near_duplicates
from segdesk.engine.scan import ScanResult, scan_numbers
from segdesk.engine.scoring import calinski_harabasz, davies_bouldin, inertia
from segdesk.engine.segmentation import (
    UNASSIGNED,
    ColumnChoice,
    Positions,
    Scan,
    Scores,
    Segment,
    Segmentation,
    SilhouetteSample,
    VariableProfile,
    Verdict,
)
from segdesk.engine.table import ColumnType, Floats, Role, Table
from segdesk.engine.threads import single_threaded
from segdesk.errors import InputError, Where
from segdesk.messages import Message, list_in_words, say, say_n
from segdesk.progress import Progress, part, silent

AUTO_KS = range(2, 11)
MIN_CUSTOMERS = 3
FEW_CUSTOMERS = 30
TYPICAL = 3
# Squares of larger prepared values, summed over customers, would overflow.
LARGEST = 1e100


@dataclass
class Clock:
    """Seconds spent per stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside the block for the stage `name`."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun


@dataclass(frozen=True, eq=False)
class Basis:
    """What the methods work on: prepared rows in canonical order, and the way back to the table."""

    inspection: Inspection
    fitted: FittedPreparation
    prepared: Prepared
    rows: Positions
    order: Positions
    matrix: Floats

    @property
    def n_distinct(self) -> int:
        """Number of different prepared rows."""
        return n_distinct(self.matrix)


def scan(table: Table, recipe: Recipe, progress: Progress = silent) -> tuple[Basis, Recipe, ScanResult]:
    """Compare numbers of segments without making a segmentation of one; the recipe comes back with its choices."""
    with single_threaded():
        inspection = inspect(table, recipe, part(progress, 0, 0.1))
        basis = prepare(inspection, recipe, part(progress, 0.1, 0.2))
        method, _ = _method(basis, recipe)
        result = _scan(basis, method, recipe, part(progress, 0.2, 1))
        return basis, _resolved(basis, method, recipe, result.scan.pick, None), result


def segment(table: Table, recipe: Recipe, progress: Progress = silent) -> Segmentation:
    """Find, score and explain the segments of a table.

    Parameters
    ----------
    table : Table
    recipe : Recipe
    progress : Progress
        Called between small steps; it may raise `Cancelled`.

    Raises
    ------
    InputError
        If the table cannot be segmented: no usable columns, too few customers, k beyond the customers.
    UsageError
        If the recipe contradicts itself.
    """
    clock = Clock()
    with single_threaded():
        with clock.stage("understand"):
            inspection = inspect(table, recipe, part(progress, 0, 0.05))
        with clock.stage("prepare"):
            basis = prepare(inspection, recipe, part(progress, 0.05, 0.1))
        method, why = _method(basis, recipe)
        with clock.stage("scan"):
            result = _scan(basis, method, recipe, part(progress, 0.1, 0.85))
        with clock.stage("explain"):
            return _explained(basis, recipe, method, why, result, clock, part(progress, 0.85, 1))


def prepare(inspection: Inspection, recipe: Recipe, progress: Progress = silent) -> Basis:
    """Make the segmentation variables comparable and put the usable rows in canonical order.

    Raises
    ------
    InputError
        If no column can form segments, or too few customers are left.
    """
    progress(say("Preparing the columns"), 0.0)
    understanding = inspection.understanding
    if understanding.kind == "transactions":
        raise InputError(
            say("This is a list of purchases: {reason}.", reason=understanding.kind_reason),
            where=Where(file=inspection.table.source.path.name),
            mend=say(
                "Summarise it to one row per customer first, or use --kind customers to treat every line as a customer."
            ),
        )
    names = understanding.names(Role.SEGMENTATION) or _few_levels(inspection) or _constant_numbers(inspection)
    if not names:
        raise InputError(
            say("No column can form segments: {reasons}.", reasons=_why_none(inspection)),
            where=Where(file=inspection.table.source.path.name),
            mend=say("A table of customers needs columns with numbers, dates, yes/no or a few categories."),
        )
    by_name = {column.name: column for column in inspection.columns}
    chosen = {name: by_name[name] for name in names}
    fitted = fit_preparation(chosen, recipe.prepare, recipe.method.seed)
    prepared = apply_preparation(fitted.preparation, chosen)
    rows = np.flatnonzero(prepared.usable)
    if len(rows) < MIN_CUSTOMERS:
        raise InputError(
            say_n(
                "{n} customer with usable values is too few to form segments.",
                "{n} customers with usable values are too few to form segments.",
                n=len(rows),
            ),
            where=Where(file=inspection.table.source.path.name),
            mend=say(
                "At least {least} rows are needed, and results mean something from {few} on.",
                least=MIN_CUSTOMERS,
                few=FEW_CUSTOMERS,
            ),
        )
    matrix = prepared.matrix[rows]
    if not np.abs(matrix).max() < LARGEST:
        raise InputError(
            say("The prepared values are too large to measure distances between customers."),
            where=Where(file=inspection.table.source.path.name),
            mend=say("Use --scale standard, and weights near 1."),
        )
    order = canonical_order(matrix)
    progress(say("Preparing the columns"), 1.0)
    return Basis(inspection, fitted, prepared, rows, order, matrix[order])


def _few_levels(inspection: Inspection) -> tuple[str, ...]:
    """Return columns that would only describe but have few values: better than nothing where nothing else is there.

    Not where the user said which columns describe.
    """
    return tuple(
        choice.name
        for column, choice in zip(inspection.columns, inspection.understanding.choices, strict=True)
        if choice.role is Role.DESCRIPTOR
        and column.type in (ColumnType.CATEGORY, ColumnType.YES_NO)
        and column.n_distinct <= MANY_LEVELS
    )


def _constant_numbers(inspection: Inspection) -> tuple[str, ...]:
    """Return number columns that never vary: with nothing else, everyone is one segment."""
    if any(column.n_distinct > 1 for column in inspection.columns if column.type is ColumnType.NUMBER):
        return ()
    return tuple(
        column.name
        for column in inspection.columns
        if column.type in (ColumnType.NUMBER, ColumnType.YES_NO) and column.n_distinct == 1
    )


def _why_none(inspection: Inspection) -> str:
    parts = [
        str(say("{column} is {reason}", column=choice.name[:40], reason=choice.reason))
        for choice in inspection.understanding.choices[:6]
    ]
    return list_in_words(parts)


def _method(basis: Basis, recipe: Recipe) -> tuple[Method, Message]:
    name = recipe.method.method
    if name == "auto":
        name, why = choose_method(*basis.matrix.shape)
        return find_method(name), why
    method = find_method(name)
    return method, say("Method: {method}, as you chose.", method=method.label)


def _scan(basis: Basis, method: Method, recipe: Recipe, progress: Progress) -> ScanResult:
    """Fit and compare the numbers of segments that the recipe asks for.

    Raises
    ------
    InputError
        If more segments are asked for than there are different customers.
    """
    wanted = parse_k(recipe.method.k)
    most = basis.n_distinct
    if wanted is not None and not method.finds_k and wanted[0] > most and most > 1:
        raise InputError(
            say_n(
                "{k} segments can't be made of {n} different customer.",
                "{k} segments can't be made of {n} different customers.",
                n=most,
                k=wanted[0],
            ),
            where=Where(file=basis.inspection.table.source.path.name),
            mend=say("Ask for {most} segments at most.", most=most),
        )
    # Everyone a segment of their own is no finding, but it can be asked for.
    fewest = len(basis.matrix) if wanted is None else len(basis.matrix) + 1
    ks = [k for k in wanted or AUTO_KS if k <= most and k < fewest] or [min(most, 2)]
    return scan_numbers(basis.matrix, ks, method, recipe.method, recipe.scan.wanted(), progress)


def _explained(
    basis: Basis,
    recipe: Recipe,
    method: Method,
    why: Message,
    result: ScanResult,
    clock: Clock,
    progress: Progress,
) -> Segmentation:
    """Turn the chosen partition into the finished result."""
    progress(say("Describing the segments"), 0.0)
    at = 0 if method.finds_k else [c.k for c in result.scan.candidates].index(result.scan.pick or 0)
    partition = result.partitions[at]
    inspection, matrix = basis.inspection, basis.matrix
    n_rows = inspection.table.n_rows

    in_order = partition.placement
    positions = basis.rows[basis.order]
    labels = np.zeros(n_rows, dtype=np.int32)
    second = np.zeros(n_rows, dtype=np.int32)
    confidence = np.full(n_rows, np.nan)
    labels[positions] = in_order.labels
    second[positions] = in_order.second
    confidence[positions] = in_order.confidence
    if not partition.k:
        raise InputError(
            say("{method} found no dense group: every customer would be unassigned.", method=method.label),
            where=Where(file=inspection.table.source.path.name),
            mend=say("Choose another method, or a larger neighbourhood radius."),
        )

    choices = _final_choices(basis)
    profiles = profile_variables(inspection.columns, choices, positions, in_order.labels, partition.k)
    progress(say("Describing the segments"), 0.5)
    alike = correlations(
        {
            column.name: as_number(column)
            for column, choice in zip(inspection.columns, choices, strict=True)
            if choice.role is Role.SEGMENTATION and column.type is not ColumnType.CATEGORY
        }
    )
    value_column = inspection.understanding.value_column
    segments = _segments(basis, partition, profiles, alike, value_column)
    preparation = basis.fitted.preparation
    model = fit_model(
        inspection.columns,
        preparation,
        partition.fit.placer,
        [str(s.name) for s in segments if s.number != UNASSIGNED],
        matrix,
        in_order.labels,
    )
    unsorted = np.empty_like(basis.order)
    unsorted[basis.order] = np.arange(len(basis.order))
    picture = customer_map(matrix, in_order.labels)
    compared = result.silhouettes
    left_out = _left_out(basis)
    warnings = (
        *inspection.table.warnings,
        *(w for column in inspection.columns for w in column.warnings),
        *inspection.understanding.warnings,
        *near_duplicates(alike),
        *_warnings_of(basis, partition),
    )
    return Segmentation(
        table=inspection.table,
        columns=inspection.columns,
        choices=choices,
        kind=inspection.understanding.kind,
        recipe=_resolved(basis, method, recipe, result.scan.pick, partition),
        model=model,
        rows=basis.rows,
        matrix=matrix[unsorted],
        features=preparation.features,
        labels=labels,
        confidence=confidence,
        second=second,
        segments=segments,
        profiles=profiles,
        tests=compare_descriptors(inspection.columns, choices, positions, in_order.labels),
        scan=result.scan,
        scores=Scores(
            silhouette=compared.mean(at),
            silhouette_se=compared.standard_error(at),
            calinski_harabasz=calinski_harabasz(matrix, in_order.labels),
            davies_bouldin=davies_bouldin(matrix, in_order.labels),
            inertia=inertia(matrix, in_order.labels),
        ),
        silhouettes=_silhouette_sample(basis, compared.positions, compared.values[at]),
        customer_map=replace(picture, points=picture.points[unsorted]),
        verdict=Verdict(),
        left_out=left_out,
        value_column=value_column,
        steps=_steps(basis, why, partition, result.scan, left_out),
        warnings=warnings,
        seconds=clock.seconds,
    )


def _silhouette_sample(basis: Basis, positions: Positions, values: Floats) -> SilhouetteSample:
    known = ~np.isnan(values)
    return SilhouetteSample(basis.order[positions[known]], values[known])


def _final_choices(basis: Basis) -> tuple[ColumnChoice, ...]:
    """Return the choices as they were used: constant columns form the segments where nothing else is there."""
    used = set(basis.fitted.preparation.names)
    return tuple(
        replace(choice, role=Role.SEGMENTATION) if choice.name in used else choice
        for choice in basis.inspection.understanding.choices
    )


def _segments(
    basis: Basis,
    partition: Partition,
    profiles: tuple[VariableProfile, ...],
    alike: dict[tuple[str, str], float],
    value_column: str | None,
) -> tuple[Segment, ...]:
    labels, matrix = partition.placement.labels, basis.matrix
    positions = basis.rows[basis.order]
    traits: list[list[Trait]] = [strongest_traits(profiles, s, alike) for s in range(partition.k)]
    names = suggest_names(traits)
    values = None
    if value_column is not None:
        column = next(c for c in basis.inspection.columns if c.name == value_column)
        values = np.nan_to_num(column.values.astype(np.float64)[positions])
    total = float(values.sum()) if values is not None else 0.0

    segments = []
    for number in range(partition.k + 1):
        inside = labels == number
        size = int(inside.sum())
        if not size:
            continue
        share = size / len(labels)
        value_share = float(values[inside].sum()) / total if values is not None and total > 0 else None
        if number == UNASSIGNED:
            segments.append(
                Segment(
                    UNASSIGNED,
                    say("Unassigned"),
                    size,
                    share,
                    value_share,
                    say("Customers who are not close to any segment."),
                )
            )
            continue
        own = traits[number - 1]
        segments.append(
            Segment(
                number,
                names[number - 1],
                size,
                share,
                value_share,
                describe(own),
                tuple(t.phrase() for t in own[:5]),
                _typical(matrix, inside, positions),
            )
        )
    return tuple(segments)


def _typical(matrix: Floats, inside: np.ndarray, positions: Positions) -> tuple[int, ...]:
    """Return the rows of the table nearest the centre of a segment; of equal ones the first."""
    members = np.flatnonzero(inside)
    distance = to_centres(matrix[members], matrix[members].mean(axis=0)[None, :])[:, 0]
    nearest = np.lexsort((positions[members], distance))[:TYPICAL]
    return tuple(int(p) for p in positions[members[nearest]])


def _left_out(basis: Basis) -> tuple[tuple[Message, int], ...]:
    prepared = basis.prepared
    reasons = (
        (say("no value in any column that forms segments"), prepared.empty),
        (say("an empty cell, and the recipe drops such rows"), prepared.dropped),
        (
            say("an extreme value, and the recipe sets those aside"),
            prepared.set_aside & ~prepared.dropped & ~prepared.empty,
        ),
    )
    return tuple((reason, int(mask.sum())) for reason, mask in reasons if mask.any())


def _warnings_of(basis: Basis, partition: Partition) -> list[Message]:
    told: list[Message] = []
    n = len(basis.matrix)
    describing = basis.inspection.understanding.names(Role.DESCRIPTOR)
    promoted = [name for name in basis.fitted.preparation.names if name in describing]
    if promoted:
        told.append(
            say(
                "Nothing but {names} was left to form segments; codes and places seldom make useful ones.",
                names=promoted,
            )
        )
    if basis.n_distinct == 1:
        told.append(
            say(
                "All customers are the same on these columns: nothing tells them apart, so there is one segment."
            )
        )
    if n < FEW_CUSTOMERS:
        told.append(
            say_n(
                "Only {n} customer: segments of so few say little about others.",
                "Only {n} customers: segments of so few say little about others.",
                n=n,
            )
        )
    for number, size in enumerate(np.bincount(partition.placement.labels, minlength=partition.k + 1)):
        if number and size < max(5, 0.01 * n) and n >= FEW_CUSTOMERS:
            told.append(
                say_n(
                    "Segment {number} has only {n} customer.",
                    "Segment {number} has only {n} customers.",
                    n=int(size),
                    number=number,
                )
            )
    return told


def _steps(
    basis: Basis,
    why: Message,
    partition: Partition,
    scan: Scan,
    left_out: tuple[tuple[Message, int], ...],
) -> tuple[Message, ...]:
    """Return the audit trail in the order of the flow."""
    inspection = basis.inspection
    understanding = inspection.understanding
    steps = [*inspection.table.steps]
    steps.append(
        say(
            "{rows} rows and {columns} columns read; {reason}.",
            rows=inspection.table.n_rows,
            columns=len(inspection.columns),
            reason=understanding.kind_reason,
        )
    )
    used = basis.fitted.preparation.names
    steps.append(
        say_n(
            "{n} column forms the segments: {names}.",
            "{n} columns form the segments: {names}.",
            n=len(used),
            names=", ".join(used),
        )
    )
    describing = [name for name in understanding.names(Role.DESCRIPTOR) if name not in used]
    if describing:
        steps.append(
            say_n(
                "{n} column only describes them: {names}.",
                "{n} columns only describe them: {names}.",
                n=len(describing),
                names=", ".join(describing),
            )
        )
    ignored = [name for name in understanding.names(Role.IGNORED) if name not in used]
    if ignored:
        steps.append(
            say_n(
                "{n} column is left out: {names}.",
                "{n} columns are left out: {names}.",
                n=len(ignored),
                names=", ".join(ignored),
            )
        )
    if understanding.value_column is not None:
        steps.append(say("Value is taken from “{column}”.", column=understanding.value_column))
    steps.extend(basis.fitted.steps)
    for reason, count in left_out:
        steps.append(
            say_n(
                "{n} row is left out: {reason}.", "{n} rows are left out: {reason}.", n=count, reason=reason
            )
        )
    steps.append(why)
    steps.extend(partition.fit.notes)
    steps.extend(scan.reason)
    steps.append(
        say_n(
            "{n} segment of {customers} customers.",
            "{n} segments of {customers} customers.",
            n=partition.k,
            customers=len(basis.matrix),
        )
    )
    return tuple(steps)


def _resolved(
    basis: Basis, method: Method, recipe: Recipe, k: int | None, partition: Partition | None
) -> Recipe:
    """Return the recipe with every automatic choice filled in."""
    understanding, source = basis.inspection.understanding, basis.inspection.table.source
    identifiers = understanding.names(Role.IDENTIFIER)
    used = basis.fitted.preparation.names
    settings: dict[str, Any] = dict(partition.fit.settings) if partition is not None else {}
    return replace(
        recipe,
        read=replace(
            recipe.read,
            sheet=source.sheet
            if recipe.read.query is None and recipe.read.table is None
            else recipe.read.sheet,
            encoding=source.encoding,
            delimiter=source.delimiter,
            header=source.header_line,
        ),
        columns=ColumnsSpec(
            kind=understanding.kind,
            id=identifiers[0] if identifiers else None,
            value=understanding.value_column,
            use=used,
            describe=tuple(n for n in understanding.names(Role.DESCRIPTOR) if n not in used),
            ignore=tuple(n for n in understanding.names(Role.IGNORED) if n not in used),
        ),
        prepare=basis.fitted.spec,
        method=replace(
            recipe.method,
            method=method.name,
            k=recipe.method.k if method.finds_k or k is None else str(k),
            **settings,
        ),
    )
