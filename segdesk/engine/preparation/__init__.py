"""Making variables comparable: fitted once, applied identically to new customers.

In come typed columns and the recipe's `PrepareSpec`; out go the preparation as plain numbers and the prepared matrix in
canonical order (`TrainingData`). Imports `data`, `recipe`, `schema` and `transactions`.
"""
