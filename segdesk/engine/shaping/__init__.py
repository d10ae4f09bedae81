"""The segments as they were shaped by hand: merged, split, moved, locked, put in order.

In come the segments of a method and the steps of a recipe; out come the segments after them, with an assigner that
places new customers the same way. Imports `clustering` and what stands before it.
"""
