"""The numbers of segments to try, by the method, and within limits on their size."""

from collections.abc import Callable
from dataclasses import replace

from segdesk.engine.clustering.diagonal_mixture import MixtureGrowth
from segdesk.engine.clustering.methods.registry import Method, RuleInputs, find_method
from segdesk.engine.data.finding import finding
from segdesk.engine.pipeline.choose_method import choose_method
from segdesk.engine.pipeline.resolve_recipe import resolve_transactions
from segdesk.engine.preparation.training_data import TrainingData
from segdesk.engine.recipe.method import MethodSpec, parse_k
from segdesk.engine.recipe.method_choices import AUTO
from segdesk.engine.recipe.scan import ScanSpec
from segdesk.engine.recipe.size_limits import SizeLimits, limits_of
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.validation.k_scan import ScanResult, scan_numbers
from segdesk.engine.validation.k_selection import only_possible
from segdesk.errors import InputError, Where
from segdesk.messages import Message, say, say_n
from segdesk.progress import Progress

AUTO_KS = range(2, 11)


def select_method(
    training: TrainingData, spec: MethodSpec, growth: MixtureGrowth
) -> tuple[Method, MethodSpec, Message]:
    """Return the method, its settings with what was chosen along with it, and why; `growth` is of the training data."""
    if spec.method != AUTO and not spec.method_was_found:
        method = find_method(spec.method)
        return method, spec, finding("method.as_chosen", method=method.label)
    choice = choose_method(
        training.matrix, spec.seed, training.feature_groups, parse_k(spec.tried) or AUTO_KS, growth
    )
    if spec.method == AUTO:
        if choice.linkage is not None:
            spec = replace(spec, linkage=choice.linkage)
        return find_method(choice.name), spec, choice.why
    method = find_method(spec.method)
    if choice.name == spec.method and choice.linkage in (None, spec.linkage):
        return method, spec, choice.why
    other = find_method(choice.name).label
    return method, spec, finding("method.as_in_recipe", method=method.label, other=other)


def scan_candidates(
    training: TrainingData,
    method: Method,
    spec: MethodSpec,
    scan: ScanSpec,
    transactions: TransactionsSpec,
    growth: MixtureGrowth,
    progress: Progress,
    settled: Callable[[ScanResult], None] | None = None,
) -> ScanResult:
    """Fit and compare the numbers of segments that the settings ask for; `settled` and `growth` as in `scan_numbers`.

    Raises
    ------
    InputError
        If more segments are asked for than there are different customers.
    """
    wanted, kept = parse_k(spec.tried), None if method.determines_k else spec.kept_k
    most = training.n_distinct
    fewest_asked = kept or (1 if wanted is None else wanted[0])
    if not method.determines_k and fewest_asked > most > 1:
        raise InputError(
            say_n(
                "{k} segments can't be made of {n} different customer.",
                "{k} segments can't be made of {n} different customers.",
                n=most,
                k=fewest_asked,
            ),
            where=Where(file=training.inspection.table.source.path.name),
            mend=say("Ask for {most} segments at most.", most=most),
        )
    # Everyone a segment of their own is no finding, but it can be asked for.
    fewest = len(training.matrix) if wanted is None else len(training.matrix) + 1
    ks = [k for k in wanted or AUTO_KS if k <= most and k < fewest] or [min(most, 2)]
    limits = limits_of(spec, training.n_participants, len(training.matrix))
    if limits is not None:
        if kept is not None:
            _within_limits(training, [kept], limits)
        ks, left_out = _within_limits(training, ks, limits)
    rules = (
        RuleInputs(
            training.values, resolve_transactions(training, transactions), training.as_of(transactions)
        )
        if spec.by_rules
        else None
    )
    result = scan_numbers(
        training.matrix,
        ks,
        method,
        spec,
        scan.wanted(),
        progress,
        rules,
        training.feature_groups,
        limits,
        most=min(most, fewest - 1) if wanted is None and limits is None else None,
        kept=kept,
        settled=settled,
        growth=growth,
    )
    # Where the limits leave one number of several, nobody asked for that one.
    reason = [] if limits is not None and left_out and len(ks) == 1 else list(result.scan.reason)
    if limits is None and len(ks) == 1 and (wanted is None or len(wanted) > 1) and not method.determines_k:
        reason = list(only_possible(ks[0], most))
    if limits is not None and len(ks) > 1 and {"gap", "stability"} & set(scan.wanted()):
        reason.append(finding("k_selection.criteria_without_limits"))
    if limits is not None and left_out:
        reason.append(finding("k_selection.numbers_outside_limits", numbers=left_out))
    return replace(result, scan=replace(result.scan, reason=tuple(reason)))


def _within_limits(training: TrainingData, ks: list[int], limits: SizeLimits) -> tuple[list[int], list[int]]:
    """Return the numbers of segments that can keep the limits, and those that cannot.

    Raises
    ------
    InputError
        If none can.
    """
    n_rows = len(training.matrix)
    possible = [k for k in ks if limits.allow(k, n_rows)]
    if possible:
        return possible, [k for k in ks if k not in possible]
    where = Where(file=training.inspection.table.source.path.name)
    fewest = -(-n_rows // limits.most) if limits.most else n_rows + 1
    most = min(n_rows // limits.least, training.n_distinct)
    tried = (
        finding("sizes.number_tried", k=ks[0])
        if len(ks) == 1
        else finding("sizes.numbers_tried", low=ks[0], high=ks[-1])
    )
    if fewest > most:
        raise InputError(
            say(
                "No number of segments gives every one {least} to {most} of the {n} customers.",
                least=limits.least,
                most=limits.most,
                n=n_rows,
            ),
            where=where,
            mend=say("Lower --min-size, or raise --max-size."),
        )
    raise InputError(
        say(
            "{k} segments can't hold {n} customers with {least} to {most} in each.",
            k=tried,
            n=n_rows,
            least=limits.least,
            most=limits.most,
        ),
        where=where,
        mend=say(
            "Ask for {fewest} to {most} segments with --k, or change the limits.", fewest=fewest, most=most
        )
        if fewest < most
        else say("Ask for {most} segments with --k, or change the limits.", most=most),
    )
