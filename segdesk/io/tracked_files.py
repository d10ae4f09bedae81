"""What `track` is given: a folder of monthly files, or purchases with their dates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from segdesk.engine.comparison.from_prediction import side_of_prediction
from segdesk.engine.data.table import Role, Table
from segdesk.engine.pipeline.pipeline import customers_from, segment
from segdesk.engine.prediction.matching import find_variables
from segdesk.engine.prediction.predict import customers_to_place, predict
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.schema.inspection import Inspection, inspect
from segdesk.engine.tracking.period import Period, periods_of_files
from segdesk.engine.tracking.purchase_months import first_day, lines_before, months_of, retention_of
from segdesk.engine.tracking.tracking import PlacedBy, Snapshot, Tracking, track
from segdesk.engine.transactions.purchases import Purchases
from segdesk.errors import InputError, UsageError, Where
from segdesk.io.folders import tables_in
from segdesk.io.joining import joined_table
from segdesk.io.reading import read_table
from segdesk.io.stored_model import read_stored_model
from segdesk.messages import Message, say
from segdesk.progress import Progress, part, silent
from segdesk.threads import single_threaded

FIRST, LAST = "first", "last"
Customers = tuple[Inspection, Purchases]
_CUMULATIVE = say(
    "The customers of each month are summarised from all purchases up to its end: who does not buy stays in the "
    "table, and the last purchase lies longer ago."
)


@dataclass(frozen=True)
class TrackRequest:
    """What is to be tracked, and how.

    Attributes
    ----------
    source : Path
        A folder of files, or one file of purchases.
    recipe : Recipe
        How files are read and segments are found.
    model_file : Path or None
        What places every period; without it, and without `placed_by`, the segments are found in one of them.
    found_in : str or None
        The period that they are found in, by its label, or `first` or `last`. Default: the first file, or the last
        month of purchases.
    today : date or None
        Purchases after it are in the future.
    placed_by : PlacedBy or None
        What places every period, where it is at hand.
    """

    source: Path
    recipe: Recipe = field(default_factory=Recipe)
    model_file: Path | None = None
    found_in: str | None = None
    today: dt.date | None = None
    placed_by: PlacedBy | None = None


def track_files(request: TrackRequest, progress: Progress = silent) -> Tracking:
    """Follow the customers of a folder of monthly files, or of purchases, from month to month.

    Raises
    ------
    InputError
        If a file cannot be read or placed, says no period, or there are fewer than two periods.
    UsageError
        If the period to find segments in is not among them, or is named beside a model.
    """
    if request.model_file is not None and request.found_in is not None:
        raise UsageError(
            say("With a model no segments are found in a period."),
            mend=say("Leave out --model, or --found-in."),
        )
    source = request.source
    files, steps = tables_in(source) if source.is_dir() else ([source], [])
    first = read_table(files[0], request.recipe.read, part(progress, 0, 0.05))
    placed_by = request.placed_by
    if request.model_file is not None:
        model, recipe = read_stored_model(request.model_file)
        recipe = replace(recipe, read=request.recipe.read)
        placed_by = PlacedBy(model, recipe, file=request.model_file.name)
    own = part(progress, 0.05, 1)
    with single_threaded():
        if _holds_purchases(first, request.recipe, placed_by):
            return _track_purchases(request, first if len(files) == 1 else None, placed_by, own)
        return _track_customers(request, files, first, steps, placed_by, own)


def _holds_purchases(table: Table, recipe: Recipe, placed_by: PlacedBy | None) -> bool:
    """Return whether a table holds purchases, which have to be summarised first."""
    if placed_by is not None:
        ready = len(find_variables(table, placed_by.model).found) == len(placed_by.model.inputs)
        return placed_by.recipe.columns.kind == "transactions" and not ready
    found = inspect(table, recipe.columns, recipe.read, recipe.transactions)
    return found.schema.kind == "transactions"


def _chosen_period(periods: Sequence[Period], wanted: str | None, default: str) -> int:
    """Return the place of the period that segments are to be found in.

    Raises
    ------
    UsageError
        If there is no such period.
    """
    labels = [period.label.casefold() for period in periods]
    word = (wanted or default).casefold()
    if word in (FIRST, LAST):
        return 0 if word == FIRST else len(periods) - 1
    if word not in labels:
        raise UsageError(
            say("There is no period “{period}”.", period=wanted),
            mend=say("There are: {periods}.", periods=[period.label for period in periods]),
        )
    return labels.index(word)


def _too_few(source: Path) -> InputError:
    return InputError(
        say("There is one period only, so nothing can be followed."),
        Where(file=source.resolve().name),
        say("Add the file of another month, or use segdesk run."),
    )


# One file per period


def _track_customers(
    request: TrackRequest,
    files: Sequence[Path],
    first: Table,
    steps: Sequence[Message],
    placed_by: PlacedBy | None,
    progress: Progress,
) -> Tracking:
    periods = periods_of_files([file.name for file in files])
    if len(periods) < 2:
        raise _too_few(request.source)
    ordered = sorted(zip(periods, files, strict=True), key=lambda pair: pair[0])
    tables = [
        first
        if file == files[0]
        else read_table(
            file, request.recipe.read, part(progress, 0.4 * i / len(ordered), 0.4 * (i + 1) / len(ordered))
        )
        for i, (_, file) in enumerate(ordered)
    ]
    if placed_by is None:
        at = _chosen_period(sorted(periods), request.found_in, FIRST)
        found = segment(tables[at], request.recipe, part(progress, 0.4, 0.7))
        placed_by = PlacedBy(found.fit.model, found.provenance.recipe, found_in=ordered[at][0])
    columns = request.recipe.columns
    snapshots = []
    for i, ((period, file), table) in enumerate(zip(ordered, tables, strict=True)):
        progress(say("Placing customers"), 0.7 + 0.3 * i / len(ordered))
        customers, how = customers_to_place(table, placed_by.model, placed_by.recipe, None, request.today)
        wanted = _identifier(customers, placed_by.recipe, columns.id)
        snapshots.append(_snapshot(period, file.name, customers, how, placed_by, (wanted, columns.value)))
    progress(say("Placing customers"), 1.0)
    return track(request.source.resolve().name, snapshots, placed_by, steps=steps, warnings=_copies(tables))


def _identifier(table: Table, recipe: Recipe, named: str | None) -> str | None:
    """Return the column that identifies customers: as named, else the recipe's, else found."""
    known = named or recipe.columns.id
    if known is not None:
        return known
    found = inspect(table, replace(recipe.columns, kind="customers", use=(), type=())).schema
    return next(iter(found.names(Role.IDENTIFIER)), None)


