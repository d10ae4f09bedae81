"""What columns are called where a person reads it."""

import pytest

from segdesk.engine.data.column_titles import (
    as_read,
    column_title,
    computed_title,
    labels_to_tell_apart,
    readable,
)
from segdesk.messages import LANGUAGES, use_language


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("days_since_last_order", "Days since last order"),
        ("NumStorePurchases", "Num store purchases"),
        ("avg.basket", "Average basket"),
        ("RFM_Score", "RFM score"),
        ("customerID", "Customer ID"),
        ("total_spend_eur", "Total spend eur"),
        ("PRC_FULL_PAYMENT", "Percent full payment"),
        ("PURCHASES_TRX", "Purchases transactions"),
        ("MntMeatProds", "Mnt meat products"),
        ("BALANCE", "Balance"),
        ("GMV", "GMV"),
        ("Annual Income (k$)", "Annual Income (k$)"),
        ("I enjoy cooking", "I enjoy cooking"),
        ("shopping should be quick", "Shopping should be quick"),
        ("age", "Age"),
        ("euribor3m", "Euribor3m"),
        ("Income", "Income"),
        ("ID", "ID"),
        ("iPhone", "iPhone"),
        ("Straße", "Straße"),
        ("año_de_alta", "Año de alta"),
        ("_", "_"),
        ("", ""),
    ],
)
def test_words_of_a_heading_stand_apart_behind_a_capital(name, title):
    assert column_title(name) == title


def test_nouns_of_german_headings_keep_their_capitals_in_german():
    with use_language("de"):
        assert column_title("AnzahlBestellungen") == "Anzahl Bestellungen"
        assert column_title("letzte_Bestellung") == "Letzte Bestellung"
        assert column_title("GESAMTUMSATZ") == "Gesamtumsatz"


def test_what_the_user_says_goes_first_in_every_language():
    for language in LANGUAGES:
        with use_language(language):
            assert column_title("days_since_last_order", "Stille") == "Stille"
            assert column_title("frequency", "visits") == "visits"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("recency_days", "Days since the last order"),
        ("frequency", "Orders"),
        ("monetary", "Money"),
        ("trend", "Trend of purchases"),
        ("share_Office Supplies", "Share of Office Supplies"),
    ],
)
def test_what_segdesk_computes_has_a_name_for_people(name, title):
    assert column_title(name) == title


def test_a_heading_of_a_file_is_not_taken_for_what_segdesk_computes():
    names = ("frequency", "share_of_wallet", "monetary")
    labels = labels_to_tell_apart(names, computed=False)
    assert [column_title(name, labels.get(name, "")) for name in names] == [
        "Frequency", "Share of wallet", "Money",
    ]  # fmt: skip
    assert labels_to_tell_apart(names, computed=True) == {}


def test_titles_that_would_be_the_same_stay_as_the_headings_are():
    names = ("total_spend", "TotalSpend", "Total spend", "age", "frequency", "Orders")
    assert labels_to_tell_apart(names, computed=True) == {
        "total_spend": "total_spend",
        "TotalSpend": "TotalSpend",
        "Total spend": "Total spend",
        "frequency": "frequency",
        "Orders": "Orders",
    }


def test_every_title_begins_with_a_capital_or_is_as_the_file_has_it():
    for name in ("recency_days", "frequency", "weekend_share", "rfm_cell", "expected_value", "share_tea"):
        assert computed_title(name) is not None
        for language in LANGUAGES:
            with use_language(language):
                assert column_title(name)[0].isupper()
    assert readable("ﬁnance_ß") == "ﬁnance ß"  # a ligature has no capital of its own


def test_the_account_of_what_was_done_names_columns_letter_for_letter_but_segdesks_own():
    assert as_read("Total_Spend") == "Total_Spend"
    assert as_read("frequency") == "frequency"
    assert str(as_read("monetary")) == "Money"
