"""Purchases of made-up shops, written in the ways in which real files are."""

import numpy as np
import pandas as pd

N_ORDERS, N_CUSTOMERS = 9_000, 700


def plain_shop(seed=1):
    """Return lines with an order number, day, product, pieces and price, with gaps, returns and repeated lines."""
    random = np.random.default_rng(seed)
    of_order = 1 + random.poisson(2, N_ORDERS)
    order = np.repeat(np.arange(N_ORDERS), of_order)
    owner = (N_CUSTOMERS * random.random(N_ORDERS) ** 1.5).astype(int)
    minute = np.sort(random.integers(0, 800 * 24 * 60, N_ORDERS))
    n = len(order)
    product = random.integers(0, 120, n)
    frame = pd.DataFrame(
        {
            "Order No": [f"{500000 + i}" for i in order],
            "Customer ID": [f"{10000 + i}" for i in owner[order]],
            "Order Date": (np.datetime64("2024-01-03T00:00") + minute.astype("timedelta64[m]"))[order],
            "Product": [f"Item {i}" for i in product],
            "Category": [
                ("Toys", "Books", "Garden", "Food", "Tools", "Shoes", "Art")[i % 7] for i in product
            ],
            "Quantity": random.integers(1, 7, n),
            "Unit Price": np.round(random.gamma(2, 9, 120)[product] + 0.5, 2),
            "Country": np.array(["Spain", "France", "Italy"])[owner[order] % 3],
        }
    )
    frame["Order Date"] = frame["Order Date"].dt.strftime("%Y-%m-%d %H:%M")
    frame.loc[random.random(n) < 0.01, "Quantity"] *= -1
    frame.loc[random.random(n) < 0.01, "Unit Price"] = 0.0
    frame.loc[random.random(n) < 0.004, "Order Date"] = "n/a"
    frame.loc[random.random(n) < 0.002, "Order Date"] = "2031-05-05 10:00"
    frame.loc[random.random(n) < 0.01, "Customer ID"] = ""
    frame.loc[random.random(n) < 0.003, "Unit Price"] = np.nan
    # Somebody moves, and some only bring back.
    frame.loc[(frame["Customer ID"] == "10001") & (order > N_ORDERS / 2), "Country"] = "Italy"
    frame.loc[frame["Customer ID"].isin(["10650", "10651"]), "Quantity"] = -1
    again = frame.sample(frac=0.02, random_state=seed)
    return pd.concat([frame, again]).sort_values("Order No", kind="stable").reset_index(drop=True)


def with_status(frame):
    """Add what became of each order, two ways, and whose lines take it back."""
    number = frame["Order No"].astype(int)
    frame["Order Status"] = np.select(
        [number % 31 == 1, number % 47 == 2, number % 53 == 3, number % 67 == 4],
        ["cancelled", "pending", "refunded", "on its way"],
        "paid",
    )
    # Printed on the first line of each order only.
    frame.loc[frame["Order No"].duplicated(), "Order Status"] = ""
    frame["Cancelled at"] = np.where(number % 71 == 5, "2024-05-05", "")
    back = frame[(number % 31 == 1) & (number % 2 == 0)].copy()
    back["Quantity"] = -back["Quantity"].abs()
    back["Order Status"] = "paid"
    back["Order No"] = "9" + back["Order No"]
    return pd.concat([frame, back], ignore_index=True)


def with_amount_of_order(frame):
    """Add the total of the order on each of its lines, and what went back of it."""
    money = frame["Quantity"] * frame["Unit Price"].fillna(0)
    frame["Order Total"] = money.groupby(frame["Order No"]).transform("sum").round(2)
    number = frame["Order No"].astype(int)
    frame["Refunded Amount"] = np.select(
        [number % 29 == 1, number % 37 == 2], [5.0, frame["Order Total"].clip(lower=0)], 0.0
    )
    return frame.drop(columns=["Quantity", "Unit Price"])


def with_amount_shown_once(frame):
    """Show customer, day and amount of an order on its first line only, as printed lists do."""
    frame = frame[frame["Customer ID"] != ""].copy()
    frame = frame.drop_duplicates(["Order No", "Product"])
    money = (frame["Quantity"] * frame["Unit Price"].fillna(1)).round(2)
    frame["Amount"] = money.groupby(frame["Order No"]).transform("sum").round(2).astype(str)
    frame.loc[frame["Order No"].duplicated(), ["Customer ID", "Order Date", "Amount"]] = ""
    return frame.drop(columns=["Quantity", "Unit Price"])


def with_discount(frame):
    """Add a discount in percent."""
    frame["Discount %"] = np.where(frame["Order No"].astype(int) % 5 == 0, 10, 0)
    return frame


def with_addresses(frame):
    """Know customers by e-mail address, in capitals and without, with a city that they move from."""
    number = frame["Customer ID"].where(frame["Customer ID"] != "", "0").astype(int)
    loud = frame["Order No"].astype(int) % 11 == 3
    mail = [
        f"User{i}@Example.com" if up else f"user{i}@example.com" for i, up in zip(number, loud, strict=True)
    ]
    frame["Email"] = np.where(number == 0, "Guest", mail)
    frame["City"] = np.where((number % 9 == 4) & (frame["Order No"] > "504500"), "lima", "Quito")
    frame["Loyalty Tier"] = np.array(["Gold", "Silver", "", "silver"])[number % 4]
    return frame.drop(columns=["Customer ID"])


def in_german(frame):
    """Write numbers and days as in Germany."""
    for name in ("Unit Price",):
        frame[name] = [
            "" if np.isnan(x) else f"{x:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".") + " €"
            for x in frame[name]
        ]
    days = pd.to_datetime(frame["Order Date"], errors="coerce")
    frame["Order Date"] = days.dt.strftime("%d.%m.%Y").fillna("–")
    return frame


def with_credit_notes(frame):
    """Number what comes back as credit notes, with amounts above zero among them."""
    back = frame["Quantity"] < 0
    frame.loc[back, "Order No"] = "C" + frame.loc[back, "Order No"]
    frame.loc[back & (np.arange(len(frame)) % 3 == 0), "Quantity"] = 1
    return frame


def with_currencies(frame):
    """Add a currency of each line."""
    frame["Currency"] = np.where(frame["Country"] == "Italy", "USD", "EUR")
    return frame


def with_tills(frame):
    """Count receipts from 1 again every day."""
    day = frame["Order Date"].str[:10]
    frame["Order No"] = (frame.groupby(day)["Order No"].rank("dense").astype(int)).astype(str)
    return frame


def without_orders(frame):
    """Leave the order number out."""
    return frame.drop(columns=["Order No"])


def without_money(frame):
    """Leave money out."""
    return frame.drop(columns=["Unit Price", "Quantity"])


def with_much(frame):
    """Write status, addresses, numbers and credit notes as above, all in one file."""
    for change in (with_status, with_addresses, in_german, with_credit_notes):
        frame = change(frame)
    return frame
