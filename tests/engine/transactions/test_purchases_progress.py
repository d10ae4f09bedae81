"""Summarising purchases tells how far it is, and stops where it is told to."""

import pytest

from segdesk.engine.transactions.features.customer_features import customer_features
from segdesk.engine.transactions.lifetime.history import purchase_days
from segdesk.engine.transactions.lifetime.lifetime_value import lifetime_value
from segdesk.engine.transactions.reconciliation.reconcile import reconcile
from tests.engine.transactions.shops import SHOP, shop_of


class StopError(Exception):
    """A stop that reaches the work through its progress."""


def stop(fraction):
    raise StopError


def test_each_part_tells_how_far_it_is_and_can_be_stopped():
    shop = shop_of(SHOP)
    seen = []
    reconciled = reconcile(shop.table, shop.columns, shop.chosen, step=seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 4
    assert seen[-1] == 1
    seen.clear()
    features = customer_features(shop.table, shop.columns, shop.chosen, reconciled, seen.append)
    assert seen == sorted(seen)
    assert len(seen) > 4
    assert seen[-1] == 1
    with pytest.raises(StopError):
        reconcile(shop.table, shop.columns, shop.chosen, step=stop)
    with pytest.raises(StopError):
        customer_features(shop.table, shop.columns, shop.chosen, reconciled, stop)
    with pytest.raises(StopError):
        lifetime_value(purchase_days(features.orders, reconciled), step=stop)
