"""What the columns of a table are: types, numbers, dates, yes/no, personal data, roles, and the kind of table.

In come a table of texts and a recipe; out goes an `Inspection`: typed columns with the role of each and the reason.
Imports `data` and `recipe`.
"""
