"""What a run will take, before it begins.

In: customers as they are understood, and a recipe. Out: seconds and memory, and what would fit where that does not.
"""
