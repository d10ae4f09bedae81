"""The words for differences: labels and meanings instead of codes, and words of marketers where figures earn them."""

from dataclasses import replace

import numpy as np
import pytest

from segdesk.engine.data.table import ColumnType, Role
from segdesk.engine.profiles.answers import statement
from segdesk.engine.profiles.traits import Trait
from segdesk.engine.profiles.vocabulary import NO_BACKGROUND, Background, Silence, phrase_of
from segdesk.messages import use_language
from tests.engine.profiles.made_profiles import a_number, a_profile, a_share

YES_NO = ColumnType.YES_NO


def phrase(profile, background=NO_BACKGROUND):
    return str(phrase_of(Trait(profile, 0), background))


def answer(heading, effect, yes="1", no="0"):
    return a_share(heading, yes, effect, 0.9 if effect > 0 else 0.1, 0.4, YES_NO, no)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (a_share("plan", "gold", 1.0, 0.9, 0.4), "gold"),
        (a_share("plan", "gold", -1.0, 0.0, 0.4), "not gold"),
        (a_share("plan", "A1", 1.0, 0.9, 0.4), "plan A1"),
        (a_share("Channel", "Retail", 1.0, 0.9, 0.4), "Retail channel"),
        (a_share("region", "Northern region", 1.0, 0.9, 0.4), "Northern region"),
        (a_share("region", "3", 1.0, 0.9, 0.4), "region 3"),
        (a_number("t_x", [1.0]), "high t_x"),
        (a_number("V12", [1.0]), "high V12"),
        (a_number("CC", [-1.0]), "low CC"),
        (a_share("month", "jul", 1.0, 0.9, 0.4), "month jul"),
        (a_share("education", "university.degree", 1.0, 0.9, 0.4), "university degree"),
        (a_share("home", "Not.home", 1.0, 0.9, 0.4), "not home"),
        (a_share("InternetService", "No", 1.0, 0.9, 0.4), "no internet service"),
        (a_share("TechSupport", "Yes", 1.0, 0.9, 0.4), "with tech support"),
        (a_share("size", "S", 1.0, 0.9, 0.4), "size S"),
        (a_share("Genre", "Female", 1.0, 0.9, 0.4), "women"),
        (a_share("Geschlecht", "m", 1.0, 0.9, 0.4), "men"),
        (a_share("Sexo", "H", 1.0, 0.9, 0.4), "men"),
        (a_share("Sexo", "M", 1.0, 0.9, 0.4), "sexo M"),
        (a_share("grade", "M", 1.0, 0.9, 0.4), "grade M"),
        (answer("has_cr_card", -1.0), "no credit card"),
        (answer("HasCrCard", 1.0), "with credit card"),
        (answer("IsActiveMember", -1.0), "not active member"),
        (answer("SeniorCitizen", 1.0), "senior citizen"),
        (answer("Newsletter", -1.0, "ja", "nein"), "no newsletter"),
        (answer("subscribed", 1.0, "yes", "no"), "subscribed"),
        (answer("uses_app", 1.0, "yes", "no"), "uses app"),
        (answer("uses_app", -1.0, "yes", "no"), "uses app: no"),
        (answer("vegetarian", -1.0, "yes", "no"), "not vegetarian"),
        (answer("AcceptedCmp3", -1.0), "not accepted cmp3"),
        (answer("suscrito_boletín", 1.0, "sí", "no"), "suscrito boletín"),
        (answer("Kreditkarte", -1.0, "ja", "nein"), "no kreditkarte"),
        (answer("Premium", 1.0, "x", ""), "with premium"),
        (answer("Premium", -1.0, "x", ""), "no premium"),
        (a_share("smoker", "Yes", 1.0, 0.9, 0.4), "smoker"),
        (a_share("Raucher", "Ja", -1.0, 0.0, 0.4), "not raucher"),
        (a_share("InternetService", "No", -1.0, 0.0, 0.4), "internet service: not “No”"),
        (a_share("TV", "No internet", -1.0, 0.0, 0.4), "TV: not “No internet”"),
        (a_number("I enjoy cooking", [1.0]), "I enjoy cooking: high"),
        (a_number("shopping should be quick", [-1.0]), "shopping should be quick: low"),
        (answer("Marital.status", 1.0), "marital status: 1"),
        (answer("Churn", 1.0, "Churned", "Stayed"), "Churned"),
        (a_profile("signup_date", None, ColumnType.DATE, Role.SEGMENTATION, [1.0]), "newer customers"),
        (a_profile("Kunde seit", None, ColumnType.DATE, Role.SEGMENTATION, [-1.0]), "long-standing"),
        (a_profile("delivery", None, ColumnType.DATE, Role.SEGMENTATION, [1.0]), "late delivery"),
        (a_profile("delivery", None, ColumnType.DATE, Role.SEGMENTATION, [-1.0]), "early delivery"),
        (a_number("age", [1.0]), "older"),
        (a_number("Year_Birth", [1.0]), "younger"),
        (a_number("NumWebPurchases", [1.0]), "many web purchases"),
        (a_number("Anzahl Besuche", [-1.0]), "few besuche"),
        (a_number("orders", [1.0]), "many orders"),
        (a_number("MntWines", [1.0]), "high spend on wines"),
        (a_number("PURCHASES_FREQUENCY", [-1.0]), "rare purchases"),
        (a_number("num_deals_purchases", [0.5]), "bargain hunters"),
        (a_number("num_deals_purchases", [0.49]), "many deals purchases"),
        (a_number("TotalVolume_EUR (2024)", [1.0]), "high total volume EUR"),
        (a_number("Annual Income (k$)", [-1.0]), "low annual income"),
        (a_number("Days since last order", [1.0]), "inactive for long"),
        (a_number("Days since last order", [-1.0]), "active recently"),
        (a_number("Months since last claim", [1.0]), "high months since last claim"),
    ],
)
def test_words(profile, words):
    assert phrase(profile) == words


