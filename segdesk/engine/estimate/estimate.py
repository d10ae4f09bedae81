"""Seconds and memory of a run, from what runs of other sizes took."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from segdesk.engine.estimate.measured import COLUMNS, COSTS, DRAWS, ROWS, SHARED, Cost
from segdesk.engine.estimate.work import USUAL_NUMBERS, Work
from segdesk.engine.recipe.method_choices import AUTO
from segdesk.memory import size_in_words
from segdesk.messages import Message, say, say_n

MB = 1_000_000
# Seconds and minutes are told in steps that nobody takes for exact.
_STEPS = (10, 15, 20, 30, 45)
# Seconds to read, place and write a cell of a file that memory does not hold: files of 1 and 10 million rows took so.
_PLACE_CELL = 1.2e-6


@dataclass(frozen=True)
class Estimate:
    """What a run will take, about.

    Attributes
    ----------
    seconds : float
    memory : int
        Bytes, at the most, beyond what the table takes that was read.
    """

    seconds: float
    memory: int

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def sentence(self) -> Message:
        """What a person is told of it."""
        return say(
            "This takes {time} and {memory} of memory.",
            time=time_in_words(self.seconds),
            memory=size_in_words(self.memory),
        )


def estimated(work: Work) -> Estimate:
    """Return what a run will take, beyond reading the table and understanding its columns."""
    cost = COSTS.get(work.method, COSTS[AUTO])
    by_columns = (work.features / COLUMNS) ** cost.by_columns
    seconds = _at(work.rows, SHARED.prepare) * work.features / COLUMNS
    seconds += _at(work.rows, cost.scan) * by_columns * _share_of_scan(work.numbers, cost)
    if work.explained:
        drawn = cost.without_draws + (1 - cost.without_draws) * work.draws / DRAWS
        seconds += _at(work.rows, cost.explain) * by_columns * drawn
    memory = _wider(_at(work.rows, cost.memory), cost.memory[0], work.features)
    memory += _at(work.rows, cost.distances)
    if work.files is not None:
        seconds += sum(_at(work.rows, SHARED.files.get(name, SHARED.other_file)) for name in work.files)
        seconds += _at(work.rows, SHARED.write)
        writing = _wider(_at(work.rows, SHARED.memory), SHARED.memory[0], work.columns)
        memory = max(memory, writing)
        seconds += work.further_rows * work.columns * _PLACE_CELL
    return Estimate(seconds, round(memory * MB))


def _at(rows: int, values: Sequence[float]) -> float:
    """Return a figure for a number of rows: between those measured, log against log, and beyond them as they rise."""
    at = math.log(max(rows, ROWS[0]))
    places = [math.log(size) for size in ROWS[: len(values)]]
    logs = [math.log(max(value, 1e-3)) for value in values]
    right = next((i for i, place in enumerate(places) if place >= at), len(places) - 1)
    if right == 0:
        return values[0]
    slope = (logs[right] - logs[right - 1]) / (places[right] - places[right - 1])
    if at > places[-1]:
        # What hardly grew until here is at least in proportion from here on.
        return math.exp(logs[-1] + max(slope, 1.0) * (at - places[-1]))
    return math.exp(logs[right - 1] + slope * (at - places[right - 1]))


def _share_of_scan(numbers: Sequence[int], cost: Cost) -> float:
    """Return how long comparing these numbers takes against the usual ones, by their sum and what is there once."""
    share = sum(numbers) / sum(USUAL_NUMBERS)
    of_five = 5 / sum(USUAL_NUMBERS)
    once = max(0.0, (cost.one_number - of_five) / (1 - of_five))
    return once + (1 - once) * share


def _wider(megabytes: float, least: float, columns: int) -> float:
    """Return memory that was measured with ten columns for others: what is there with few rows does not grow."""
    return least + max(0.0, megabytes - least) * columns / COLUMNS


def time_in_words(seconds: float) -> Message:
    """Return a time as nobody takes for exact."""
    if seconds < 7.5:
        return say("a few seconds")
    if seconds < 52.5:
        return say("about {n} seconds", n=_step(seconds))
    minutes = seconds / 60
    if minutes < 7.5:
        return say_n("about {n} minute", "about {n} minutes", n=max(1, round(minutes)))
    if minutes < 52.5:
        return say("about {n} minutes", n=_step(minutes))
    return say_n("about {n} hour", "about {n} hours", n=max(1, round(minutes / 60)))


def _step(value: float) -> int:
    return min(_STEPS, key=lambda step: abs(math.log(value / step)))
