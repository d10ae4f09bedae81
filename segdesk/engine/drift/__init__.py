"""Whether new customers are still like those that segments were made from.

In come what a model keeps of its customers (bins with counts, never a row) and typed columns; out goes how far each has
moved, beyond chance, and what to do about it. Imports `preparation` and what stands before it.
"""
