"""Lifetime value: who is still active, and what they will buy; refused with the reason where the data can't tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from segdesk.engine.data.arrays import Floats
from segdesk.engine.data.finding import finding
from segdesk.engine.recipe.transactions import TransactionsSpec
from segdesk.engine.transactions.features.customer_features import CustomerFeatures
from segdesk.engine.transactions.features.derived_columns import free_name, number_column
from segdesk.engine.transactions.lifetime import beta_geometric, gamma_gamma
from segdesk.engine.transactions.lifetime.bg_nbd import BgNbd, expected_purchases, fit_bg_nbd
from segdesk.engine.transactions.lifetime.gamma_gamma import GammaGamma, expected_spend, fit_gamma_gamma
from segdesk.engine.transactions.lifetime.history import History, Visits
from segdesk.engine.transactions.lifetime.holdout import Holdout, check_holdout
from segdesk.engine.transactions.lifetime.mbg_nbd import MbgNbd, fit_mbg_nbd, probability_active
from segdesk.messages import Message
from segdesk.progress import Step, unseen

# The column of the probability of being active.
ACTIVE = "probability_active"
FEW_REPEAT_BUYERS = 100
SHORT_WEEKS = 13
HIGH_CORRELATION = 0.3


@dataclass(frozen=True, eq=False)
class Lifetime:
    """What is to be expected of each customer; arrays of shape (n_customers,), in the order of the features.

    Attributes
    ----------
    orders_model : BgNbd
        How many orders to expect.
    activity_model : MbgNbd or None
        Who is still active: BG/NBD would call everyone active who bought on one day only. None where its fit does not
        settle.
    value_model : GammaGamma or None
        None where the data can't tell how much customers spend; then `expected_value` is None too.
    horizon : int
        Weeks that the expectations look ahead.
    repeat_purchases : float64 array
        Days of purchases after the first.
    probability_active : float64 array or None
        None where the purchases cannot tell.
    expected_orders : float64 array
    expected_value : float64 array or None
        Money of the expected orders, before returns, not discounted.
    holdout : Holdout or None
        How well the model foretells a part of the time that it was not shown; None where that can't be tried.
    steps, warnings : tuple of Message
    """

    orders_model: BgNbd
    activity_model: MbgNbd | None
    value_model: GammaGamma | None
    horizon: int
    repeat_purchases: Floats
    probability_active: Floats | None
    expected_orders: Floats
    expected_value: Floats | None
    holdout: Holdout | None
    steps: tuple[Message, ...]
    warnings: tuple[Message, ...]

    def summary(self) -> Mapping[str, Any]:
        """Return the parameters with their standard errors, for `summary.json`."""
        models: Mapping[str, BgNbd | MbgNbd | GammaGamma | None] = {
            "bg_nbd": self.orders_model,
            "mbg_nbd": self.activity_model,
            "gamma_gamma": self.value_model,
        }
        return {
            **{
                key: None if model is None else _by_name(model, model.estimate.values)
                for key, model in models.items()
            },
            "time_unit": "weeks",
            "horizon": self.horizon,
            "log_likelihood": self.orders_model.estimate.log_likelihood,
            "standard_errors": {
                key: None if model is None else _by_name(model, model.estimate.standard_errors)
                for key, model in models.items()
            },
        }


def _by_name(model: BgNbd | MbgNbd | GammaGamma, values: Floats) -> Mapping[str, float]:
    names = gamma_gamma.NAMES if isinstance(model, GammaGamma) else beta_geometric.NAMES
    return dict(zip(names, values.tolist(), strict=True))


def lifetime_value(
    purchases: Visits,
    spec: TransactionsSpec | None = None,
    step: Step = unseen,
) -> tuple[Lifetime | None, tuple[Message, ...]]:
    """Fit the models and look ahead.

    Parameters
    ----------
    purchases : Visits
    spec : TransactionsSpec, optional
        Its horizon.
    step : Step, optional

    Returns
    -------
    lifetime : Lifetime or None
        None where the data don't carry it.
    reasons : tuple of Message
        Why not; with a lifetime, why it has no `expected_value`.
    """
    horizon = (spec or TransactionsSpec()).horizon
    step(0.2)
    history = purchases.history()
    reasons = why_not_orders(history)
    if reasons:
        return None, reasons
    orders_model = fit_bg_nbd(history.x, history.t_x, history.T, partial(step, 0.2))
    if not _settled(orders_model):
        return None, (finding("lifetime.orders_do_not_settle"),)
    expected = expected_purchases(orders_model, history.x, history.t_x, history.T, float(horizon))
    if not np.isfinite(expected).all():
        return None, (finding("lifetime.orders_do_not_settle"),)
    value_model, reasons = _value_model(history, partial(step, 0.5))
    value = None
    if value_model is not None and history.spend is not None:
        value = expected * expected_spend(value_model, history.x, history.spend)
    holdout = check_holdout(purchases, partial(step, 0.6))
    activity_model, active = _activity(history, partial(step, 0.8))
    return (
        Lifetime(
            orders_model, activity_model, value_model, horizon, history.x, active, expected, value, holdout,
            _steps(history, active, expected, horizon, holdout), _warnings(activity_model, active, holdout),
        ),
        reasons,
    )  # fmt: skip


def expected_alike(purchases: Visits, like: Lifetime) -> Lifetime:
    """Look ahead for other customers by the models of some.

    Parameters
    ----------
    purchases : Visits
    like : Lifetime
        Its models, how well they foretell, and what is said of that are kept.
    """
    history, model = purchases.history(), like.activity_model
    expected = expected_purchases(like.orders_model, history.x, history.t_x, history.T, float(like.horizon))
    value = None
    if like.value_model is not None and history.spend is not None:
        value = expected * expected_spend(like.value_model, history.x, history.spend)
    active = None
    if model is not None and like.probability_active is not None:
        active = probability_active(model, history.x, history.t_x, history.T)
    return replace(
        like,
        repeat_purchases=history.x,
        probability_active=active,
        expected_orders=expected,
        expected_value=value,
    )


def _activity(history: History, alive: Callable[[], None]) -> tuple[MbgNbd | None, Floats | None]:
    """Return the model of who is still active and what it says of each customer, nothing where it cannot tell."""
    model = fit_mbg_nbd(history.x, history.t_x, history.T, alive)
    if not _settled(model):
        return None, None
    # Where hardly anybody seems to stop, it would call everyone active for certain, the lost included.
    if model.a < 2 * model.estimate.standard_errors[beta_geometric.NAMES.index("a")]:
        return model, None
    return model, probability_active(model, history.x, history.t_x, history.T)


def why_not_orders(history: History) -> tuple[Message, ...]:
    """Return why it can't be told how often customers will buy; empty if it can."""
    reasons = []
    n_repeat = int((history.x > 0).sum())
    if n_repeat < FEW_REPEAT_BUYERS:
        reasons.append(finding("lifetime.few_repeat_buyers", n=n_repeat, least=FEW_REPEAT_BUYERS))
    weeks = float(history.T.max(initial=0.0))
    if weeks < SHORT_WEEKS:
        reasons.append(finding("lifetime.short_span", weeks=round(weeks, 1), least=SHORT_WEEKS))
    return tuple(reasons)


