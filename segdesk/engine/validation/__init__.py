"""Validating segments: scores, the number of segments, stability, the kind of structure, what a result hangs on.

In come the matrix and its partitions; out go scores, the table of k with the pick, and the verdict. Imports
`clustering` and what stands before it.
"""
