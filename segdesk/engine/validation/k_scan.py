"""Candidates for the number of segments, with every criterion."""

from dataclasses import dataclass

from segdesk.messages import Message


@dataclass(frozen=True)
class Candidate:
    """One number of segments in the scan; a criterion that was not computed or is not defined is None.

    `gap_se` is the s_k of Tibshirani, Walther and Hastie; `silhouette_se` the standard error of a sampled silhouette
    (0 where it is exact). `smallest` is the size of the smallest segment.
    """

    k: int
    inertia: float | None = None
    silhouette: float | None = None
    silhouette_se: float | None = None
    calinski_harabasz: float | None = None
    davies_bouldin: float | None = None
    gap: float | None = None
    gap_se: float | None = None
    stability: float | None = None
    bic: float | None = None
    smallest: int | None = None


@dataclass(frozen=True)
class Scan:
    """Candidates for the number of segments, and the pick.

    Attributes
    ----------
    candidates : tuple of Candidate
        By rising k; empty where the method finds the number itself.
    pick : int or None
        The recommended k, None without candidates.
    elbow : int or None
        Knee of the inertia curve (Kneedle), None where there is no clear one.
    gap_pick : int or None
        k by the gap statistic's rule, 1 allowed.
    reason : tuple of Message
        Two sentences.
    n_silhouette : int
        Rows that the silhouettes were computed on.
    """

    candidates: tuple[Candidate, ...]
    pick: int | None
    elbow: int | None
    gap_pick: int | None
    reason: tuple[Message, ...]
    n_silhouette: int
