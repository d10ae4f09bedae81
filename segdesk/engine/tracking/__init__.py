"""One segmentation through several periods: who stayed, moved, came and left, and who was still there later.

In come the customers of each period, placed with one model; out goes a `Tracking`. Imports `comparison`.
"""
