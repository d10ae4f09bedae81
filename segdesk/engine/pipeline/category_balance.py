"""One yes/no or category column should not be the segmentation by being one.

One cut explains all that a yes/no column varies by and at most 2/pi of what a normal one does, so segments are cut
along it. Where it makes most of the difference, half the variance for categories (Hennig & Liao 2013) is tried, too.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.data.finding import finding
from segdesk.engine.pipeline.candidates import scan_candidates, select_method
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.recipe.recipe import Recipe
from segdesk.engine.result.alternative import Alternative
from segdesk.engine.validation.importance import shares_between
from segdesk.engine.validation.k_scan import ScanResult
from segdesk.engine.validation.stability import pair_stability
from segdesk.messages import Message, Value, say
from segdesk.progress import Progress, part
from segdesk.threads import in_background

# From this share of the difference between segments on, one category makes most of it.
MAKES_MOST = 0.3
# The square root of a half: squared distances count half.
FULL, LIGHTER = 1.0, 0.71


@dataclass(frozen=True)
class CategoryBalance:
    """That another weight of categories was tried, what came of it, and how to have the other."""

    words: Message
    alternative: Alternative


@dataclass(frozen=True, eq=False)
class Scanned:
    """Prepared customers with the numbers of segments that were compared.

    Attributes
    ----------
    training : TrainingData
    recipe : Recipe
        With what the choice of the method settled.
    method : Method
    why : Message
        Why this method.
    result : ScanResult
    balance : CategoryBalance or None
        Where categories were weighed anew.
    """

    training: TrainingData
    recipe: Recipe
    method: Method
    why: Message
    result: ScanResult
    balance: CategoryBalance | None = None


Settled = Callable[[Scanned], None]


def scan_balanced(
    training: TrainingData,
    recipe: Recipe,
    prepared_with: Callable[[float], TrainingData],
    progress: Progress,
    settled: Settled | None = None,
) -> Scanned:
    """Compare numbers of segments, and once more with lighter categories where one of them makes most of the segments.

    The lighter ones are taken if the segments come back no less surely.

    Parameters
    ----------
    training : TrainingData
        As the recipe has it prepared.
    recipe : Recipe
        Where it asks for a weight of categories, nothing else is tried; one that was found is kept.
    prepared_with : callable
        From a weight of categories to the customers prepared with it.
    progress : Progress
    settled : callable, optional
        Called with the segments once no further comparison can change them, if that is before the comparison ends.
    """
    kept = recipe.prepare.category_weight
    is_open = recipe.prepare.weight_is_open and len({g.is_category for g in training.feature_groups}) == 2
    if not is_open:
        return _scanned(training, recipe, progress, settled)

    def usual_settled(usual: Scanned) -> None:
        if settled is not None and kept in (None, FULL) and _heaviest_category(usual) is None:
            settled(usual)

    of_weight = {FULL if kept is None else kept: training}
    usual = _scanned(
        of_weight.get(FULL) or prepared_with(FULL), recipe, part(progress, 0, 0.55), usual_settled
    )
    heaviest = _heaviest_category(usual)
    if heaviest is None and kept in (None, FULL):
        return usual
    lighter = _scanned(of_weight.get(LIGHTER) or prepared_with(LIGHTER), recipe, part(progress, 0.55, 1))
    found = usual if heaviest is None else _balanced(usual, lighter, *heaviest)
    own = FULL if found.training is usual.training else LIGHTER
    if kept in (None, own):
        return found
    weighed = {FULL: usual, LIGHTER: lighter}.get(kept) or _scanned(training, recipe, progress)
    return replace(weighed, balance=_kept(kept, own))


def _kept(weight: float, own: float) -> CategoryBalance:
    """Return that a recipe keeps its weight of categories where the table speaks for another."""
    words = finding("category_balance.as_in_recipe", weight=weight, other=own)
    other = finding(
        "category_balance.take_full_weight" if own == FULL else "category_balance.take_lighter", weight=own
    )
    return CategoryBalance(words, Alternative(other, {"category_weight": own}))


def _balanced(usual: Scanned, lighter: Scanned, variable: str, share: float) -> Scanned:
    """Return the segments whose categories count less if they come back no less surely, otherwise the usual ones."""
    before, after = _agreement(usual), _agreement(lighter)
    if before is None or after is None:
        return usual
    figures: dict[str, Value] = {
        "variable": variable,
        "share": share,
        "weight": LIGHTER,
        "before": before,
        "after": after,
    }
    if after >= before:
        words = finding("category_balance.lighter_taken", **figures)
        other = Alternative(finding("category_balance.take_full_weight"), {"category_weight": FULL})
        return replace(lighter, balance=CategoryBalance(words, other))
    words = finding("category_balance.lighter_not_taken", **figures)
    other = Alternative(
        finding("category_balance.take_lighter", weight=LIGHTER), {"category_weight": LIGHTER}
    )
    return replace(usual, balance=CategoryBalance(words, other))


def _scanned(
    training: TrainingData, recipe: Recipe, progress: Progress, settled: Settled | None = None
) -> Scanned:
    growth = MixtureGrowth(training.matrix, recipe.method.seed)
    method, spec, why = in_background(
        lambda: select_method(training, recipe.method, growth),
        say("Trying numbers of segments"),
        part(progress, 0, 0.05),
    )
    told = part(progress, 0.05, 1)

    def found_with(settings: MethodSpec) -> Scanned:
        def scanned(result: ScanResult) -> Scanned:
            return Scanned(training, replace(recipe, method=settings), method, why, result)

        # With other settings than the recipe's they may be found once more.
        tell = None if settled is None or settings != spec else lambda result: settled(scanned(result))
        return scanned(
            scan_candidates(training, method, settings, recipe.scan, recipe.transactions, growth, told, tell)
        )

    # A neighbourhood that would be found again is found again for each draw too; another one is kept.
    opened = found_with(spec.with_open_neighbourhood())
    settings = opened.result.partitions[0].fit.settings
    same = all(getattr(spec, name) in (None, value) for name, value in settings.items())
    return opened if same else found_with(spec)


def _agreement(scanned: Scanned) -> float | None:
    """Return how surely the number that was picked comes back; of a single number nobody has asked so far."""
    pick = scanned.result.scan.pick
    if scanned.result.agreement is not None or pick is None:
        return scanned.result.agreement
    training = scanned.training
    judged = pair_stability(
        training.matrix,
        scanned.method,
        scanned.recipe.method,
        [pick],
        feature_groups=training.feature_groups,
    )
    return judged[pick].agreement if pick in judged else None


def _heaviest_category(scanned: Scanned) -> tuple[str, float] | None:
    """Return the category that makes most of the difference between the segments picked, and its share."""
    pick = scanned.result.scan.pick
    if scanned.method.determines_k or pick is None or pick < 2:
        return None
    at = [c.k for c in scanned.result.scan.candidates].index(pick)
    training = scanned.training
    labels = scanned.result.partitions[at].labels
    shares = shares_between(training.matrix, labels, training.feature_groups)
    first = max(shares, key=lambda name: shares[name])
    is_category = any(g.is_category for g in training.feature_groups if g.variable == first)
    return (first, shares[first]) if is_category and shares[first] >= MAKES_MOST else None
