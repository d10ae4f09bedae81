"""From purchases to customers: which lines count, features, RFM scores, lifetime value.

In come the inspection of a purchases table and the recipe; out go the inspection of a customers table and `Purchases`,
the account of what became of the lines. Imports `data`, `recipe` and `schema`.
"""
