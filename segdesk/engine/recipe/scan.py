"""Which criteria the table of k holds, and how thoroughly segments are judged."""

from dataclasses import dataclass

from segdesk.engine.recipe.settings import check, setting
from segdesk.errors import UsageError
from segdesk.messages import Option, say


@dataclass(frozen=True)
class ScanSpec:
    """Which criteria the table of k holds, and how thoroughly the segments are judged."""

    criteria: tuple[str, ...] = setting(
        ("all",),
        say("Criteria"),
        say("criteria to compute, comma-separated: all, or names such as silhouette,inertia"),
        metavar="A,B",
        words={"all": say("All")},
        expert=True,
    )

    draws: int = setting(
        50,
        say("Repetitions"),
        say("how often customers are drawn anew to see whether the segments come back; 0: never"),
        metavar="N",
        low=0,
        high=1000,
        expert=True,
    )

    def __post_init__(self) -> None:
        check(self)
        unknown = [name for name in self.criteria if name not in ("all", *CRITERIA)]
        if unknown:
            raise UsageError(
                say("{setting} can't be “{value}”.", setting=Option("criteria"), value=unknown[0]),
                mend=say("Choose one of: {choices}.", choices=", ".join(("all", *CRITERIA))),
            )

    def wanted(self) -> tuple[str, ...]:
        """Return the names of the criteria to compute."""
        return CRITERIA if "all" in self.criteria else self.criteria


CRITERIA = (
    "inertia",
    "silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "gap",
    "stability",
    "bic",
    "smallest",
)
