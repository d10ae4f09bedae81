"""The one door for window, command line and notebook: a table and a recipe in, a segmentation out."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from segdesk.engine.basis import Basis, prepare
from segdesk.engine.explaining import explain
from segdesk.engine.inspecting import Inspection, inspect
from segdesk.engine.methods import Method, Rules, find_method
from segdesk.engine.methods.auto import choose_method
from segdesk.engine.purchases import Purchases, summarise_purchases
from segdesk.engine.recipe import ColumnsSpec, Recipe, parse_k
from segdesk.engine.resolving import resolved, resolved_purchases
from segdesk.engine.scan import ScanResult, scan_numbers
from segdesk.engine.segmentation import Segmentation
from segdesk.engine.size_limits import SizeLimits, limits_of
from segdesk.engine.table import Table
from segdesk.engine.threads import single_threaded
from segdesk.errors import InputError, UsageError, Where
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress, part, silent

AUTO_KS = range(2, 11)


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
    if inspection.understanding.kind != "transactions":
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
) -> tuple[Basis, Recipe, ScanResult]:
    """Compare numbers of segments without making a segmentation of one; the recipe comes back with its choices.

    Parameters and errors are those of `segment`.
    """
    with single_threaded():
        customers, purchases = customers_of(table, recipe, joined, today, part(progress, 0, 0.1))
        basis = prepare(customers, recipe, purchases, part(progress, 0.1, 0.2))
        method, recipe, _ = _method(basis, recipe)
        result = _scan(basis, method, recipe, part(progress, 0.2, 1))
        return basis, resolved(basis, method, recipe, result.scan.pick, None), result


def segment(
    table: Table,
    recipe: Recipe,
    progress: Progress = silent,
    *,
    joined: Table | None = None,
    today: dt.date | None = None,
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
            customers, purchases = customers_of(table, recipe, joined, today, part(progress, 0, 0.08))
        with clock.stage("prepare"):
            basis = prepare(customers, recipe, purchases, part(progress, 0.08, 0.12))
        method, recipe, why = _method(basis, recipe)
        with clock.stage("scan"):
            result = _scan(basis, method, recipe, part(progress, 0.12, 0.85))
        with clock.stage("explain"):
            done = explain(basis, recipe, method, why, result, part(progress, 0.85, 1))
    return replace(done, seconds=clock.seconds)


def _method(basis: Basis, recipe: Recipe) -> tuple[Method, Recipe, Message]:
    """Return the method, the recipe with what was chosen along with it, and why."""
    spec = recipe.method
    if spec.method == "auto":
        choice = choose_method(basis.matrix, spec.seed, basis.blocks, parse_k(spec.k) or AUTO_KS)
        if choice.linkage is not None:
            recipe = replace(recipe, method=replace(spec, linkage=choice.linkage))
        return find_method(choice.name), recipe, choice.why
    method = find_method(spec.method)
    return method, recipe, say("Method: {method}, as you chose.", method=method.label)


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
    limits = limits_of(recipe.method, basis.inspection.table.n_rows, len(basis.matrix))
    if limits is not None:
        ks, left_out = _within_limits(basis, ks, limits)
    rules = Rules(basis.values, resolved_purchases(basis, recipe)) if recipe.method.by_rules else None
    result = scan_numbers(
        basis.matrix, ks, method, recipe.method, recipe.scan.wanted(), progress, rules, basis.blocks, limits
    )
    # Where the limits leave one number of several, nobody asked for that one.
    told = [] if limits is not None and left_out and len(ks) == 1 else list(result.scan.reason)
    if limits is not None and len(ks) > 1 and {"gap", "stability"} & set(recipe.scan.wanted()):
        told.append(
            say(
                "The gap statistic and the stability of each number of segments were taken without the limits on "
                "size."
            )
        )
    if limits is not None and left_out:
        told.append(
            say(
                "Of the numbers of segments, {numbers} can't keep the limits on their size and were not tried.",
                numbers=left_out,
            )
        )
    return replace(result, scan=replace(result.scan, reason=tuple(told)))


def _within_limits(basis: Basis, ks: list[int], limits: SizeLimits) -> tuple[list[int], list[int]]:
    """Return the numbers of segments that can keep the limits, and those that cannot.

    Raises
    ------
    InputError
        If none can.
    """
    n_rows = len(basis.matrix)
    possible = [k for k in ks if limits.allow(k, n_rows)]
    if possible:
        return possible, [k for k in ks if k not in possible]
    where = Where(file=basis.inspection.table.source.path.name)
    fewest = -(-n_rows // limits.most) if limits.most else n_rows + 1
    most = min(n_rows // limits.least, basis.n_distinct)
    tried = say("{k}", k=ks[0]) if len(ks) == 1 else say("{low} to {high}", low=ks[0], high=ks[-1])
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
