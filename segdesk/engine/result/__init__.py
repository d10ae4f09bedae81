"""The result of a run in parts, and what is read off it: names and colours, customer lists, RFM tables.

In comes what the stages found; out go frozen values that charts, report, files, window and notebook all read from.
Imports what stands before it.
"""
