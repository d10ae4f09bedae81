"""How often verdict and number of segments are right, on tables whose structure is known (`populations.py`).

    python tests/benchmarks/calibration.py [--first SEED] [--seeds N] [--only FAMILY ...] [--rows N ...] [--draws N]
                                           [--data FOLDER]

Families: `singles` (one population), `controls` (no groups, but curves, zeros, yes/no), `shuffled` (real tables of
FOLDER, each column shuffled), `groups` (k = 2 to 20, parted by 8 standard deviations), `noise` (and two columns that
say nothing), `small` (one group of 2%), `wide` (2 to 20 columns), `nested` (3 x 3) and `answers` (3 to 6 classes of
people). The first three should not be called natural; the next five should be, with the right number. Everything runs
as in the program, k = auto. Prints a line per kind.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from segdesk.engine.pipeline.pipeline import segment
from segdesk.engine.recipe.recipe import Recipe
from segdesk.errors import InputError
from segdesk.io.frames import table_from_frame
from tests.benchmarks.populations import (
    CONTROLS,
    REAL_TABLES,
    SINGLES,
    battery,
    control,
    groups,
    nested,
    shuffled,
    single,
)

NUMBERS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20)
FAMILIES = ("singles", "controls", "shuffled", "groups", "noise", "small", "wide", "nested", "answers")
Case = tuple[str, tuple[int, ...], pd.DataFrame, bool]


def frame_of(values: np.ndarray) -> pd.DataFrame:
    """Return values as a table of measures."""
    return pd.DataFrame(values.round(4), columns=[f"measure_{i}" for i in range(values.shape[1])])


def cases(family: str, seed: int, rows: int | None, data: Path) -> Iterator[Case]:
    """Yield name, right numbers, table, and whether its columns are all to be used."""
    if family == "singles":
        for kind in SINGLES:
            yield kind, (1,), frame_of(single(kind, seed)), True
    elif family == "controls":
        for kind in CONTROLS:
            yield kind, (1,), frame_of(control(kind, seed)), True
    elif family == "shuffled":
        for path in REAL_TABLES:
            yield f"shuffled {Path(path).stem}", (1,), shuffled(data / path, seed), False
    elif family == "nested":
        yield "nested", (3, 9), frame_of(nested(seed, rows or 900)), True
    elif family == "answers":
        for classes in (3, 4, 5, 6):
            for questions in (5, 10, 15):
                made = battery(classes, questions, seed, rows or 600)
                yield f"{classes} classes, {questions} questions", (classes,), frame_of(made), True
    else:
        for k in NUMBERS:
            columns = int(np.random.default_rng([seed, k]).integers(2, 21)) if family == "wide" else None
            share = 0.02 if family == "small" else None
            made = groups(k, family == "noise", seed, rows, columns, share)
            yield family, (k,), frame_of(made), True


def examined(frame: pd.DataFrame, draws: int, *, uses_all: bool) -> dict[str, object]:
    """Return what the program says of a table, k = auto."""
    recipe = Recipe().with_settings({"kind": "customers", "draws": draws, "criteria": ("silhouette",)})
    if uses_all:
        recipe = recipe.with_settings({"use": tuple(frame.columns)})
    result = segment(table_from_frame(frame), recipe)
    verdict = result.validation.verdict
    return {"k": result.k, "verdict": verdict.structure, "method": result.method}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--first", type=int, default=1000, help="first seed (1000)")
    parser.add_argument("--seeds", type=int, default=5, help="how many (5)")
    parser.add_argument("--only", choices=FAMILIES, nargs="+", default=FAMILIES)
    parser.add_argument("--rows", type=int, nargs="+", default=[None], help="of groups; drawn without it")
    parser.add_argument("--draws", type=int, default=10, help="of the stability (10)")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="of the real tables")
    wanted = parser.parse_args()
    found: dict[tuple[str, str, tuple[int, ...]], list[dict[str, object]]] = defaultdict(list)
    for family in wanted.only:
        for seed in range(wanted.first, wanted.first + wanted.seeds):
            for rows in wanted.rows:
                for name, right, frame, uses_all in cases(family, seed, rows, wanted.data):
                    try:
                        said = examined(frame, wanted.draws, uses_all=uses_all)
                    except InputError as error:
                        print(f"{name}, seed {seed}: {error}")
                        continue
                    found[family, name, right].append(said)
        _tell(family, {key: sets for key, sets in found.items() if key[0] == family})


def _tell(family: str, found: dict[tuple[str, str, tuple[int, ...]], list[dict[str, object]]]) -> None:
    whole: list[tuple[bool, bool]] = []
    print(f"{family:<32} {'k':>5} {'sets':>4} {'natural':>8} {'right k':>8}  verdicts, methods, numbers")
    for (_, name, right), sets in found.items():
        shares = [(one["verdict"] == "natural", one["k"] in right) for one in sets]
        whole.extend(shares)
        counts = [Counter(str(one[part]) for one in sets) for part in ("verdict", "method", "k")]
        said = ", ".join(f"{word} {n}" for counted in counts for word, n in counted.items())
        _line(name, " or ".join(map(str, right)), shares, said)
    _line(f"all {family}", "", whole, "")


def _line(name: str, k: str, shares: list[tuple[bool, bool]], words: str) -> None:
    natural, right = np.mean(shares, axis=0)
    print(f"{name:<32} {k:>5} {len(shares):>4} {natural:>8.1%} {right:>8.1%}  {words}", flush=True)


if __name__ == "__main__":
    main()
