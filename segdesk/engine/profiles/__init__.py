"""How segments differ: profiles per variable, traits, names, worth and silence, the customer map.

In come typed columns, roles and labels; out go numbers per variable and segment, and findings of them. Imports
`data`, `schema` and `preparation`.
"""
