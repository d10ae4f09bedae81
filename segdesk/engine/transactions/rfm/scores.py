"""RFM scores: how recently, how often and for how much, each from 1 to the number of levels, highest best."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.column_codes import Ints
from segdesk.engine.data.finding import finding
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.features.customer_features import CustomerFeatures
from segdesk.engine.transactions.features.derived_columns import (
    ColumnPair,
    category_column,
    free_name,
    number_column,
)
from segdesk.engine.transactions.rfm.cell_names import Cell, number_cells, r_cells, read_cells
from segdesk.messages import Message, Sentence

R_PACKAGE = "r-rfm"
# The column of what the R package counts as purchases.
LINES = "purchase_lines"
# Every whole number below is a float.
EXACT = 2.0**53
Cuts = tuple[float, ...]


@dataclass(frozen=True)
class Thresholds:
    """What divides the scores; reusable on other customers.

    Attributes
    ----------
    bins : int
        Levels of each score.
    preset : str
        `default`: a level holds lower < value <= upper. `r-rfm`: lower <= value < upper, and frequency counts lines.
    recency : tuple of float
        Rising inner bounds in days, `bins` - 1.
    frequency, monetary : mapping of str to tuple of float
        The same in orders and money, by the scores before in the cell: under '' where each score is divided by
        itself, under '5' or '54' where it is divided within recency 5, or recency 5 and frequency 4. `monetary` is
        empty without money.
    """

    bins: int
    preset: str
    recency: Cuts
    frequency: Mapping[str, Cuts]
    monetary: Mapping[str, Cuts]

    @property
    def counts_lines(self) -> bool:
        """Whether frequency counts lines instead of orders and a level holds its lower bound, as in the R package."""
        return self.preset == R_PACKAGE

    @property
    def nested(self) -> bool:
        """Whether frequency is divided within recency, and money within both."""
        return "" not in self.frequency

    def settings(self) -> dict[str, tuple[str, ...]]:
        """Return them as settings of a recipe, to use or edit: with these the same customers get the same scores."""
        return {
            "rfm_recency": _written({"": self.recency}),
            "rfm_frequency": _written(self.frequency),
            "rfm_monetary": _written(self.monetary),
        }


def _written(groups: Mapping[str, Cuts]) -> tuple[str, ...]:
    """Return thresholds as `TransactionsSpec.cuts` reads them, to the last digit."""
    if "" in groups:
        return tuple(_plain(cut) for cut in groups[""])
    return tuple(f"{scores}: {' '.join(map(_plain, cuts))}" for scores, cuts in sorted(groups.items()))


def _plain(cut: float) -> str:
    return str(int(cut)) if cut.is_integer() and abs(cut) < EXACT else repr(cut)


@dataclass(frozen=True, eq=False)
class RfmScores:
    """Scores of each customer, in the order of the features.

    Attributes
    ----------
    recency, frequency : int64 arrays of shape (n_customers,)
        1 to `thresholds.bins`, highest best.
    monetary : int64 array or None
        None without money.
    cell : object array
        The scores as one text, such as 545.
    segment : int64 array
        Position in `segments`.
    segments : tuple of str
        Names, sorted.
    variables : tuple of str
        Columns that the scores are made of: recency, frequency and, where there is money, money.
    thresholds : Thresholds
    steps : tuple of Message
    """

    recency: Ints
    frequency: Ints
    monetary: Ints | None
    cell: np.ndarray
    segment: Ints
    segments: tuple[str, ...]
    variables: tuple[str, ...]
    thresholds: Thresholds
    steps: tuple[Message, ...]


def rfm_scores(
    features: CustomerFeatures,
    spec: TransactionsSpec | None = None,
    thresholds: Thresholds | None = None,
    cells: Mapping[Cell, str] | None = None,
) -> RfmScores:
    """Score every customer.

    Parameters
    ----------
    features : CustomerFeatures
    spec : TransactionsSpec, optional
        Number of levels, binning, preset, and thresholds of one's own.
    thresholds : Thresholds, optional
        Those of an earlier table; default: made from these customers.
    cells : mapping, optional
        Names of the 125 cells; default: those of the preset.
    """
    rules = spec or TransactionsSpec()
    preset = thresholds.preset if thresholds is not None else rules.rfm_preset
    variables, values = _variables(features, preset)
    found = thresholds or make_thresholds(values, rules)
    recency, frequency, monetary = score(values, found)
    parts = [recency, frequency, *([monetary] if monetary is not None else [])]
    texts = [np.array([str(i) for i in range(found.bins + 1)], dtype=object)[part] for part in parts]
    grid, names = number_cells(cells or cells_of(preset))
    segment = grid[cell_of((recency, frequency, monetary), found)]
    return RfmScores(
        recency,
        frequency,
        monetary,
        np.sum(texts, axis=0),
        segment,
        names,
        variables,
        found,
        (*_steps(parts, found), *_given(values, rules, found)),
    )


def _variables(features: CustomerFeatures, preset: str) -> tuple[tuple[str, ...], Floats]:
    """Return the columns that scores are made of, and their values."""
    found = {"recency_days": features.numbers("recency_days")}
    if preset == R_PACKAGE:
        found[free_name(LINES, features.table.names)] = _lines(features)
    else:
        found["frequency"] = features.numbers("frequency")
    if features.value is not None:
        found[features.value] = features.numbers(features.value)
    return tuple(found), np.column_stack(list(found.values()))


def _lines(features: CustomerFeatures) -> Floats:
    return features.totals.lines.astype(np.float64)


def cells_of(preset: str) -> Mapping[Cell, str]:
    """Return the names of the 125 cells under a preset."""
    return r_cells() if preset == R_PACKAGE else read_cells()


def cell_of(scores: tuple[Ints, Ints, Ints | None], thresholds: Thresholds) -> tuple[Ints, Ints, Ints]:
    """Return the place of each customer in an array of cells of shape (5, 5, 5), as an index of it.

    Without money the frequency score takes its place.
    """
    recency, frequency, monetary = scores
    parts = (recency, frequency, frequency if monetary is None else monetary)
    r, f, m = (_on_five(part, thresholds.bins) - 1 for part in parts)
    return r, f, m


def make_thresholds(values: Floats, spec: TransactionsSpec) -> Thresholds:
    """Return the thresholds that the spec sets, else the quantiles (type 7) of these customers.

    Parameters
    ----------
    values : float64 array of shape (n_customers, 2 or 3)
        Recency, frequency and, where there is money, money.
    spec : TransactionsSpec
    """
    recency, frequency, monetary = _parts(values)
    bins, preset = spec.rfm_bins, spec.rfm_preset
    in_days = spec.cuts("rfm_recency").get("") or _quantiles(recency, bins, preset)
    own = Thresholds(bins, preset, in_days, {}, {})
    first = _levels(recency, own.recency, own, reverse=True)
    nested = spec.rfm_binning == "nested"
    groups = _keys(first) if nested else _everyone(recency)
    own = replace(own, frequency=_by_group(frequency, groups, spec.cuts("rfm_frequency"), own))
    if monetary is None:
        return own
    if nested:
        groups = groups + _keys(_scored(frequency, groups, own.frequency, own))
    return replace(own, monetary=_by_group(monetary, groups, spec.cuts("rfm_monetary"), own))


def score(values: Floats, thresholds: Thresholds) -> tuple[Ints, Ints, Ints | None]:
    """Return the scores of customers under given thresholds; equal values always get equal scores.

    Parameters
    ----------
    values : float64 array of shape (n_customers, 2 or 3)
        As for `make_thresholds`.
    thresholds : Thresholds
    """
    recency, frequency, monetary = _parts(values)
    first = _levels(recency, thresholds.recency, thresholds, reverse=True)
    groups = _keys(first) if thresholds.nested else _everyone(recency)
    second = _scored(frequency, groups, thresholds.frequency, thresholds)
    if monetary is None or not thresholds.monetary:
        return first, second, None
    if thresholds.nested:
        groups = groups + _keys(second)
    return first, second, _scored(monetary, groups, thresholds.monetary, thresholds)


def _parts(values: Floats) -> tuple[Floats, Floats, Floats | None]:
    return values[:, 0], values[:, 1], values[:, 2] if values.shape[1] > 2 else None


def _quantiles(values: Floats, bins: int, preset: str) -> Cuts:
    """Return the type-7 quantiles; ranks are counted in whole numbers, so that rounding moves none past a value."""
    ordered = np.sort(values)
    at, over = np.divmod((len(ordered) - 1) * np.arange(1, bins), bins)
    low, high = ordered[at], ordered[np.minimum(at + 1, len(ordered) - 1)]
    cuts = low + (high - low) * (over / bins)
    return tuple((cuts + (1.0 if preset == R_PACKAGE else 0.0)).tolist())


def _levels(values: Floats, cuts: Cuts, thresholds: Thresholds, *, reverse: bool = False) -> Ints:
    """Return levels from 1; the highest values get the highest level, with `reverse` the lowest."""
    below = np.searchsorted(
        np.array(cuts, dtype=np.float64), values, side="right" if thresholds.counts_lines else "left"
    ).astype(np.int64)
    return thresholds.bins - below if reverse else below + 1


def _keys(scores: Ints) -> np.ndarray:
    return scores.astype(str).astype(object)


def _everyone(values: Floats) -> np.ndarray:
    return np.full(len(values), "", dtype=object)


def _by_group(
    values: Floats, groups: np.ndarray, own: Mapping[str, Cuts], thresholds: Thresholds
) -> Mapping[str, Cuts]:
    """Return the thresholds within each group of customers: those of one's own, or the quantiles."""
    if own and "" not in own:
        return own
    return {
        group: own.get("") or _quantiles(values[groups == group], thresholds.bins, thresholds.preset)
        for group in sorted(set(groups.tolist()))
    }


