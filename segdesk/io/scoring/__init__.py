"""A model's placing for programs without segdesk: as one SELECT, as a workbook of formulas, as JSON.

What is said here of a customer is what `predict` says: tests run each in a real engine and compare.
"""
