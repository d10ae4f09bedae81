"""Assigning customers to segments: what a method fits, and what a model keeps of it.

In come prepared rows; out go a label, a confidence and a runner-up for each. Imports `data`, `recipe` and
`transactions`, whose RFM scores are rules.
"""