def why_not_value(history: History) -> tuple[Message, ...]:
    """Return why it can't be told how much customers will spend; empty if it can."""
    if history.spend is None:
        return (finding("lifetime.no_money"),)
    usable = (history.x > 0) & (history.spend > 0)
    if usable.sum() < FEW_REPEAT_BUYERS:
        return (finding("lifetime.few_paying_repeat_buyers", n=int(usable.sum()), least=FEW_REPEAT_BUYERS),)
    x, spend = history.x[usable], history.spend[usable]
    if x.std() > 0 and spend.std() > 0:
        r = float(np.corrcoef(x, spend)[0, 1])
        if abs(r) > HIGH_CORRELATION:
            return (finding("lifetime.frequency_tells_money", r=r),)
    return ()


def _value_model(
    history: History, alive: Callable[[], None]
) -> tuple[GammaGamma | None, tuple[Message, ...]]:
    reasons = why_not_value(history)
    if reasons or history.spend is None:
        return None, reasons
    model = fit_gamma_gamma(history.x, history.spend, alive)
    if not _settled(model) or not model.has_mean:
        return None, (finding("lifetime.money_does_not_settle"),)
    return model, ()


def _settled(model: BgNbd | MbgNbd | GammaGamma) -> bool:
    return model.estimate.converged and not np.isnan(model.estimate.standard_errors).any()


def _steps(
    history: History, active: Floats | None, expected: Floats, horizon: int, holdout: Holdout | None
) -> tuple[Message, ...]:
    orders = round(float(expected.sum()))
    steps = [finding("lifetime.fitted_to", n=len(history.x), repeat=int((history.x > 0).sum()))]
    if active is None:
        steps.append(finding("lifetime.expected_in_all", orders=orders, weeks=horizon))
    else:
        share = float(active.mean())
        steps.append(finding("lifetime.expected_on_average", share=share, orders=orders, weeks=horizon))
        once = active[history.x == 0]
        if len(once):
            low, high = float(once.min()), float(once.max())
            steps.append(
                finding("lifetime.active_after_one", n=len(once), low=low)
                if round(low, 2) == round(high, 2)
                else finding("lifetime.active_after_one_range", n=len(once), low=low, high=high)
            )
    if holdout is not None:
        steps.append(holdout.step())
    return tuple(steps)


def _warnings(model: MbgNbd | None, active: Floats | None, holdout: Holdout | None) -> tuple[Message, ...]:
    warnings = list(holdout.warnings()) if holdout is not None else []
    if model is None:
        warnings.append(finding("lifetime.activity_does_not_settle"))
    elif active is None:
        warnings.append(finding("lifetime.hardly_stopping"))
    return tuple(warnings)


def with_lifetime(features: CustomerFeatures, lifetime: Lifetime) -> CustomerFeatures:
    """Return the features with the expectations behind them; they describe, and form no segments."""
    ahead = finding("lifetime.horizon", weeks=lifetime.horizon)
    taken = list(features.table.names)
    decimal = features.decimal
    pairs = [
        number_column(free_name(name, taken), np.round(values, 6), reason, decimal)
        for name, values, reason in (
            (ACTIVE, lifetime.probability_active, finding("lifetime.probability_active")),
            ("expected_orders", lifetime.expected_orders, ahead),
            ("expected_value", lifetime.expected_value, ahead),
        )
        if values is not None
    ]
    return features.with_columns(pairs, lifetime.steps, lifetime.warnings)
