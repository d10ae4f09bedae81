"""All rows of a file that memory does not hold, placed by a model piece by piece and written as they come."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.table import Table
from segdesk.engine.prediction.counts import PlacedCounts
from segdesk.engine.prediction.predict import Prediction, predict_more
from segdesk.engine.recipe.reading import ReadSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.io.reading import Data
from segdesk.io.writers.exporter_registry import PieceWriter
from segdesk.io.writers.labels import LabeledTable
from segdesk.messages import Message, say
from segdesk.progress import Progress, silent
from segdesk.scale.customers import customers_in_parts
from segdesk.scale.engines import BY_DUCKDB, ScaleEngine
from segdesk.scale.raw_files import RAW
from segdesk.scale.session import Session
from segdesk.scale.sources import ScaleSource, open_source
from segdesk.scale.texts import Limits, table_of_cells

# Cells that are held at once; with what is made of them they take some 150 bytes each.
CELLS = 2_000_000
# Rows of the sample that tell how the texts of each piece are written.
_BESIDE = 50_000
# How much of the work is done when the file is in the database.
_LOADED = 0.3

Labeled = Callable[[Prediction], LabeledTable]
OpenWriter = AbstractContextManager[PieceWriter]


@dataclass(frozen=True, eq=False)
class _Piece:
    """Some of the rows to be placed.

    Attributes
    ----------
    table : Table
    total : int
        How many there are in all pieces.
    alive : callable
        Hears whether to stop.
    """

    table: Table
    total: int
    alive: Callable[[], None]


def place_everyone(
    data: Data | Sequence[Data],
    like: Prediction,
    spec: ReadSpec,
    labeled: Labeled,
    writers: Sequence[OpenWriter],
    progress: Progress = silent,
    *,
    engine: ScaleEngine = BY_DUCKDB,
    cells: int = CELLS,
) -> tuple[Prediction, tuple[Message, ...]]:
    """Place all rows of files and write them.

    Parameters
    ----------
    data : str or Path, or sequence of them
        CSV or Parquet, or a folder of either.
    like : Prediction
        Of a sample of their rows.
    spec : ReadSpec
        How they are read.
    labeled : callable
        Returns what is written of rows that were placed.
    writers : sequence of context managers of PieceWriter
    progress : Progress
        Hears of it ten times a second; what it raises stops the work.
    engine : ScaleEngine, optional
    cells : int, optional
        How many are held in memory at once.

    Returns
    -------
    Prediction
        `like` with the counts of all rows.
    tuple of Message
        What had to be changed in the files.

    Raises
    ------
    InputError
        If the files cannot be read so.
    OutputError
        If the temporary disk is full.
    OSError
        If a writer's disk refuses something.
    """
    rows_at_once = max(1, cells // len(like.table.columns))

    def pieces(stack: ExitStack) -> Iterator[_Piece]:
        session = stack.enter_context(engine.session(progress, None))
        source = open_source(data, spec, session, engine.load)
        session.enter(say("Placing customers"))
        done = 0
        for table in _tables(source, session, engine.words.row_number, rows_at_once):
            done += table.n_rows
            yield _Piece(table, source.n_rows, session.alive)
            session.reach(_LOADED + (1 - _LOADED) * done / source.n_rows)

    return _placed(pieces, like, spec, labeled, writers)


def place_all_customers(
    data: Data | Sequence[Data],
    like: Prediction,
    recipe: Recipe,
    joined: Table | None,
    today: dt.date | None,
    labeled: Labeled,
    writers: Sequence[OpenWriter],
    progress: Progress = silent,
    *,
    engine: ScaleEngine = BY_DUCKDB,
    limits: Limits | None = None,
) -> tuple[Prediction, tuple[Message, ...]]:
    """Place all customers of purchases that are more than memory holds, and write them.

    Parameters
    ----------
    data : str or Path, or sequence of them
        CSV or Parquet, or a folder of either.
    like : Prediction
        Of some of the customers.
    recipe : Recipe
        How the files are read, and the rules by which purchases are summarised.
    joined : Table, optional
        A customers table that was joined.
    today : date, optional
    labeled, writers, progress, engine
        As of `place_everyone`.
    limits : Limits, optional

    Returns
    -------
    tuple of Prediction and of Messages
        As of `place_everyone`.

    Raises
    ------
    InputError, OutputError, OSError
        As of `place_everyone`.
    """
    reached = 0.0

    def hear(stage: Message, done: float) -> None:
        nonlocal reached
        reached = done
        progress(stage, done)

    def alive() -> None:
        progress(say("Placing customers"), reached)

    def pieces(stack: ExitStack) -> Iterator[_Piece]:
        found = customers_in_parts(data, recipe, joined, today, hear, limits=limits, engine=engine)
        stack.enter_context(closing(found))
        for customers, purchases in found:
            yield _Piece(customers.table, purchases.reconciled.all_kept.customers, alive)

    return _placed(pieces, like, ReadSpec(), labeled, writers)


class _NotWrittenError(Exception):
    """A writer's disk refused something: not the one that holds the database, of which the session would speak."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _NotWrittenError(error) from error


def _placed(
    pieces: Callable[[ExitStack], Iterator[_Piece]],
    like: Prediction,
    spec: ReadSpec,
    labeled: Labeled,
    writers: Sequence[OpenWriter],
) -> tuple[Prediction, tuple[Message, ...]]:
    try:
        return _written(pieces, like, spec, labeled, writers)
    except _NotWrittenError as error:
        raise error.cause from None


def _written(
    pieces: Callable[[ExitStack], Iterator[_Piece]],
    like: Prediction,
    spec: ReadSpec,
    labeled: Labeled,
    writers: Sequence[OpenWriter],
) -> tuple[Prediction, tuple[Message, ...]]:
    counts: PlacedCounts | None = None
    beside, total = _thinned(like), 0
    with ExitStack() as stack:
        found = pieces(stack)
        with _writing():
            opened = [stack.enter_context(writer) for writer in writers]
        for piece in found:
            total = piece.total
            prediction = predict_more(piece.table, beside, spec)
            rows = labeled(prediction)
            for writer in opened:
                piece.alive()
                with _writing():
                    writer.add(rows)
            counts = prediction.counts if counts is None else counts + prediction.counts
        with _writing():
            notes = tuple(note for writer in opened for note in writer.finish())
    assert counts is not None, "a file without rows is no table"
    assert counts.rows == total, "no row is lost between the pieces"
    return replace(like, counts=counts), notes


def _thinned(like: Prediction) -> Prediction:
    """Return a prediction of fewer rows of the sample."""
    table = like.table
    rows = np.linspace(0, table.n_rows - 1, min(table.n_rows, _BESIDE)).astype(np.intp)
    return replace(like, table=table.part(table.names, rows))


def _tables(source: ScaleSource, session: Session, number: str, rows: int) -> Iterator[Table]:
    """Yield all lines in the order of the files, so many at a time."""
    columns = ", ".join(source.expressions)
    for begin in range(0, source.n_rows, rows):
        found = session.arrays(
            f"SELECT {columns} FROM {RAW} WHERE {number} >= {begin} AND {number} < {begin + rows} ORDER BY {number}"
        )
        yield table_of_cells(
            source, [np.asarray(found[name].data, dtype=object) for name in source.expressions]
        )
