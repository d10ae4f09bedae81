"""One row per customer: orders, recency, frequency, money, columns joined and columns derived."""
