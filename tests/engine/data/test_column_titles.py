"""What columns are called where a person reads it."""

import pytest

from segdesk.engine.data.column_titles import column_title
from segdesk.messages import use_language


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("days_since_last_order", "Days since last order"),
        ("NumStorePurchases", "Num store purchases"),
        ("avg.basket", "Avg basket"),
        ("RFM_Score", "RFM score"),
        ("customerID", "Customer ID"),
        ("Annual Income (k$)", "Annual Income (k$)"),
        ("age", "age"),
        ("Income", "Income"),
        ("ID", "ID"),
        ("Straße", "Straße"),
        ("_", "_"),
        ("recency_days", "Days since last order"),
    ],
)
def test_words_of_a_heading_stand_apart(name, title):
    assert column_title(name) == title


def test_what_the_user_says_goes_first_and_computed_columns_are_translated():
    assert column_title("days_since_last_order", "Stille") == "Stille"
    with use_language("de"):
        assert column_title("recency_days") == "Tage seit letzter Bestellung"
