"""The one door for window, command line and notebook: a table and a recipe in, a segmentation out."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from segdesk.engine.clustering.methods.registry import Method, RuleInputs, find_method
from segdesk.engine.data.finding import finding
from segdesk.engine.data.table import Table
from segdesk.engine.pipeline.choose_method import choose_method
from segdesk.engine.pipeline.explain import explain
from segdesk.engine.pipeline.resolve_recipe import resolve_recipe, resolve_transactions
from segdesk.engine.preparation.training_data import TrainingData, prepare_training_data
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.method import parse_k
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.size_limits import SizeLimits, limits_of
from segdesk.engine.result.segmentation import Segmentation, with_provenance
from segdesk.engine.schema.inspection import Inspection, inspect
from segdesk.engine.transactions.purchases import Purchases, summarise_purchases
from segdesk.engine.validation.k_selection import ScanResult, scan_numbers
from segdesk.errors import InputError, UsageError, Where
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, part, silent
from segdesk.threads import single_threaded

AUTO_KS = range(2, 11)


@dataclass
class Clock:
    """Seconds spent per stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside the group for the stage `name`."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun


def customers_of(
    table: Table,
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
) -> tuple[Inspection, Purchases | None]:
    """Understand a table; purchases are summarised to one row per customer.

    Parameters
    ----------
    table : Table
    recipe : Recipe
    joined : Table, optional
        A customers table to join to purchases by identifier.
    today : date, optional
        Purchases after it are in the future.
    progress : Progress

    Raises
    ------
    InputError, UsageError
        If the table or the recipe cannot be used.
    """
    return customers_from(
        inspect(table, recipe, part(progress, 0, 0.3)), recipe, joined, today, part(progress, 0.3, 1)
    )


def customers_from(
    inspection: Inspection,
    recipe: Recipe,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
) -> tuple[Inspection, Purchases | None]:
    """Return the customers of a table that is understood already; parameters and errors are those of `customers_of`."""
    if inspection.schema.kind != "transactions":
        if joined is not None:
            raise UsageError(
                say("--join needs a table of purchases, and this is one row per customer."),
                mend=say("Leave --join out, or add --kind transactions."),
            )
        return inspection, None
    # The roles of the recipe speak of the finished customers table, not of the joined one alone.
    other = None if joined is None else inspect(joined, Recipe(columns=ColumnsSpec(kind="customers")))
    return summarise_purchases(inspection, recipe, other, today, progress)


def scan(
    table: Table,
    recipe: Recipe,
    progress: Progress = silent,
    *,
    joined: Table | None = None,
    today: dt.date | None = None,
) -> tuple[TrainingData, Recipe, ScanResult]:
    """Compare numbers of segments without making a segmentation of one; the recipe comes back with its choices.

    Parameters and errors are those of `segment`.
    """
    with single_threaded():
        customers, purchases = customers_of(table, recipe, joined, today, part(progress, 0, 0.1))
        training = prepare_training_data(customers, recipe, purchases, part(progress, 0.1, 0.2))
        method, recipe, _ = _method(training, recipe)
        result = _scan(training, method, recipe, part(progress, 0.2, 1))
        return training, resolve_recipe(training, method, recipe, result.scan.pick, None), result


