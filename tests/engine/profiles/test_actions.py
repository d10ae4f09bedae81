"""What to do next: from value and activity, and only where the table tells of both."""

import numpy as np
import pandas as pd
import pytest

from segdesk.api import segment
from segdesk.engine.profiles.heading_subjects import is_brought, is_money, is_personal_trait, tells_silence
from segdesk.messages import times_figure

WORDS = {
    (True, False): "Keep",
    (True, True): "Win back",
    (False, False): "Develop",
    (False, True): "Low priority",
}


def table(spend="total_spend", silence="days_since_last_order", seed=0):
    """Four groups: rich or poor, active or silent."""
    random = np.random.default_rng(seed)
    rich = np.repeat([1, 1, 0, 0], 100)
    silent = np.tile(np.repeat([1, 0], 100), 2)
    return pd.DataFrame(
        {
            spend: 50 + 1000 * rich + random.normal(0, 5, 400),
            silence: 10 + 300 * silent + random.normal(0, 2, 400),
        }
    ).round(2)


def advised(frame, **settings):
    return segment(frame, **{"draws": 0, "criteria": "silhouette", "k": 4, **settings})


def test_value_and_silence_decide_and_the_figures_are_those_of_the_segment():
    frame = table()
    result = advised(frame, value="total_spend")
    for number, row in result.segments.iterrows():
        own = frame[result.labels == number]
        key = (own["total_spend"].mean() > 500, own["days_since_last_order"].median() > 100)
        assert row["action"].startswith(f"{WORDS[key]}:"), row["action"]
        times = own["total_spend"].mean() / frame["total_spend"].mean()
        assert f"{times_figure(times)} times" in row["action"]
        silence = f"{own['days_since_last_order'].median():.{1 if key[1] else 2}f}".rstrip("0").rstrip(".")
        assert f"Half of them have {silence} or more in “Days since last order”" in row["action"]


@pytest.mark.parametrize(
    ("spend", "silence"),
    [
        ("total_spend", "Months since last claim"),
        ("Total claim amount", "days_since_last_order"),
        ("Ingresos", "Días desde la última compra"),
    ],
)
def test_claims_are_no_purchases_and_incomes_nothing_that_customers_brought(spend, silence):
    result = advised(table(spend, silence), value=spend)
    assert result.segments["action"].isna().all()


def test_the_unit_stays_with_the_column():
    result = advised(table("Umsatz", "Monate seit letzter Bestellung"), value="Umsatz")
    for text in result.segments["action"]:
        assert "“Monate seit letzter Bestellung”" in text
        assert "days" not in text


def test_without_money_or_activity_nothing_is_advised():
    frame = table()
    frame["logins"] = np.tile(np.arange(20), 20)
    for left in ("total_spend", "days_since_last_order"):
        result = advised(frame.drop(columns=left), k=2)
        assert result.segments["action"].isna().all()


def test_no_advice_rests_on_who_customers_are():
    frame = table()
    frame["age"] = np.repeat([70, 72, 20, 22], 100) + np.tile(np.arange(4), 100)
    result = advised(frame, k=2, use=["age"], value="total_spend")
    assert (result.segments["action"].str.startswith("No advice: ")).all()
    assert result.segments["action"].str.contains("(Age)", regex=False).all()


@pytest.mark.parametrize(
    "heading",
    [
        "days_since_last_order", "Months since last purchase", "Weeks since last visit", "DaysSinceLastLogin",
        "Tage seit letzter Bestellung", "Monate seit letztem Kauf", "Días desde la última compra", "jours depuis achat",
        "Contact recency",
    ],
)  # fmt: skip
def test_headings_that_tell_of_silence(heading):
    assert tells_silence(heading, [heading])


@pytest.mark.parametrize(
    "heading",
    [
        "Months since last claim", "Months Since Policy Inception", "days_since_last_complaint", "recency_score",
        "Purchase recency score", "Tage seit letztem Schaden", "Recency", "recency_days", "orders", "Meses desde alta",
    ],
)  # fmt: skip
def test_headings_that_tell_of_something_else(heading):
    assert not tells_silence(heading, [heading, "age", "income"])


def test_recency_alone_is_that_of_purchases_where_another_heading_counts_them():
    for other in (
        "NumWebPurchases",
        "transaction_count",
        "Anzahl Bestellungen",
        "número de pedidos",
        "orders",
    ):
        assert tells_silence("Recency", ["Recency", other])
        assert tells_silence("recency_days", ["recency_days", other])


def test_what_headings_say_of_money_and_persons():
    assert all(
        map(is_brought, ["total_spend", "Umsatz 2024", "Ventas", "monetary", "Customer Lifetime Value"])
    )
    assert not any(
        map(is_brought, ["Total Claim Amount", "Annual income", "Saldo", "CREDIT_LIMIT", "Ingresos"])
    )
    assert all(map(is_money, ["total_spend", "MntWines", "MonthlyCharges", "Importe total", "average_order"]))
    assert not any(map(is_money, ["cons.price.idx", "sales rate", "Annual income", "Saldo", "visits"]))
    personal = [
        "Gender",
        "Year_Birth",
        "EmploymentStatus",
        "State",
        "Wohnort",
        "Familienstand",
        "edad",
        "Nationality",
    ]
    assert all(map(is_personal_trait, personal))
    assert not any(
        map(is_personal_trait, ["spend", "store region", "visits", "Contract", "average order", "usage"])
    )