def _scored(values: Floats, groups: np.ndarray, cuts: Mapping[str, Cuts], thresholds: Thresholds) -> Ints:
    """Return the levels within each group; a group that had no customers before takes the nearest one's thresholds."""
    out = np.zeros(len(values), dtype=np.int64)
    for group in sorted(set(groups.tolist())):
        inside = groups == group
        out[inside] = _levels(values[inside], cuts[nearest_group(cuts, group)], thresholds)
    return out


def nearest_group(cuts: Mapping[str, Cuts], wanted: str) -> str:
    """Return the scores before, of those that thresholds are known for, that are nearest to others."""
    return min(cuts, key=lambda known: (_apart(known, wanted), known))


def _apart(known: str, wanted: str) -> list[int]:
    return [abs(int(a) - int(b)) for a, b in zip(known, wanted, strict=True)]


def _on_five(scores: Ints, bins: int) -> Ints:
    """Return scores on the five levels of the cell map, lowest on 1 and highest on 5."""
    return np.floor(1 + (scores - 1) * 4 / (bins - 1) + 0.5).astype(np.int64)


def _steps(parts: list[Ints], thresholds: Thresholds) -> tuple[Message, ...]:
    """Say how the scores were made, and where there are fewer levels than asked for."""
    names = (finding("rfm.recency"), finding("rfm.frequency"), finding("rfm.money"))
    steps = [finding("rfm.levels", bins=thresholds.bins)]
    if len(parts) == 2:
        steps.append(finding("rfm.frequency_for_money"))
    if thresholds.bins != 5:
        steps.append(finding("rfm.levels_on_five", bins=thresholds.bins))
    for name, part in zip(names, parts, strict=False):
        present = np.unique(part).tolist()
        if len(present) < thresholds.bins:
            steps.append(
                finding("rfm.ties_not_split", n=len(present), name=name, bins=thresholds.bins, levels=present)
            )
    return tuple(steps)


