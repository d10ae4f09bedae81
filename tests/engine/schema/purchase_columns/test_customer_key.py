"""E-mail addresses are the same in any capitals; codes that differ in capitals are told, and kept apart."""

import pytest

from segdesk.engine.schema.purchase_columns.customer_key import customer_key
from tests.engine.schema.tables import typed

ADDRESSES = [
    "Ana@x.org",
    "ana@x.org",
    "bo@y.net",
    "ANA@X.ORG ",
    "ana@x.org",
    "Bo@y.net",
    "bo@y.net",
    "cy@z.com",
]


def test_addresses_are_merged_under_their_commonest_spelling():
    key = customer_key(typed("E-Mail", ADDRESSES * 3))
    assert [key.names[code] for code in key.codes[:8]] == [
        "ana@x.org", "ana@x.org", "bo@y.net", "ana@x.org", "ana@x.org", "bo@y.net", "bo@y.net", "cy@z.com",
    ]  # fmt: skip
    assert key.n_merged == 3
    assert "3 customers" in str(key.notes("E-Mail")[0])


def test_an_empty_cell_is_no_customer():
    key = customer_key(typed("Email", [*ADDRESSES, ""] * 3))
    assert key.codes[8] == -1


@pytest.mark.parametrize("codes", [["k1a", "K1A", "k2b"], ["Anna Meyer", "anna meyer", "Bo Berg"]])
def test_codes_and_names_are_not_merged_but_told(codes):
    key = customer_key(typed("Kundennr", codes * 9))
    assert len(key.names) == 3
    assert "kept apart" in str(key.notes("Kundennr")[0])


def test_keys_of_numbers_are_left_alone():
    key = customer_key(typed("customer_id", ["17850.5", "13047.5", "17850.5"]))
    assert not key.notes("customer_id")


@pytest.mark.parametrize("word", ["Guest", "Walk-in Customer", "Laufkundschaft", "Público general", "invité"])
def test_a_guest_is_no_customer(word):
    key = customer_key(typed("Customer", ["Ana Ruiz", word, "Bo Berg", word] * 9))
    assert sorted(key.names) == ["Ana Ruiz", "Bo Berg"]
    assert key.codes[1] == key.codes[3] == -1
    assert word in str(key.notes("Customer")[0])


def test_a_name_that_begins_like_a_guest_stays_a_customer():
    key = customer_key(typed("Customer", ["Guest & Sons Ltd", "Gastmann", "Bo Berg"] * 9))
    assert len(key.names) == 3
    assert key.notes("Customer") == ()


def test_numbers_with_and_without_decimals_are_one_customer_under_the_plain_number():
    key = customer_key(typed("Kundennr", ["00120", "00120.0", "00451", "00733.0", "00451.0"] * 9))
    assert sorted(key.names) == ["00120", "00451", "00733"]
    assert key.n_decimals == 2
