"""The one door: a table and a recipe in, a result out; every stage called in its order.

Imports every other stage; the doors (`api`, `cli`, `app`) call it and nothing beside it.
"""
