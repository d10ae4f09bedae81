"""Tables, columns and arrays, and what every stage needs of them.

In comes what a reader found in a file; out go tables of texts and typed columns, arrays, a canonical order of rows,
distances and transforms. Imports nothing of the engine.
"""
