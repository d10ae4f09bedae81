"""Every clause of every reason for a number of segments holds in the table that it was chosen from."""

from functools import partial
from random import Random

from segdesk.engine.data.finding import WORDINGS, Finding
from segdesk.engine.validation.k_scan import Candidate, Scan
from segdesk.engine.validation.k_selection import Evidence, pick_k
from segdesk.engine.validation.latent_classes import LatentClasses
from segdesk.engine.validation.stability import NumberStability
from tests.scan_claims import CHECKERS, LABELS, check_all

N_ROWS, N_SCANS = 500, 6_000
# Near the borders of the rules.
SHARES = (0.05, 0.2, 0.3, 0.45, 0.51, 0.58, 0.6, 0.62, 0.66, 0.74, 0.8, 0.82, 0.9, 0.94, 0.95, 0.96, 1.0)
FROM_ELSEWHERE = {
    "as_in_recipe",
    "only_number_possible",
    "numbers_outside_limits",
    "criteria_without_limits",
    "method_determines_k",
    "rules_determine_k",
}


def drawn(seed: int) -> Evidence:
    """Return what may speak for some numbers of segments."""
    random = Random(seed)
    low = random.choice((1, 2, 2, 2, 3, 5))
    ks = tuple(range(low, low + random.randint(1, 9)))
    share = partial(random.choice, SHARES if random.random() < 0.6 else SHARES[8:])
    # Customers who are too much alike for a fit are not drawn anew either.
    has_fit = random.random() < 0.95
    is_judged = len(ks) > 1 and has_fit and random.random() < 0.8
    stability = {k: NumberStability(share(), share()) for k in ks} if is_judged else {}
    surely = [k for k, each in stability.items() if k > 1 and each.agreement >= 0.8 and each.weakest >= 0.75]
    latent = random.choice(ks) if random.random() < 0.1 else None
    sizes = (9, 10, 40, 60, 80) if random.random() < 0.7 else (1, 9, 10)
    return Evidence(
        ks,
        tuple(None if k == 1 or not has_fit else random.choice(SHARES) for k in ks),
        tuple(random.choice(sizes) for _ in ks),
        N_ROWS,
        stability,
        random.choice((None, *ks)),
        random.choice((None, 1, *ks)),
        random.choice(surely) if surely and random.random() < 0.5 else None,
        None if latent is None else LatentClasses(latent, {latent: 10.0, latent + 1: 12.0}),
    )


def table_of(evidence: Evidence) -> Scan:
    """Return the scan as it stands beside its reasons."""
    judged = {k: (each.agreement, each.weakest) for k, each in evidence.stability.items()}
    candidates = tuple(
        Candidate(
            k,
            silhouette=fit,
            stability=judged.get(k, (None, None))[0],
            weakest=judged.get(k, (None, None))[1],
            smallest=size,
        )
        for k, fit, size in zip(evidence.ks, evidence.silhouettes, evidence.smallest, strict=True)
    )
    pick, reason = pick_k(evidence)
    return Scan(candidates, pick, evidence.elbow, evidence.gap_pick, reason, N_ROWS, evidence.separated)


def codes_in(reason: Finding) -> set[str]:
    """Return the code of a finding and of those within it."""
    inner = [each for each in reason.figures.values() if isinstance(each, Finding)]
    return {each.code.removeprefix("k_selection.") for each in (reason, *inner)}


def test_each_clause_of_each_reason_holds_in_the_table():
    met = set()
    for seed in range(N_SCANS):
        scan = table_of(drawn(seed))
        check_all(scan, N_ROWS)
        met |= {code for reason in scan.reason for code in codes_in(reason)}
    assert met == set(CHECKERS) - FROM_ELSEWHERE


def test_every_finding_on_the_number_has_a_checker():
    codes = {code.partition(".")[2] for code in WORDINGS if code.startswith("k_selection.")}
    assert codes - LABELS == set(CHECKERS)


def test_each_checker_notices_another_table():
    """Numbers passed over are named: without the sentence, 3 fit best among 3 to 8 where 5 to 8 fit better."""
    ks = tuple(range(2, 11))
    fits = (0.50, 0.42, 0.40, 0.44, 0.45, 0.46, 0.47, 0.49, 0.49)
    tiny = {5, 6, 7, 8, 10}
    evidence = Evidence(ks, fits, tuple(2 if k in tiny else 60 for k in ks), N_ROWS)
    scan = table_of(evidence)
    check_all(scan, N_ROWS)
    assert scan.pick == 3
    said = " ".join(str(reason) for reason in scan.reason)
    assert "3 fit best among those of them without tiny segments" in said
    assert "5, 6, 7, 8 and 10 segments fit closer than the number chosen" in said
    assert "fewer than 10 customers" in said
