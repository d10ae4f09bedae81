"""Make the bundled sample data in resources/samples/: run by hand, byte for byte the same each time.

    python tools/make_samples.py

Three invented files, as irregular as real exports are. Nothing in them is drawn from labelled, tidy groups:
each customer has a few hidden inclinations (how often, how much, how price-minded, whether still active) that
shade into each other, and the columns follow from those with noise, gaps, outliers and typing mess.

- shop_customers.csv: one row per customer of an outdoor shop, mixed types
- shop_orders.csv.gz: 18 months of order lines of a homeware shop, with returns, seasons and guests
- survey.csv: a questionnaire, with semicolons and decimal commas as a German or Spanish Excel writes them
"""

import gzip
from pathlib import Path

import numpy as np
import pandas as pd

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"

CITIES = {
    "London": ("South", 0.24),
    "Bristol": ("South", 0.08),
    "Brighton": ("South", 0.06),
    "Birmingham": ("Midlands", 0.12),
    "Nottingham": ("Midlands", 0.06),
    "Manchester": ("North", 0.13),
    "Leeds": ("North", 0.09),
    "Newcastle upon Tyne": ("North", 0.04),
    "Edinburgh": ("Scotland", 0.08),
    "Glasgow": ("Scotland", 0.06),
    "Cardiff": ("Wales", 0.04),
}

# One line per category: product and price, product and price ...
CATALOGUE = """
Kitchen: Enamel mug 8.5; Chef's knife 39.9; Oak board 24; Pepper mill 19.5; Tea towel, set of 3 11.9
Kitchen: Cast-iron pan 54; Storage jar 6.25; Whisk 7.4
Textiles: Wool throw 69; Linen cushion 22.5; Bath towel 16.9; Bed linen 89; Hand towel 8.9; Table runner 27.5
Lighting: Desk lamp 59; Paper lantern 12; Bulb, warm white 4.95; Floor lamp 149
Decoration: Stoneware vase 34; Photo frame 13.5; Scented candle 17; Wall clock 45; Dried flowers 14.9
Decoration: Mirror, round 119; Matches 2.5
Garden: Terracotta pot 9.9; Watering can 28; Seed box 15.5; Garden shears 33; Folding chair 64; Lantern 21
Christmas: Advent calendar 18; Glass baubles 23; Tree lights 31.5; Gift wrap 3.9; Wreath 42
"""

ORDER_COLUMNS = ["order_no", "order_date", "customer_no", "product", "category"]
ORDER_COLUMNS += ["quantity", "unit_price", "country"]

# How much more is ordered in each month, January first: a spring in the garden and a long December.
SEASON = np.array([0.75, 0.7, 0.9, 1.0, 1.1, 0.95, 0.8, 0.75, 0.95, 1.1, 1.6, 1.9])


