"""Where the data live, and what can be asked of them there: counts, quantiles, moments, cross-products, rows in chunks.

Columns go in, small figures come out; the rest of the engine decides by those and does not see where they were taken.
Imports `data` alone.
"""
