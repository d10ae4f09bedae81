"""A small, typed language for conditions and formulas: text in, values of a table's rows out; nothing is run as code.

`parser` makes a tree of a text and needs no data; `evaluate` takes that tree over typed columns; `functions` holds what
can be called, one function each. What a formula takes from all rows at once, an average say, is kept
(`FittedExpression`), so that new customers are measured against the same.
"""