def shop_customers() -> pd.DataFrame:
    """Return about 2,000 customers of an outdoor shop."""
    rng = np.random.default_rng(20240611)
    n = 2000
    end = np.datetime64("2025-03-31")

    # Hidden inclinations. They lean on each other, as they do in shops: who pays full price comes more often.
    habit = rng.normal(0, 1, n)
    thrift = -0.45 * habit + rng.normal(0, 0.9, n)
    purse = 0.3 * habit - 0.35 * thrift + rng.standard_t(5, n) * 0.75
    newcomer = rng.random(n) < 0.27
    lapsed = ~newcomer & (rng.random(n) < 1 / (1 + np.exp(1.1 + 0.9 * habit)))
    collector = rng.random(n) < 0.035

    member_days = np.where(newcomer, rng.gamma(1.6, 55, n), 150 + rng.gamma(2.2, 420, n)).clip(2, 3300)
    yearly = np.exp(1.05 + 0.75 * habit + 1.1 * collector)
    active_days = np.where(lapsed, member_days * rng.beta(2.6, 2, n), member_days)
    orders = 1 + rng.poisson(yearly * active_days / 365)
    gap = 365 / (yearly + 0.4)
    since = np.where(lapsed, member_days - active_days, 0) + rng.exponential(gap * 0.75)
    since = np.minimum(np.round(since), member_days - 1).clip(1).astype(int)

    basket = np.exp(3.95 + 0.42 * purse - 0.12 * (orders > 12) + rng.normal(0, 0.22, n)).clip(4)
    spend = basket * orders * np.exp(rng.normal(0, 0.06, n))
    spend[rng.choice(n, 3, replace=False)] *= 14  # three clubs that order for all their members
    discount = 1 / (1 + np.exp(1.35 - 1.15 * thrift + rng.normal(0, 0.55, n)))
    discount[rng.random(n) < 0.16] = 0
    online = rng.random(n) < 1 / (1 + np.exp(-0.35 - 0.5 * newcomer + 0.2 * purse))
    returns = np.where(online, rng.beta(0.9, 6.5, n), rng.beta(0.5, 16, n))
    returns[rng.random(n) < np.where(online, 0.32, 0.66)] = 0

    age = (19 + rng.gamma(5.2, 4.6, n) + 5.5 * (habit > 0.6) + 4 * ~online).round()
    mood = 3.9 + 0.35 * habit - 0.9 * lapsed - 2.2 * returns + rng.normal(0, 0.85, n)
    satisfaction = mood.round().clip(1, 5)
    loyal = rng.random(n) < 1 / (1 + np.exp(0.9 - 1.2 * habit - 0.4 * ~newcomer))
    news = rng.random(n) < 1 / (1 + np.exp(0.25 - 0.7 * thrift - 0.3 * loyal))

    names = list(CITIES)
    weights = np.array([share for _, share in CITIES.values()])
    cities = np.array(rng.choice(names, n, p=weights / weights.sum()), dtype=object)
    regions = np.array([CITIES[city][0] for city in cities], dtype=object)
    gender = rng.choice(["female", "male", "diverse", ""], n, p=[0.53, 0.41, 0.015, 0.045])
    app = rng.random(n) < 0.38 + 0.2 * newcomer
    channel = np.where(online, np.where(app, "App", "Web"), "Store").astype(object)

    # Typing mess: the till of one store shouts, another leaves a space behind, a form was filled in by hand.
    mess = rng.random(n)
    cities[mess < 0.012] = [city.upper() for city in cities[mess < 0.012]]
    late = (mess > 0.012) & (mess < 0.022)
    cities[late] = [city + " " for city in cities[late]]
    channel[mess > 0.99] = [text.lower() for text in channel[mess > 0.99]]

    table = pd.DataFrame(
        {
            "customer_id": [f"{number:06d}" for number in 1040 + np.cumsum(rng.integers(1, 9, n))],
            "signup_date": (end - member_days.astype("timedelta64[D]")).astype(str),
            "age": _whole(age, rng.random(n) < 0.075),
            "gender": gender,
            "city": cities,
            "region": regions,
            "channel": channel,
            "loyalty_card": np.where(loyal, "yes", "no"),
            "newsletter": np.where(news, "yes", "no"),
            "orders": orders,
            "spend": [f"{value:.2f}" for value in spend],
            "average_basket": [f"{value:.2f}" for value in spend / orders],
            "discount_share": [f"{value:.3f}" for value in discount],
            "returns_share": [f"{value:.3f}" for value in returns],
            "days_since_last_order": since,
            "satisfaction": _whole(satisfaction, rng.random(n) < 0.31),
        }
    )
    # Oddities that every export has: an age that is a year, and people who signed up twice.
    table.loc[rng.choice(n, 2, replace=False), "age"] = ["118", "3"]
    twins = table.iloc[rng.choice(n, 5, replace=False)].copy()
    twins["customer_id"] = [f"{int(number) + 400_000}" for number in twins["customer_id"]]
    return pd.concat([table, twins], ignore_index=True)


def catalogue() -> list[tuple[str, str, float]]:
    """Return product, category and price of everything in the homeware shop."""
    products = []
    for line in CATALOGUE.strip().splitlines():
        group, goods = line.split(": ")
        for entry in goods.split("; "):
            name, price = entry.rsplit(" ", 1)
            products.append((name, group, float(price)))
    return products


def shop_orders() -> pd.DataFrame:
    """Return 18 months of order lines of about 3,000 customers of a homeware shop."""
    rng = np.random.default_rng(20250103)
    n = 3000
    start, days = np.datetime64("2024-01-01"), 547
    products = catalogue()
    groups = np.array([group for _, group, _ in products])
    appeal = rng.gamma(1.4, 1, len(products))

    rate = rng.gamma(0.85, 1 / 95, n) + 1 / 900
    known = rng.random(n) < 0.55
    first = np.where(known, rng.exponential(70, n), rng.uniform(0, days - 5, n)).clip(0, days - 5)
    patience = rng.beta(1.1, 4.5, n)  # how likely someone is lost after each order
    wealth = np.exp(rng.normal(0, 0.45, n))
    taste = rng.dirichlet(np.full(len(set(groups)), 0.9), n)
    country = rng.choice(["United Kingdom", "Ireland", "Germany", "France"], n, p=[0.78, 0.09, 0.08, 0.05])
    wholesale = rng.choice(n, 12, replace=False)
    rate[wholesale], wealth[wholesale], patience[wholesale] = 1 / 16, 3.5, 0.01

    visits = []  # (day, customer)
    for person in range(n):
        day = first[person]
        while day < days:
            month = int(str(start + np.timedelta64(int(day), "D"))[5:7]) - 1
            if rng.random() < SEASON[month] / SEASON.max() or day == first[person]:
                visits.append((int(day), person))
                if rng.random() < patience[person]:
                    break
            day += max(1.0, rng.exponential(1 / (rate[person] * 1.7)))
    visits.sort()

    lines, returned = [], []
    for number, (day, person) in enumerate(visits, start=50211):
        when = start + np.timedelta64(day, "D")
        month = int(str(when)[5:7])
        festive = np.where(groups == "Christmas", 6.0 if month >= 11 else 0.03, 1.0)
        garden = np.where(groups == "Garden", 1.8 if 3 <= month <= 6 else 0.6, 1.0)
        chance = appeal * festive * garden * taste[person][pd.factorize(groups)[0]]
        count = min(1 + rng.poisson(0.9 * wealth[person]), 9)
        for item in rng.choice(len(products), count, p=chance / chance.sum()):
            name, group, price = products[item]
            raised = price * (1.04 if day > 366 else 1.0)
            quantity = 1 + rng.poisson(0.35 * wealth[person]) * (6 if person in wholesale else 1)
            paid = 0.0 if rng.random() < 0.003 else round(raised * (0.8 if rng.random() < 0.14 else 1.0), 2)
            line = [f"{number}", when, f"{person + 10417}", name, group, quantity, paid, country[person]]
            lines.append(line)
            if rng.random() < 0.04 and paid:
                back = when + np.timedelta64(int(rng.integers(3, 24)), "D")
                sent_back = int(rng.integers(1, quantity + 1))
                if back < start + np.timedelta64(days, "D"):
                    returned.append([f"R{number}", back, line[2], name, group, -sent_back, paid, line[7]])
    table = pd.DataFrame(lines + returned, columns=ORDER_COLUMNS)
    return _as_exported(table, rng)


