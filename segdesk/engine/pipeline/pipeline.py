"""The one door for window, command line and notebook: a table and a recipe in, a segmentation out."""

import datetime as dt
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sklearn.exceptions import ConvergenceWarning

from segdesk.engine.data.table import Table
from segdesk.engine.estimate.estimate import Estimate, estimated
from segdesk.engine.estimate.what_fits import require_memory
from segdesk.engine.estimate.work import Work, work_of
from segdesk.engine.pipeline.category_balance import Scanned, scan_balanced
from segdesk.engine.pipeline.described import FirstSegments
from segdesk.engine.pipeline.explain import explain
from segdesk.engine.pipeline.resolve_recipe import resolve_recipe
from segdesk.engine.pipeline.stage_cache import StageCache
from segdesk.engine.preparation.training_data import TrainingData, prepare_training_data
from segdesk.engine.recipe.columns import ColumnsSpec
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.preparation import PrepareSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.result.explored_columns import columns_asked_for
from segdesk.engine.result.names_of_recipe import with_names_of_recipe
from segdesk.engine.result.segmentation import Segmentation, with_provenance
from segdesk.engine.schema.inspection import Inspection, inspect
from segdesk.engine.transactions.purchases import Purchases, summarise_purchases, under_rules
from segdesk.engine.validation.k_scan import ScanResult
from segdesk.errors import UsageError
from segdesk.messages import say
from segdesk.progress import Progress, part, silent
from segdesk.threads import single_threaded


@dataclass
class Clock:
    """Seconds spent per stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time inside the `with` block for the stage `name`."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun


def unforetold(estimate: Estimate) -> None:
    """Tell nobody what a run will take."""


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
    inspection = inspect(table, recipe.columns, recipe.read, recipe.transactions, part(progress, 0, 0.3))
    return customers_from(
        inspection,
        recipe.transactions,
        recipe.columns,
        recipe.method.by_rules,
        recipe.output.lang,
        joined,
        today,
        part(progress, 0.3, 1),
    )


def customers_from(
    inspection: Inspection,
    rules: TransactionsSpec,
    columns: ColumnsSpec,
    by_rules: bool,
    lang: str,
    joined: Table | None = None,
    today: dt.date | None = None,
    progress: Progress = silent,
) -> tuple[Inspection, Purchases | None]:
    """Return the customers of a table that is understood already; errors are those of `customers_of`.

    Parameters
    ----------
    inspection : Inspection
    rules : TransactionsSpec
    columns : ColumnsSpec
    by_rules : bool
        Whether RFM rules make the segments.
    lang : str
        Of the names of RFM cells, which are data.
    joined : Table, optional
    today : date, optional
    progress : Progress
    """
    if inspection.schema.kind != "transactions":
        if joined is not None:
            raise UsageError(
                say("--join needs a table of purchases, and this is one row per customer."),
                mend=say("Leave --join out, or add --kind transactions."),
            )
        return under_rules(inspection, columns, by_rules), None
    # The roles of the recipe speak of the finished customers table, not of the joined one alone.
    other = None if joined is None else inspect(joined, ColumnsSpec(kind="customers"))
    return summarise_purchases(inspection, rules, columns, by_rules, lang, other, today, progress)


@contextmanager
def _unsettled_fits_told_by_us() -> Iterator[None]:
    """Keep scikit-learn from warning of fits that did not settle: notes say so of those that matter.

    Around all threads at once, because filters of warnings are those of the whole process.
    """
    with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
        yield


def _handed_to_prepare(prepare: PrepareSpec, method: MethodSpec) -> tuple[PrepareSpec, int, bool, bool]:
    """Return what `prepare_training_data` is handed beside the customers.

    Limits on sizes may put equal customers into different segments: what else is known of them decides.
    """
    return prepare, method.seed, method.by_rules, method.limits_sizes


def scan(
    table: Table,
    recipe: Recipe,
    progress: Progress = silent,
    *,
    joined: Table | None = None,
    today: dt.date | None = None,
    customers: tuple[Inspection, Purchases | None] | None = None,
    foretell: Callable[[Estimate], None] = unforetold,
) -> tuple[TrainingData, Recipe, ScanResult]:
    """Compare numbers of segments without making a segmentation of one; the recipe comes back with its choices.

    Parameters and errors are those of `segment`.
    """
    with single_threaded(), _unsettled_fits_told_by_us():
        inspection, purchases = customers or customers_of(
            table, recipe, joined, today, part(progress, 0, 0.1)
        )
        _begin(work_of(inspection, recipe, explained=False), inspection, foretell)
        training = prepare_training_data(
            inspection,
            purchases,
            *_handed_to_prepare(recipe.prepare, recipe.method),
            progress=part(progress, 0.1, 0.2),
        )
        found = scan_balanced(
            training,
            recipe,
            lambda weight: prepare_training_data(
                inspection,
                purchases,
                *_handed_to_prepare(replace(recipe.prepare, category_weight=weight), recipe.method),
            ),
            part(progress, 0.2, 1),
        )
        result = found.result
        resolved = resolve_recipe(found.training, found.method, found.recipe, result.taken, None)
        return found.training, resolved, result


def segment(
    table: Table,
    recipe: Recipe,
    progress: Progress = silent,
    *,
    joined: Table | None = None,
    today: dt.date | None = None,
    customers: tuple[Inspection, Purchases | None] | None = None,
    cache: StageCache | None = None,
    tell_first: Callable[[Segmentation], None] | None = None,
    writes: bool = False,
    foretell: Callable[[Estimate], None] = unforetold,
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
    cache : StageCache, optional
        Of earlier runs: what they understood, summarised and prepared in the same way is taken over.
    tell_first : callable, optional
        Called with the segments as soon as they are settled, long before it is known how good they are: with a result
        that is not checked (`Segmentation.is_checked`), of the same labels, names and profiles as the one returned.
    writes : bool, default False
        Whether the result is written afterwards: that takes time and memory, too.
    foretell : callable, optional
        Called once with what the rest will take, as soon as the customers are understood.

    Raises
    ------
    InputError
        If the table cannot be segmented: no usable columns, too few customers, k beyond the customers, more of them
        than memory holds.
    UsageError
        If the recipe contradicts itself.
    """
    clock, cache = Clock(), cache or StageCache()
    to_scan = (
        *_handed_to_understand(table, recipe, joined, today),
        recipe.prepare,
        recipe.method,
        recipe.scan,
    )
    cache.forget_unless("scan", to_scan)
    first = FirstSegments(recipe, _named_first(tell_first, recipe))
    with single_threaded(), _unsettled_fits_told_by_us():
        training = _training_data(
            table,
            recipe,
            joined,
            today,
            customers,
            cache,
            clock,
            lambda understood: _begin(work_of(understood, recipe, writes=writes), understood, foretell),
            part(progress, 0, 0.12),
        )
        # What cannot be told in the end is refused before the work is done.
        columns_asked_for(training.inspection.columns, recipe.output.explore)
        with clock.stage("scan"):
            found = cache.recall(
                "scan", to_scan, lambda: _scanned(training, recipe, first, part(progress, 0.12, 0.85))
            )
        with clock.stage("explain"):
            done = explain(first, found, part(progress, 0.85, 1))
            done = with_names_of_recipe(done, recipe.output.given)
    return with_provenance(done, seconds=clock.seconds)


