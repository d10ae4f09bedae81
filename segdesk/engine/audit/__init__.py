"""The self-check: before anything is saved, its numbers are computed a second time by other code.

In comes a result; out go the figures that were compared, or an `AuditError`. Imports `result`.
"""