def _given(values: Floats, rules: TransactionsSpec, thresholds: Thresholds) -> tuple[Message, ...]:
    """Say which thresholds the recipe sets and these customers by themselves would not have."""
    names = {
        "rfm_recency": finding("rfm.recency"),
        "rfm_frequency": finding("rfm.frequency"),
        "rfm_monetary": finding("rfm.money"),
    }
    if not any(getattr(rules, name) for name in names):
        return ()
    by_themselves = replace(rules, rfm_recency=(), rfm_frequency=(), rfm_monetary=())
    found, own = thresholds.settings(), make_thresholds(values, by_themselves).settings()
    given = [words for name, words in names.items() if getattr(rules, name) and found[name] != own[name]]
    return (finding("rfm.thresholds_given", names=given),) if given else ()


def with_rfm(features: CustomerFeatures, scores: RfmScores) -> CustomerFeatures:
    """Return the features with the columns of the scores behind them.

    The name of the cell describes; the scores and the cell are only carried. Under the preset of the R package there
    is also the number of lines.
    """
    taken = list(features.table.names)
    pairs: list[ColumnPair] = []
    if scores.thresholds.counts_lines:
        reason = finding("rfm.purchase_lines")
        pairs.append(number_column(scores.variables[1], _lines(features), reason))
    for name, values in (
        ("recency_score", scores.recency),
        ("frequency_score", scores.frequency),
        ("monetary_score", scores.monetary),
    ):
        if values is not None:
            reason = finding("rfm.score", bins=scores.thresholds.bins)
            pairs.append(number_column(free_name(name, taken), values.astype(np.float64), reason))
    cells, codes = np.unique(scores.cell.astype(str), return_inverse=True)
    pairs.append(
        category_column(
            free_name("rfm_cell", taken),
            codes.astype(np.int64),
            cells.tolist(),
            finding("rfm.scores_together"),
        )
    )
    # From here on these are data like any other category, in the language of the run.
    names = [str(Sentence(name)) for name in scores.segments]
    pairs.append(
        category_column(free_name("rfm_segment", taken), scores.segment, names, finding("rfm.cell_name"))
    )
    return features.with_columns(pairs, scores.steps, carried=[text.name for text, _ in pairs[:-1]])