def _snapshot(
    period: Period,
    file: str,
    customers: Table,
    how: ReadSpec,
    placed_by: PlacedBy,
    columns: tuple[str | None, str | None],
) -> Snapshot:
    prediction = predict(customers, placed_by.model, how)
    side = side_of_prediction(prediction, period.label, placed_by.recipe, *columns)
    return Snapshot(period, file, side, prediction.drift, prediction.warnings)


def _copies(tables: Sequence[Table]) -> list[Message]:
    """Say which files hold the same as an earlier one: a month may have been saved under two names."""
    seen: dict[str, str] = {}
    found = []
    for table in tables:
        name = table.source.path.name
        first = seen.setdefault(table.source.sha256, name)
        if first != name:
            found.append(
                say("“{file}” holds the same as “{first}”, to the last byte.", file=name, first=first)
            )
    return found


# Purchases: the customers of each month are made of all purchases up to its end


def _track_purchases(
    request: TrackRequest, only: Table | None, placed_by: PlacedBy | None, progress: Progress
) -> Tracking:
    """Follow the customers of purchases; `only` is their table where all of them stand in one file."""
    recipe = _recipe_of_purchases(request, placed_by)
    table = read_table(request.source, recipe.read, part(progress, 0, 0.3)) if only is None else only
    joined = joined_table(recipe.transactions.join)
    lines = inspect(table, recipe.columns, recipe.read, recipe.transactions)
    customers = _customers(lines, recipe, joined, request.today)
    months = months_of(customers[1])
    if len(months) < 2:
        raise _too_few(request.source)

    def until(at: int) -> Customers:
        if at == len(months) - 1:
            return customers
        end = first_day(months[at].number + 1)
        rules = replace(recipe.transactions, as_of=end.isoformat())
        bought = lines_before(lines, customers[1], end)
        return _customers(bought, replace(recipe, transactions=rules), joined, None)

    if placed_by is None:
        at = _chosen_period(months, request.found_in, LAST)
        found = segment(
            table, recipe, part(progress, 0.3, 0.6), joined=joined, today=request.today, customers=until(at)
        )
        placed_by = PlacedBy(found.fit.model, found.provenance.recipe, found_in=months[at])
    snapshots = []
    for at, month in enumerate(months):
        progress(say("Summarising purchases"), 0.6 + 0.4 * at / len(months))
        snapshots.append(_snapshot_of_purchases(month, until(at), placed_by))
    progress(say("Placing customers"), 1.0)
    reconciled = customers[1].reconciled
    return track(
        request.source.resolve().name,
        snapshots,
        placed_by,
        retention_of(customers[1], months),
        steps=[*table.steps, *reconciled.steps, _CUMULATIVE],
        warnings=[*table.warnings, *reconciled.warnings],
    )


def _recipe_of_purchases(request: TrackRequest, placed_by: PlacedBy | None) -> Recipe:
    """Return how purchases are read: as the model's were, to the last of them; else as the user says."""
    if placed_by is None:
        return request.recipe
    made_with = placed_by.recipe
    rules = replace(made_with.transactions, as_of=None, join=request.recipe.transactions.join)
    columns = replace(request.recipe.columns, kind="transactions")
    return replace(made_with, columns=columns, transactions=rules)


def _customers(lines: Inspection, recipe: Recipe, joined: Table | None, today: dt.date | None) -> Customers:
    """Return the customers of purchases."""
    found, purchases = customers_from(
        lines,
        recipe.transactions,
        recipe.columns,
        recipe.method.by_rules,
        recipe.output.lang,
        joined,
        today,
    )
    assert purchases is not None
    return found, purchases


def _snapshot_of_purchases(month: Period, customers: Customers, placed_by: PlacedBy) -> Snapshot:
    found, purchases = customers
    columns = (purchases.identifier, found.schema.value_column)
    return _snapshot(month, found.table.source.path.name, found.table, ReadSpec(), placed_by, columns)
