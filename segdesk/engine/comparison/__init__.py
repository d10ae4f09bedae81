"""Two segmentations of the same customers compared: who stayed, who moved, and what was set otherwise.

In come two sides: identifiers, segments, names, of a result, a file or a model; out goes a `Comparison`.
Imports `result`.
"""
