"""What anyone does who filters the labeled file: conditions on its cells, read as numbers, days or texts."""

from pathlib import Path

import numpy as np
import pandas as pd

from segdesk.engine.rules.condition import Condition, Operator
from segdesk.engine.rules.rule import Rule


def read_labeled(path: Path, delimiter: str = ",") -> pd.DataFrame:
    """Read every cell of a labeled file as text."""
    return pd.read_csv(path, sep=delimiter, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def filtered(cells: pd.DataFrame, rule: Rule, decimal: str = ".") -> pd.Series:
    """Return the rows of a labeled file that fit a rule, by pandas alone."""
    found = pd.Series(True, index=cells.index)
    for condition in rule.conditions:
        found &= _one(cells[condition.column], condition, decimal)
    return found


def _one(texts: pd.Series, condition: Condition, decimal: str) -> pd.Series:
    if condition.bound is not None:
        plain = texts.str.replace(decimal, ".", regex=False)
        numbers = pd.Series([float(t) if t.strip() else np.nan for t in plain], index=texts.index)
        above = condition.comparison is Operator.ABOVE
        return numbers > condition.bound.value if above else numbers <= condition.bound.value
    if condition.day is not None:
        days = pd.to_datetime(texts.where(texts != ""), format="ISO8601")
        first = pd.Timestamp(condition.day)
        return days >= first if condition.comparison is Operator.FROM else days < first
    if condition.comparison is Operator.IS_NOT:
        return ~texts.isin([*condition.texts, ""])
    return texts.isin(condition.texts)


def assert_same_figures(result, cells: pd.DataFrame, segment: str = "segment", decimal: str = ".") -> int:
    """Compare every rule's figures with a plain filter of the labeled file; return how many rules there are."""
    n_rules = 0
    for each in result.named:
        if each.rule is None:
            continue
        n_rules += 1
        found = filtered(cells, each.rule, decimal)
        inside = cells[segment] == str(each.number)
        assert int(found.sum()) == each.rule.matching
        assert (found & inside).sum() / found.sum() == each.rule.precision
        assert (found & inside).sum() / inside.sum() == each.rule.coverage
    return n_rules


def hostile(n_rows: int = 400, seed: int = 3) -> pd.DataFrame:
    """Return customers whose headings and values want to break out of quotes, formulas and comments."""
    random = np.random.default_rng(seed)
    kind = random.choice(4, n_rows, p=[0.4, 0.3, 0.2, 0.1])
    places = np.array(["O'Neil", 'say "x"', "a;b,c", "Über & Söhne", "=1+1", "north"], dtype=object)
    chosen = np.where(random.random(n_rows) < 0.9, kind, random.integers(0, 6, n_rows))
    spent = np.round(
        random.normal([-40.5, 10, 60, 200], [5, 5, 8, 20], (n_rows, 4))[np.arange(n_rows), kind], 2
    )
    frame = pd.DataFrame(
        {
            'in"come; -- drop': spent,
            "it's a place": places[chosen],
            "=active": np.where(random.random(n_rows) < 0.1 + 0.25 * kind, "yes", "no"),
            "joined": pd.Timestamp("2021-03-01")
            + pd.to_timedelta(250 * kind + random.integers(0, 300, n_rows), unit="D"),
        }
    )
    frame.loc[random.choice(n_rows, n_rows // 12, replace=False), 'in"come; -- drop'] = np.nan
    frame.loc[random.choice(n_rows, n_rows // 15, replace=False), "joined"] = pd.NaT
    return frame


HOSTILE_USE = ('in"come; -- drop', "it's a place", "=active", "joined")
