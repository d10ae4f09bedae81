"""DuckDB and Spark make the customers that memory makes, whatever lines are like and whichever rules hold."""

import numpy as np
import pytest

from segdesk.engine.recipe.recipe import Recipe
from segdesk.samples import sample_path
from segdesk.scale.customers import customers_of_files
from segdesk.scale.engines import by_spark
from segdesk.scale.texts import Limits
from tests.benchmarks.purchases_file import make_purchases
from tests.scale import shops
from tests.scale.same_customers import check_same_customers, is_doubt
from tests.spark import ZONE, spark_session

RULES = {
    "defaults": {},
    "an as-of day": {"as_of": "2025-06-30"},
    "repeated lines dropped": {"duplicates": "drop"},
    "lines without charge dropped": {"zero_lines": "drop"},
    "returns dropped": {"returns": "drop"},
    "the last month dropped": {"last_month": "drop"},
    "everything dropped": {"duplicates": "drop", "zero_lines": "drop", "returns": "drop", "last_month": "drop"},
    "levels of the R package": {"rfm_preset": "r-rfm"},
    "nested levels": {"rfm_binning": "nested", "rfm_bins": 4},
    "named columns": {"customer": "Customer ID", "date": "Order Date", "amount": "Unit Price", "order": "Order No"},
    "prices alone": {"price": "Unit Price", "quantity": "Quantity", "product": "Category", "country": "Product"},
    "RFM rules": {"method": "rfm"},
    "another horizon": {"horizon": 8},
    "a condition": {"where": "frequency > 2"},
}  # fmt: skip
SHOPS = {
    "status": (shops.with_status, {}),
    "status counted": (shops.with_status, {"count_status": ("cancelled", "Cancelled at")}),
    "status left out": (shops.with_status, {"drop_status": ("paid",), "count_status": ("pending",)}),
    "one status": (shops.with_status, {"status": ("Order Status",), "count_status": ("refunded",)}),
    "totals of orders": (shops.with_amount_of_order, {}),
    "totals of orders by line": (shops.with_amount_of_order, {"amount_per": "line"}),
    "refunds ignored": (shops.with_amount_of_order, {"refunds": "ignore"}),
    "shown once": (shops.with_amount_shown_once, {}),
    "discount": (shops.with_discount, {}),
    "addresses": (shops.with_addresses, {}),
    "German": (shops.in_german, {}),
    "credit notes": (shops.with_credit_notes, {}),
    "currency": (shops.with_currencies, {"currency": "eur"}),
    "tills": (shops.with_tills, {}),
    "no orders": (shops.without_orders, {}),
    "no money": (shops.without_money, {}),
}
# Each takes Spark some ten seconds: what its SQL has of its own is in these, and in `test_three_engines`.
SHOPS_ON_SPARK = {
    "status, addresses, German, credit notes": (shops.with_much, {"count_status": ("cancelled",)}),
    "totals of orders, tills": (lambda frame: shops.with_tills(shops.with_amount_of_order(frame)), {}),
    **{name: SHOPS[name] for name in ("shown once", "no orders")},
}


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    """One Spark for all cases, as in a notebook; what they leave in it would be seen here."""
    with spark_session(tmp_path_factory.mktemp("spark")) as session:
        yield by_spark(session)
        assert [row[0] for row in session.sql("SHOW DATABASES").collect()] == ["default"]
        assert session.conf.get("spark.sql.session.timeZone") == ZONE


@pytest.fixture(scope="module")
def plain_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("plain") / "orders.csv"
    shops.plain_shop().to_csv(path, index=False)
    return path


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_every_rule_for_lines_holds_in_sql(plain_file, rules):
    check_same_customers(plain_file, rules)


@pytest.mark.parametrize(("change", "rules"), SHOPS.values(), ids=SHOPS)
def test_lines_of_every_make_count_the_same(tmp_path, change, rules):
    path = tmp_path / "orders.csv"
    change(shops.plain_shop(2)).to_csv(path, index=False)
    check_same_customers(path, rules)


@pytest.mark.slow
@pytest.mark.parametrize(("change", "rules"), SHOPS_ON_SPARK.values(), ids=SHOPS_ON_SPARK)
def test_lines_count_the_same_on_spark(tmp_path, change, rules, spark):
    path = tmp_path / "orders.csv"
    change(shops.plain_shop(2)).to_csv(path, index=False)
    check_same_customers(path, rules, engine=spark)


def test_all_texts_at_once_or_a_sample_give_the_same(plain_file):
    check_same_customers(plain_file, limits=Limits())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_text_of_any_encoding_and_separator_is_read(tmp_path, encoding):
    path = tmp_path / "käufe.csv"
    frame = shops.plain_shop(3)
    frame["Country"] = frame["Country"].replace("Spain", "España")
    frame.to_csv(path, index=False, sep=";", decimal=",", encoding=encoding)
    check_same_customers(path)


def test_what_the_sample_leaves_in_doubt_is_told(tmp_path):
    frame = shops.plain_shop()
    random = np.random.default_rng(8)
    # Columns that are the same on nearly so many purchases of a customer that they would say something of the customer.
    for i, share in enumerate(np.linspace(0.75, 0.95, 9)):
        own = frame["Customer ID"].map(hash_of).to_numpy() % 7
        frame[f"Kind {i}"] = np.where(
            random.random(len(frame)) < share, own, random.integers(0, 7, len(frame))
        )
        frame[f"Kind {i}"] = "K" + frame[f"Kind {i}"].astype(str)
    path = tmp_path / "orders.csv"
    frame.to_csv(path, index=False)
    found, _ = customers_of_files(path, Recipe(), limits=Limits(sample=1_500))
    doubts = [str(each) for each in found.warnings if is_doubt(each)]
    assert len(doubts) == 1
    assert "Kind" in doubts[0]
    found, _ = customers_of_files(path, Recipe())
    assert not [each for each in found.warnings if is_doubt(each)], "the sample is the whole table"


def hash_of(text):
    """Return a number of a text that is the same on every machine."""
    return sum(map(ord, text)) * 31


def test_parquet_is_read_with_its_types(tmp_path):
    path = tmp_path / "orders.parquet"
    make_purchases(path, 40_000)
    check_same_customers(path, limits=Limits(sample=6_000, texts=5_000))


def test_a_folder_is_one_table(tmp_path):
    folder = tmp_path / "months"
    folder.mkdir()
    frame = shops.plain_shop(4)
    for i, part in enumerate((frame[:9000], frame[9000:15000], frame[15000:])):
        part.to_csv(folder / f"month {i}.csv", index=False)
    check_same_customers(folder)


@pytest.mark.slow
def test_lines_have_their_order_in_spark(tmp_path, spark):
    """A file that several workers read, with titles above it, blank lines and cells of several lines in another."""
    folder = tmp_path / "months {1} [a]*"
    folder.mkdir()
    frame = shops.with_addresses(shops.plain_shop(5))
    frame["Note"] = "fine"
    frame.loc[frame.index % 1000 == 7, "Note"] = 'two\nlines, "quoted"'
    # The smaller file first: Spark begins with the larger one.
    frame[:5000].to_csv(folder / "a.csv", index=False)
    frame[5000:].assign(Note="").to_csv(folder / "b.csv", index=False)
    check_same_customers(folder, engine=spark)


def test_the_sample_orders_are_the_same_customers():
    check_same_customers(sample_path("orders"), limits=Limits(sample=6_000))
