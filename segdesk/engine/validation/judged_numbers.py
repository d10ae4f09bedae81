"""How numbers of segments come back in customers drawn anew, and which of them gaps part."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.methods.registry import Method
from segdesk.engine.data.arrays import Floats, Labels
from segdesk.engine.preparation.feature_groups import FeatureGroup
from segdesk.engine.recipe.method import MethodSpec
from segdesk.engine.validation.nonconvex_groups import number_of_nonconvex_groups
from segdesk.engine.validation.separated_groups import groups_of_mixture, separated_numbers
from segdesk.engine.validation.stability import STABLE, STARTS, NumberStability, pair_stability
from segdesk.messages import say
from segdesk.progress import Progress, part
from segdesk.threads import in_background

# Groups with gaps between them must come back as surely in pairs of draws to count.
COMES_BACK = 0.8
# Of more than so many a search with few starts may miss what is there.
FEW_SEGMENTS = 5


class JudgedNumbers:
    """Judges numbers of segments, each once, in whatever order they are asked for: every one meets the same draws.

    Parameters
    ----------
    matrix : float64 array of shape (n_rows, n_features)
        Prepared rows in canonical order.
    by_number : mapping of int to int32 arrays of shape (n_rows,)
        The segments of each number, rising.
    method : Method
    spec : MethodSpec
    growth : MixtureGrowth
        Of this matrix and seed.
    feature_groups : tuple of FeatureGroup
    limited : bool
        Whether limits moved customers after the fit: pairs are fitted without them.
    wanted : sequence of int
        Numbers that are judged in any case, rising.
    """

    def __init__(
        self,
        matrix: Floats,
        by_number: Mapping[int, Labels],
        method: Method,
        spec: MethodSpec,
        growth: MixtureGrowth,
        feature_groups: tuple[FeatureGroup, ...],
        *,
        limited: bool,
        wanted: Sequence[int],
    ) -> None:
        self._matrix, self._by_number, self._growth = matrix, by_number, growth
        self._method, self._spec, self._feature_groups = method, spec, feature_groups
        self._limited = limited
        self.wanted = tuple(wanted)
        self.separated: int | None = None
        """The number of groups with gaps between all of them that comes back."""
        self._judged: dict[int, NumberStability] = {}

    @property
    def stability(self) -> dict[int, NumberStability]:
        """What was judged so far: those wanted first, then others, without those that a draw had no room for."""
        return {k: self._judged[k] for k in (*self.wanted, *self._judged) if k in self._judged}

    def judge(self, numbers: Sequence[int], progress: Progress, starts: int | None = None) -> None:
        """Judge some numbers, rising; with so many starts, or few."""
        if not numbers:
            return
        self._judged |= pair_stability(
            self._matrix,
            self._method,
            self._spec,
            numbers,
            progress=progress,
            feature_groups=self._feature_groups,
            labels=None if self._limited else self._by_number,
            starts=starts,
        )

    def judge_rest(self, progress: Progress) -> None:
        """Judge what is wanted and was not judged before."""
        self.judge([k for k in self.wanted if k not in self._judged], progress)

    def look_for_gaps(self, progress: Progress) -> None:
        """Find the largest number of groups with gaps between them that comes back."""
        looked_for = _numbers_with_gaps(self._matrix, self._by_number, self._method, self._spec, self._growth)
        for k in _one_by_one(looked_for, part(progress, 0, 0)):
            if k in self.wanted and k not in self._judged:
                self.judge([k], progress)
            if k not in self._judged or (k > FEW_SEGMENTS and not self._comes_back(k)):
                self.judge([k], progress, STARTS)
            if k in self._judged and self._comes_back(k):
                self.separated = k
                return

    def _comes_back(self, k: int) -> bool:
        """Return whether groups with gaps between them come back as groups do that are there."""
        judged = self._judged[k]
        return judged.agreement >= COMES_BACK and (judged.weakest is None or judged.weakest >= STABLE)


def _one_by_one(numbers: Iterator[int], progress: Progress) -> Iterator[int]:
    """Yield numbers that take seconds to look for, without being silent meanwhile."""
    while (k := in_background(lambda: next(numbers, None), say("Comparing segments"), progress)) is not None:
        yield k


def _numbers_with_gaps(
    matrix: Floats, by_number: Mapping[int, Labels], method: Method, spec: MethodSpec, growth: MixtureGrowth
) -> Iterator[int]:
    """Yield numbers of groups that gaps tell apart, the largest first, looked for in the way that suits the method."""
    if method.follows_shapes(spec):
        k = number_of_nonconvex_groups(matrix, list(by_number), spec.seed)
        if k is not None:
            yield k
        return
    # Groups that only some of the columns show are left to mixtures.
    hidden = groups_of_mixture(matrix, spec.seed, max(by_number), growth) if method.is_mixture else None
    by_mixture = [hidden.k] if hidden is not None and hidden.k in by_number else []
    yield from merge(separated_numbers(matrix, list(by_number.values()), spec.seed), by_mixture, reverse=True)