def segment(
    table: Table,
    recipe: Recipe,
    progress: Progress = silent,
    *,
    joined: Table | None = None,
    today: dt.date | None = None,
    customers: tuple[Inspection, Purchases | None] | None = None,
) -> Segmentation:
    """Find, score and explain the segments of a table.

    Parameters
    ----------
    table : Table
        Of customers, or of purchases, which are summarised to one row per customer.
    recipe : Recipe
    progress : Progress
        Called between small steps; it may raise `Cancelled`.
    joined : Table, optional
        A customers table to join to purchases by identifier.
    today : date, optional
        Purchases after it are in the future.
    customers : tuple of Inspection and Purchases or None, optional
        What `customers_of` gives for these arguments, where that is known already.

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
            if customers is None:
                customers = customers_of(table, recipe, joined, today, part(progress, 0, 0.08))
            inspection, purchases = customers
        with clock.stage("prepare"):
            training = prepare_training_data(inspection, recipe, purchases, part(progress, 0.08, 0.12))
        method, recipe, why = _method(training, recipe)
        with clock.stage("scan"):
            result = _scan(training, method, recipe, part(progress, 0.12, 0.85))
        with clock.stage("explain"):
            done = explain(training, recipe, method, why, result, part(progress, 0.85, 1))
    return with_provenance(done, seconds=clock.seconds)


def _method(training: TrainingData, recipe: Recipe) -> tuple[Method, Recipe, Message]:
    """Return the method, the recipe with what was chosen along with it, and why."""
    spec = recipe.method
    if spec.method == "auto":
        choice = choose_method(
            training.matrix, spec.seed, training.feature_groups, parse_k(spec.k) or AUTO_KS
        )
        if choice.linkage is not None:
            recipe = replace(recipe, method=replace(spec, linkage=choice.linkage))
        return find_method(choice.name), recipe, choice.why
    method = find_method(spec.method)
    return method, recipe, finding("method.as_chosen", method=method.label)


def _scan(training: TrainingData, method: Method, recipe: Recipe, progress: Progress) -> ScanResult:
    """Fit and compare the numbers of segments that the recipe asks for.

    Raises
    ------
    InputError
        If more segments are asked for than there are different customers.
    """
    wanted = parse_k(recipe.method.k)
    most = training.n_distinct
    if wanted is not None and not method.determines_k and wanted[0] > most and most > 1:
        raise InputError(
            say_n(
                "{k} segments can't be made of {n} different customer.",
                "{k} segments can't be made of {n} different customers.",
                n=most,
                k=wanted[0],
            ),
            where=Where(file=training.inspection.table.source.path.name),
            mend=say("Ask for {most} segments at most.", most=most),
        )
    # Everyone a segment of their own is no finding, but it can be asked for.
    fewest = len(training.matrix) if wanted is None else len(training.matrix) + 1
    ks = [k for k in wanted or AUTO_KS if k <= most and k < fewest] or [min(most, 2)]
    limits = limits_of(recipe.method, training.inspection.table.n_rows, len(training.matrix))
    if limits is not None:
        ks, left_out = _within_limits(training, ks, limits)
    rules = (
        RuleInputs(training.values, resolve_transactions(training, recipe))
        if recipe.method.by_rules
        else None
    )
    result = scan_numbers(
        training.matrix,
        ks,
        method,
        recipe.method,
        recipe.scan.wanted(),
        progress,
        rules,
        training.feature_groups,
        limits,
    )
    # Where the limits leave one number of several, nobody asked for that one.
    told = [] if limits is not None and left_out and len(ks) == 1 else list(result.scan.reason)
    if limits is not None and len(ks) > 1 and {"gap", "stability"} & set(recipe.scan.wanted()):
        told.append(finding("k_selection.criteria_without_limits"))
    if limits is not None and left_out:
        told.append(finding("k_selection.numbers_outside_limits", numbers=left_out))
    return replace(result, scan=replace(result.scan, reason=tuple(told)))


def _within_limits(training: TrainingData, ks: list[int], limits: SizeLimits) -> tuple[list[int], list[int]]:
    """Return the numbers of segments that can keep the limits, and those that cannot.

    Raises
    ------
    InputError
        If none can.
    """
    n_rows = len(training.matrix)
    possible = [k for k in ks if limits.allow(k, n_rows)]
    if possible:
        return possible, [k for k in ks if k not in possible]
    where = Where(file=training.inspection.table.source.path.name)
    fewest = -(-n_rows // limits.most) if limits.most else n_rows + 1
    most = min(n_rows // limits.least, training.n_distinct)
    tried = (
        finding("sizes.number_tried", k=ks[0])
        if len(ks) == 1
        else finding("sizes.numbers_tried", low=ks[0], high=ks[-1])
    )
    if fewest > most:
        raise InputError(
            say(
                "No number of segments gives every one {least} to {most} of the {n} customers.",
                least=limits.least,
                most=limits.most,
                n=n_rows,
            ),
            where=where,
            mend=say("Lower --min-size, or raise --max-size."),
        )
    raise InputError(
        say(
            "{k} segments can't hold {n} customers with {least} to {most} in each.",
            k=tried,
            n=n_rows,
            least=limits.least,
            most=limits.most,
        ),
        where=where,
        mend=say(
            "Ask for {fewest} to {most} segments with --k, or change the limits.", fewest=fewest, most=most
        )
        if fewest < most
        else say("Ask for {most} segments with --k, or change the limits.", most=most),
    )
