"""Finding segments: the methods, the algorithms behind them, and limits on the size of segments.

In come the prepared matrix and the numbers of segments to try; out goes one `Partition` per number, numbered by size.
Imports `assigners` and what stands before it.
"""
