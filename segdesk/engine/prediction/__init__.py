"""Placing new customers: the model, a file of customers, one customer.

In come a model and a table or the values of one customer; out go segments with confidence and what is unlike the
training data. Imports `assigners`, `preparation`, `transactions` and what stands before them.
"""
