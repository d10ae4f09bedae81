"""Tables with known truth, written at random in the manner of a country and a program; the seed decides all."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.exports.countries import COUNTRIES, Country
from tests.exports.programs import PROGRAMS, Cell, Program

Truth = list[str | float | None]


@dataclass(frozen=True)
class WrittenTable:
    """A file and what is in it.

    Attributes
    ----------
    path : Path
    country, program : str
    truth : dict of str to list
        By heading: numbers, ISO dates, 1 and 0, or texts; None where empty.
    """

    path: Path
    country: str
    program: str
    truth: dict[str, Truth]


@dataclass(frozen=True)
class _Column:
    heading: str
    truth: Truth
    cells: list[Cell]


@dataclass(frozen=True)
class _Pen:
    """Writes columns as a country and a program do."""

    random: random.Random
    country: Country
    program: Program
    n_rows: int

    def column(
        self, kind: str, values: list, written: Callable[[object], str], share_missing: float
    ) -> _Column:
        """Return a column, some of its cells empty."""
        truth: Truth = []
        cells: list[Cell] = []
        for value in values:
            if self.random.random() < share_missing:
                truth.append(None)
                cells.append(None if self.program.typed else self.program.missing)
                continue
            truth.append(value.isoformat() if isinstance(value, dt.date) else value)
            typed = self.program.typed and isinstance(value, float | dt.date)
            cells.append(value if typed else written(value))
        return _Column(self.country.words[kind], truth, cells)

    def identifier(self) -> _Column:
        start = self.random.choice([1, 120, 40000])
        form = self.random.choice(["{:06d}", "C{:05d}", "DE-{:04d}-X"])
        values = [form.format(start + 7 * i) for i in range(self.n_rows)]
        return self.column("id", values, str, 0.0)

    def money(self) -> _Column:
        draw = self.random
        whole = draw.random() < 0.3
        values = [float(round(draw.lognormvariate(6.5, 1.2), 2)) for _ in range(self.n_rows)]
        values = [float(int(v)) if whole and draw.random() < 0.5 else v for v in values]
        grouped, signed = draw.random() < 0.7, draw.random() < 0.5
        return self.column(
            "money", values, lambda v: self._amount(v, grouped, signed), draw.choice([0, 0.05])
        )

    def balance(self) -> _Column:
        draw = self.random
        values = [float(round(draw.gauss(200, 900), 2)) for _ in range(self.n_rows)]
        form = draw.choice(["sign", "brackets", "trailing"])

        def written(value: float) -> str:
            if self.program.plain:
                return f"{value:.2f}"
            text = self.country.number(abs(value), 2, True)
            if value >= 0:
                return text
            return {"sign": f"-{text}", "brackets": f"({text})", "trailing": f"{text}-"}[form]

        return self.column("balance", values, written, 0.0)

    def count(self) -> _Column:
        values = [float(self.random.randint(0, 60)) for _ in range(self.n_rows)]
        return self.column("count", values, lambda v: str(int(v)), self.random.choice([0, 0.1]))

    def rate(self) -> _Column:
        values = [float(round(self.random.uniform(0, 60), 1)) for _ in range(self.n_rows)]

        def written(value: float) -> str:
            return f"{value}" if self.program.plain else f"{self.country.number(value, 1, False)}%"

        return self.column("rate", values, written, 0.0)

    def since(self) -> _Column:
        first = dt.date(2012, 1, 1)
        values = [first + dt.timedelta(days=self.random.randrange(4500)) for _ in range(self.n_rows)]
        return self.column("since", values, self._day(self.country.dates), self.random.choice([0, 0.05]))

    def born(self) -> _Column:
        first = dt.date(1935, 1, 1)
        values = [first + dt.timedelta(days=self.random.randrange(25_000)) for _ in range(self.n_rows)]
        return self.column("born", values, self._day(self.country.dates), 0.0)

    def answer(self) -> _Column:
        values = [float(self.random.random() < 0.4) for _ in range(self.n_rows)]
        ticked = not self.program.missing and self.random.random() < 0.3
        words = (
            (self.random.choice(["x", "1", self.country.yes]), "")
            if ticked
            else (self.country.yes, self.country.no)
        )
        cells: list[Cell] = [words[0] if value else words[1] for value in values]
        return _Column(self.country.words["answer"], list(values), cells)

    def place(self) -> _Column:
        values = [self.random.choice(self.country.places) for _ in range(self.n_rows)]
        return self.column("place", values, str, self.random.choice([0, 0.05]))

    def _amount(self, value: float, grouped: bool, signed: bool) -> str:
        if self.program.plain:
            return f"{value:.2f}"
        return self.country.amount(value, grouped) if signed else self.country.number(value, 2, grouped)

    def _day(self, forms: tuple[str, ...]) -> Callable[[dt.date], str]:
        form = "%Y-%m-%d" if self.program.plain else self.random.choice(forms)
        return lambda value: self.country.day(value, form)


def write_table(folder: Path, seed: int) -> WrittenTable:
    """Write the table of a seed.

    Parameters
    ----------
    folder : Path
    seed : int
        Countries and programs come in turn, so that 120 seeds in a row meet each pair.
    """
    country = COUNTRIES[seed % len(COUNTRIES)]
    program = PROGRAMS[(seed // len(COUNTRIES)) % len(PROGRAMS)]
    draw = random.Random(seed)
    pen = _Pen(draw, country, program, draw.randint(30, 90))
    others = [pen.balance, pen.count, pen.rate, pen.since, pen.born, pen.answer, pen.place]
    made = [
        pen.identifier(),
        pen.money(),
        *(make() for make in draw.sample(others, draw.randint(3, len(others)))),
    ]
    head, rest = made[:1], made[1:]
    draw.shuffle(rest)
    columns = head + rest
    rows: list[list[Cell]] = [[column.cells[i] for column in columns] for i in range(pen.n_rows)]
    if program.with_total:
        rows.append(_total(country, columns))
    path = folder / f"table{seed}{program.ending}"
    program.write(path, country, [column.heading for column in columns], rows)
    return WrittenTable(path, country.name, program.name, {c.heading: c.truth for c in columns})


def _total(country: Country, columns: list[_Column]) -> list[Cell]:
    """Return a line of sums: of money and counts, nothing under the others."""
    summed = {country.words["money"]: 2, country.words["count"]: 0}
    cells: list[Cell] = [country.total]
    for column in columns[1:]:
        total = sum(float(value) for value in column.truth if isinstance(value, float))
        decimals = summed.get(column.heading)
        cells.append("" if decimals is None else country.number(total, decimals, True))
    return cells