def test_nothing_is_said_where_three_quarters_of_a_segment_have_nothing():
    cash = replace(
        a_number("CASH_ADVANCE", [-0.5, 0.5], [0.0, 400.0]),
        lower_quartile=np.zeros(2),
        upper_quartile=np.array([0.0, 900.0]),
    )
    assert phrase(cash) == "no cash advance"
    assert phrase(replace(cash, upper_quartile=np.array([1.0, 900.0]))) == "low cash advance"
    # A quarter at most has some: then it is little, and not nothing.
    assert phrase(replace(cash, mean=np.array([12.7, 400.0]))) == "hardly any cash advance"
    # Where all values are small they may be codes: a town of size 0 has a size.
    assert phrase(replace(cash, variable="settlement size", upper_quartile=np.array([0.0, 2.0]))) == (
        "low settlement size"
    )


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        # A ratio is not what stands before its stroke.
        ("Balance Frequency Per Purchases", "high balance frequency per purchases"),
        ("Auslastung pro Filiale und Monat in Prozent", "high auslastung pro Filiale und Monat in Prozent"),
        # A long heading is cut, and never behind a word that joins.
        ("Satisfaction with service within stores everywhere", "high satisfaction service"),
        ("Preference of brand over competing labels", "high preference brand"),
    ],
)
def test_long_headings_are_cut_where_they_make_sense(heading, words):
    assert phrase(a_number(heading, [0.5])) == words


@pytest.mark.parametrize(
    ("mean", "effect", "words"),
    [
        (15.0, 0.5, "big spenders"),
        (14.9, 0.5, "high spend"),
        (15.0, 0.49, "high spend"),
        (5.0, -0.5, "low spend"),
    ],
)
def test_big_spenders_bring_half_as_much_again(mean, effect, words):
    for heading in ("monetary", "total_spend", "Umsatz", "Ventas anuales"):
        assert phrase(a_number(heading, [effect], [mean], 10.0)) == words


