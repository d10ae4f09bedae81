"""Make files of purchases of any size, with what real ones have: returns, gaps, odd days, repeated lines, a status.

    python -m tests.benchmarks.purchases_file LINES FILE [CUSTOMERS]

The same number of lines gives the same file on every machine. About 55 bytes a line; the file may be a CSV or, by its
ending, Parquet.
"""

import sys
from pathlib import Path

import duckdb

# Lines of an order, on average, and of a customer.
LINES_PER_ORDER, LINES_PER_CUSTOMER = 3, 50
_DAYS = 1096
_STATEMENT = """
WITH drawn AS (
    SELECT i, CASE WHEN i % 97 = 3 THEN i - 1 ELSE i END AS l FROM range({lines}) AS lines(i)
), lines AS (
    SELECT l, l // {per_order} AS o FROM drawn
), ordered AS (
    SELECT l, o, {random_order} AS r, (o * {days}) // ({lines} // {per_order} + 1) AS d,
        {random_line} AS q
    FROM lines
), owned AS (
    SELECT *, CAST(floor(pow((r % 999983) / 999983.0, 1.4) * {customers}) AS BIGINT) AS who FROM ordered
)
SELECT
    CASE WHEN r % 211 = 7 THEN '' ELSE 'C' || (1000000 + who) END AS customer_id,
    40000000 + o AS order_no,
    CASE WHEN q % 4001 = 5 THEN 'n/a' WHEN q % 9973 = 11 THEN '2199-01-01 00:00'
        ELSE strftime(DATE '2021-01-01' + CAST(d AS INTEGER), '%Y-%m-%d') || ' '
            || lpad(CAST(r % 24 AS VARCHAR), 2, '0') || ':' || lpad(CAST(r // 24 % 60 AS VARCHAR), 2, '0')
        END AS order_date,
    'P' || (q % 4000) AS product,
    ['Garden', 'Kitchen', 'Toys', 'Books', 'Office', 'Sport', 'Music'][1 + q % 4000 % 7] AS category,
    CASE WHEN q % 83 = 9 THEN -(1 + q % 3) ELSE 1 + q // 7 % 6 END AS quantity,
    CASE WHEN q % 1499 = 4 THEN NULL WHEN q % 701 = 2 THEN 0.00
        ELSE CAST(((q % 4000) * 7919 % 9000 + 99) / 100.0 AS DECIMAL(9, 2)) END AS unit_price,
    ['DE', 'FR', 'ES', 'IT', 'AT'][1 + who % 5] AS country,
    CASE WHEN r % 61 = 1 THEN 'cancelled' WHEN r % 127 = 3 THEN 'pending' WHEN r % 149 = 5 THEN 'refunded'
        ELSE 'paid' END AS order_status
FROM owned
"""


def make_purchases(path: Path, lines: int, customers: int | None = None) -> None:
    """Write so many lines of purchases.

    Parameters
    ----------
    path : Path
        Ends with `.csv` or `.parquet`.
    lines : int
    customers : int, optional
        How many there are at most.
    """
    statement = _STATEMENT.format(
        lines=lines,
        per_order=LINES_PER_ORDER,
        days=_DAYS,
        customers=customers or max(50, lines // LINES_PER_CUSTOMER),
        # Multiplied and cut, numbers that run on give numbers that seem drawn.
        random_order="(o * 2654435761 % 4294967291 * 40503 + o) % 2147483629",
        random_line="(l * 2246822519 % 4294967291 * 30011 + l) % 2147483587",
    )
    written = "(FORMAT parquet)" if path.suffix == ".parquet" else "(FORMAT csv, HEADER)"
    with duckdb.connect(config={"threads": "2", "memory_limit": "1GiB"}) as connection:
        connection.execute(f"COPY ({statement}) TO '{path}' {written}")


if __name__ == "__main__":
    make_purchases(Path(sys.argv[2]), int(sys.argv[1]), *map(int, sys.argv[3:4]))
