"""A short rule per segment: at most three conditions on the cells of the labeled file, in the user's own units.

In come the table's texts and the labels; out goes at most one `Rule` per segment with its figures. Imports `data`.
"""
