"""Page one: what a manager is told first."""

from segdesk.report.front import lead
from tests.sample_results import customers, orders


def test_purchases_have_a_period():
    assert [str(text) for text in lead(orders())][1:] == [
        "These are purchases from 2024-01-01 to 2025-06-30."
    ]
    assert len(lead(customers())) == 1