@pytest.mark.parametrize(
    ("shares", "lapsed", "words"),
    [((0.7,), (True,), "lapsed customers"), ((0.4,), (False,), "last order longer ago")],
)
def test_lapsed_is_who_is_silent_by_the_own_rhythm(shares, lapsed, words):
    known = Background(is_of_purchases=True, silence=Silence(shares, lapsed))
    assert phrase(a_number("recency_days", [1.0]), known) == words
    assert (
        phrase(a_number("recency_days", [1.0]), Background(is_of_purchases=True)) == "last order longer ago"
    )


@pytest.mark.parametrize(
    ("silent", "recent", "often"),
    [(0.25, "active recently", "loyal customers"), (0.26, "last order more recent", "many orders")],
)
def test_loyal_is_who_orders_often_and_still_does(silent, recent, often):
    known = Background(is_of_purchases=True, silence=Silence((silent,), (False,)))
    assert phrase(a_number("recency_days", [-1.0]), known) == recent
    assert phrase(a_number("frequency", [0.5]), known) == often
    assert phrase(a_number("frequency", [0.49]), known) == "many orders"
    assert phrase(a_number("frequency", [0.5])) == "many orders", "no rhythm is known"


def test_one_time_buyers_are_three_quarters_of_a_segment_at_least():
    once = replace(a_number("frequency", [-0.5]), upper_quartile=np.array([1.0]))
    purchases = Background(is_of_purchases=True)
    assert phrase(once, purchases) == "one-time buyers"
    assert phrase(replace(once, upper_quartile=np.array([1.5])), purchases) == "few orders"


def test_words_for_columns_of_purchases_are_used_of_purchases_only():
    purchases = Background(is_of_purchases=True)
    assert phrase(a_number("trend", [1.0]), purchases) == "buying more lately"
    # What a file brings is labelled where it would be taken for what segdesk computes.
    assert phrase(replace(a_number("trend", [1.0]), given_label="Trend")) == "high trend"
    assert phrase(a_number("share_Furniture", [1.0]), purchases) == "much Furniture"
    brought = replace(a_number("share_Furniture", [1.0]), given_label="Share furniture")
    assert phrase(brought) == "high share furniture"


def test_german_writes_what_somebody_is_in_small_letters_and_what_somebody_has_with_a_capital():
    with use_language("de"):
        assert phrase(answer("ist_aktiv", -1.0, "ja", "nein")) == "nicht aktiv"
        assert phrase(answer("Verheiratet", -1.0, "ja", "nein")) == "nicht verheiratet"
        assert phrase(answer("ist_mitglied", -1.0, "ja", "nein")) == "nicht Mitglied"
        assert phrase(answer("Kreditkarte", -1.0, "ja", "nein")) == "ohne Kreditkarte"


def test_a_level_stands_behind_its_column_where_the_language_wants_it():
    retail = phrase_of(Trait(a_share("Kanal", "Retail", 1.0, 0.9, 0.4), 0))
    with use_language("de"):
        assert str(retail) == "Kanal Retail"


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (answer("HasCrCard", 1.0), "With credit card"),
        (answer("SeniorCitizen", 1.0), "Senior citizen"),
        (a_share("InternetService", "No", 1.0, 1.0, 0.2), "No internet service"),
        (a_share("TechSupport", "Yes", 1.0, 1.0, 0.2), "With tech support"),
        (a_share("Credit card", "Credit card holder", 1.0, 1.0, 0.2), "Credit card holder"),
        (a_share("InternetService", "DSL", 1.0, 1.0, 0.2), "Internet service: DSL"),
        (a_share("Marital.status", "1", 1.0, 0.9, 0.4, YES_NO, "0"), "Marital status: 1"),
    ],
)
def test_a_headline_says_what_holds_for_a_share_of_the_customers(profile, words):
    assert str(statement(profile)) == words