def _begin(work: Work, customers: Inspection, foretell: Callable[[Estimate], None]) -> None:
    """Refuse the work where there is not the memory, and foretell what it will take."""
    require_memory(work, customers.table.source.path.name)
    foretell(estimated(work))


def _named_first(
    tell_first: Callable[[Segmentation], None] | None, recipe: Recipe
) -> Callable[[Segmentation], None] | None:
    """Return what hands segments out with the names that the recipe gives them."""
    if tell_first is None:
        return None
    return lambda unchecked: tell_first(with_names_of_recipe(unchecked, recipe.output.given))


def _scanned(training: TrainingData, recipe: Recipe, first: FirstSegments, progress: Progress) -> Scanned:
    """Compare numbers of segments; those that are settled before the comparison ends are handed out where wanted."""
    return scan_balanced(
        training,
        recipe,
        lambda weight: prepare_training_data(
            training.inspection,
            training.purchases,
            *_handed_to_prepare(replace(recipe.prepare, category_weight=weight), recipe.method),
        ),
        progress,
        (lambda settled: first.hand_out(settled, part(progress, 0.9, 0.9))) if first.are_wanted else None,
    )


def _handed_to_understand(
    table: Table, recipe: Recipe, joined: Table | None, today: dt.date | None
) -> tuple[object, ...]:
    """Return all that decides what `customers_of` gives."""
    return (
        *(table.fingerprint, None if joined is None else joined.fingerprint, today),
        *(recipe.read, recipe.columns, recipe.transactions, recipe.method.by_rules),
    )


def _training_data(
    table: Table,
    recipe: Recipe,
    joined: Table | None,
    today: dt.date | None,
    customers: tuple[Inspection, Purchases | None] | None,
    cache: StageCache,
    clock: Clock,
    begin: Callable[[Inspection], None],
    progress: Progress,
) -> TrainingData:
    """Understand and prepare a table, but for what the cache knows of it already; `begin` is called in between."""
    to_understand = _handed_to_understand(table, recipe, joined, today)
    to_prepare = _handed_to_prepare(recipe.prepare, recipe.method)
    with clock.stage("understand"):
        inspection, purchases = customers or cache.recall(
            "understand",
            to_understand,
            lambda: customers_of(table, recipe, joined, today, part(progress, 0, 2 / 3)),
        )
    begin(inspection)
    with clock.stage("prepare"):
        return cache.recall(
            "prepare",
            (to_understand, to_prepare),
            lambda: prepare_training_data(
                inspection, purchases, *to_prepare, progress=part(progress, 2 / 3, 1)
            ),
        )
