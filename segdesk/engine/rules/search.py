"""The search for the conditions that tell one segment from everyone else: a beam search over counts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_CONDITIONS = 3

# So many sets of conditions are built upon.
_WIDTH = 8
# A rule that is right counts somewhat more than one that finds everyone: F with beta squared 0.5.
_BETA_SQUARED = 0.5
# What another condition must add to be worth reading.
_WORTH = 0.01
# A rule that is right less often is taken only where none is right more often.
_AIMED = 0.75

Float32s = npt.NDArray[np.float32]
# Positions of conditions.
Chosen = tuple[int, ...]


@dataclass(frozen=True)
class _Candidate:
    """Conditions with what they count."""

    chosen: Chosen
    hits: float
    matching: float
    score: float

    @property
    def rank(self) -> tuple[bool, float]:
        """Right often enough, then the score."""
        return self.hits >= _AIMED * self.matching, self.score


def search(masks: Float32s, inside: Float32s, weight: Float32s) -> list[Chosen]:
    """Return the best conditions for each segment, none where nothing tells it apart.

    Counts are whole numbers below 2^24, which 32 bits hold exactly: the result is the same on any machine.

    Parameters
    ----------
    masks : float32 array of shape (n_conditions, n_rows)
        1 where a condition fits.
    inside : float32 array of shape (n_rows, n_segments)
        1 where a row is in a segment.
    weight : float32 array of shape (n_rows,)
        1 for rows that count.
    """
    sizes = weight @ inside
    beams: list[list[Chosen]] = [[()] for _ in sizes]
    best: list[_Candidate | None] = [None for _ in sizes]
    for _ in range(MOST_CONDITIONS):
        parts = []
        for segment, beam in enumerate(beams):
            for chosen in beam:
                counted = _matching(masks, chosen, weight)
                parts += [counted * inside[:, segment], counted]
        if not parts:
            break
        counts = masks @ np.stack(parts, axis=1)
        at = 0
        for segment, beam in enumerate(beams):
            own = counts[:, at : at + 2 * len(beam)]
            at += 2 * len(beam)
            found = _widened(beam, own[:, 0::2].T, own[:, 1::2].T, float(sizes[segment]))
            beams[segment] = [each.chosen for each in found]
            best[segment] = _better(best[segment], found)
    return [() if found is None else found.chosen for found in best]


def _matching(masks: Float32s, chosen: Chosen, weight: Float32s) -> Float32s:
    counted = weight
    for place in chosen:
        counted = counted * masks[place]
    return counted


def _widened(beam: list[Chosen], hits: Float32s, matching: Float32s, size: float) -> list[_Candidate]:
    """Return the best sets with one more condition, best first, each fitting others.

    `hits` and `matching` have shape (n_beam, n_conditions).
    """
    if not beam:
        return []
    # In 64 bits, so that equal counts give equal scores.
    right, all_ = hits.astype(np.float64), matching.astype(np.float64)
    scores = (1 + _BETA_SQUARED) * right / np.maximum(_BETA_SQUARED * size + all_, 1.0)
    found: list[_Candidate] = []
    seen: set[tuple[float, float]] = set()
    for place in np.argsort(-scores, axis=None, kind="stable"):
        row, condition = divmod(int(place), scores.shape[1])
        counted = float(right[row, condition]), float(all_[row, condition])
        if counted[0] == 0 or len(found) == _WIDTH:
            break
        if counted in seen:
            continue
        seen.add(counted)
        found.append(_Candidate((*beam[row], condition), *counted, float(scores[row, condition])))
    return found


def _better(best: _Candidate | None, found: list[_Candidate]) -> _Candidate | None:
    """Return the best so far, or a longer one that is worth its length."""
    if not found:
        return best
    longer = max(found, key=lambda each: each.rank)
    if best is None:
        return longer
    (fine, score), (longer_fine, longer_score) = best.rank, longer.rank
    if fine != longer_fine:
        return longer if longer_fine else best
    return longer if longer_score > score + _WORTH else best
