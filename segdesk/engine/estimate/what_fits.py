"""Refusing what memory does not hold, with what it would hold instead."""

from dataclasses import replace

from segdesk.engine.estimate.estimate import Estimate, estimated
from segdesk.engine.estimate.work import Work
from segdesk.errors import InputError, Where
from segdesk.memory import available_memory, size_in_words
from segdesk.messages import Message, say, say_n

# What is done sooner, and takes less of the free memory, needs no words beforehand.
_HEAVY_SECONDS, _HEAVY_SHARE = 10.0, 0.25
# Of fewer customers than this nobody learns anything of the others.
_FEWEST = 100
_TREE, _BATCHES = "hierarchical", "minibatch"
# What finds groups of any shape is first given up for a tree of micro-clusters, which can do so as well.
_INSTEAD = {"dbscan": (_TREE, _BATCHES), "hdbscan": (_TREE, _BATCHES)}


def is_heavy(estimate: Estimate) -> bool:
    """Return whether work takes so long, or so much of the free memory, that it is worth a word beforehand."""
    return estimate.seconds > _HEAVY_SECONDS or estimate.memory > _HEAVY_SHARE * available_memory()


def require_memory(work: Work, file: str | None = None) -> None:
    """Refuse work that would take more memory than there is, before it begins.

    Parameters
    ----------
    work : Work
    file : str, optional
        Its name, for the error.

    Raises
    ------
    InputError
        Naming both sizes, and what would fit.
    """
    needed, free = estimated(work).memory, available_memory()
    if needed > free:
        raise InputError(
            say(
                "This would take about {needed} of memory; {free} are free.",
                needed=size_in_words(needed),
                free=size_in_words(free),
            ),
            None if file is None else Where(file=file),
            what_fits(work, free),
        )


def what_fits(work: Work, free: int) -> Message:
    """Return what to do instead of work that takes more than `free` bytes: another method, or fewer customers."""
    for name in _INSTEAD.get(work.method, (_BATCHES,)):
        needed = estimated(replace(work, method=name)).memory
        if name != work.method and needed <= free:
            if name == _TREE:
                return say(
                    "Choose --method hierarchical: it joins small groups of customers instead of single ones, and "
                    "takes about {needed}.",
                    needed=size_in_words(needed),
                )
            return say(
                "Choose --method minibatch: it looks at some customers at a time, and takes about {needed}.",
                needed=size_in_words(needed),
            )
    most = _most_rows(work, free)
    if most < _FEWEST:
        return say("Close other programs, or name fewer columns with --use.")
    return say_n(
        "Find segments in a sample of up to {n} customer, and place all others by the model of those "
        "(segdesk predict).",
        "Find segments in a sample of up to {n} customers, and place all others by the model of those "
        "(segdesk predict).",
        n=most,
    )


def _most_rows(work: Work, free: int) -> int:
    """Return how many customers fit, to one digit; 0 where none do."""
    fits, too_many = 0, work.rows
    while too_many - fits > max(1, fits // 200):
        middle = (fits + too_many) // 2
        if estimated(replace(work, rows=middle)).memory <= free:
            fits = middle
        else:
            too_many = middle
    digit: int = 10 ** (len(str(fits)) - 1)
    return fits // digit * digit