def _as_exported(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    # Guests without an account; a handful of lines that the till sent twice.
    guests = table["order_no"].isin(rng.choice(table["order_no"].unique(), 240, replace=False))
    table.loc[guests, "customer_no"] = ""
    table = pd.concat([table, table.iloc[rng.choice(len(table), 17, replace=False)]])
    table = table.sort_values(["order_date", "order_no"], kind="stable")
    table["order_date"] = [f"{day:%Y-%m-%d}" for day in table["order_date"]]
    table["unit_price"] = [f"{price:.2f}" for price in table["unit_price"]]
    return table


def survey() -> pd.DataFrame:
    """Return about 600 answers to a questionnaire of a grocery chain, numbers with decimal commas."""
    rng = np.random.default_rng(7_2025)
    n = 612
    green, price, ease = (rng.standard_t(6, n) for _ in range(3))
    price -= 0.35 * green
    yes_sayer = rng.normal(0, 0.45, n)  # some people tick high whatever is asked

    def rating(leaning: np.ndarray) -> list[str]:
        marks = (4.3 + leaning + yes_sayer + rng.normal(0, 0.8, n)).round().clip(1, 7)
        return _whole(marks, rng.random(n) < 0.028)

    def ticked(leaning: np.ndarray, usual: float) -> np.ndarray:
        return np.where(rng.random(n) < 1 / (1 + np.exp(usual - leaning)), "yes", "no")

    household = 1 + rng.poisson(1.1, n)
    spend = np.exp(3.9 + 0.33 * np.log(household) + 0.16 * green - 0.13 * price + rng.normal(0, 0.33, n))
    bands = ["18-29", "30-44", "45-59", "60+"]
    table = pd.DataFrame(
        {
            "respondent": [f"R{number:04d}" for number in range(1, n + 1)],
            "age_group": rng.choice(bands, n, p=[0.22, 0.31, 0.28, 0.19]),
            "household_size": household.clip(1, 7),
            "weekly_spend": [f"{value:.2f}".replace(".", ",") for value in spend],
            "organic matters to me": rating(1.15 * green),
            "I look for offers": rating(1.1 * price),
            "shopping should be quick": rating(1.2 * ease),
            "local produce matters": rating(0.95 * green - 0.1 * ease),
            "brands are worth it": rating(-0.8 * price),
            "I enjoy cooking": rating(0.45 * green - 0.75 * ease),
            "I plan my meals": rating(0.4 * price - 0.5 * ease),
            "happy with our stores": rating(0.9 + 0.2 * green),
            "orders_online": ticked(1.1 * ease, 0.6),
            "uses_app": ticked(0.7 * ease + 0.4 * price, 0.3),
            "has_children": np.where(household > 2, ticked(rng.normal(1.8, 0.6, n), 0.0), "no"),
            "vegetarian": ticked(1.0 * green, 1.9),
        }
    )
    table.loc[rng.random(n) < 0.04, "weekly_spend"] = ""
    return table


def _whole(values: np.ndarray, gaps: np.ndarray) -> list[str]:
    return ["" if gap else f"{value:.0f}" for value, gap in zip(values, gaps, strict=True)]


def main() -> None:
    """Write the three files."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    shop_customers().to_csv(SAMPLES / "shop_customers.csv", index=False, lineterminator="\n")
    survey().to_csv(SAMPLES / "survey.csv", index=False, sep=";", lineterminator="\n")
    orders = shop_orders().to_csv(index=False, lineterminator="\n").encode()
    # No file name and no time in the gzip header: the bytes depend on the data alone.
    (SAMPLES / "shop_orders.csv.gz").write_bytes(gzip.compress(orders, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
