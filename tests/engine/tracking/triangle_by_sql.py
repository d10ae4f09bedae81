"""The triangle of retention as plain SQL counts it."""

import sqlite3

import pandas as pd


def triangle_by_sql(lines: pd.DataFrame, customer: str, day: str, bought: str) -> dict[tuple[str, int], int]:
    """Return how many of each cohort bought so many months later, as plain SQL counts it."""
    with sqlite3.connect(":memory:") as database:
        lines.to_sql("lines", database, index=False)
        rows = database.execute(
            f"""
            WITH bought AS (
                SELECT DISTINCT "{customer}" AS who, strftime('%Y', {day}) * 12 + strftime('%m', {day}) - 1 AS month
                FROM lines WHERE {bought}
            ), first AS (SELECT who, min(month) AS cohort FROM bought GROUP BY who)
            SELECT cohort, month - cohort, count(*) FROM bought JOIN first USING (who) GROUP BY 1, 2
            """
        ).fetchall()
    return {(f"{cohort // 12:04}-{cohort % 12 + 1:02}", later): n for cohort, later, n in rows}
