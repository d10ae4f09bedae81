"""Campaigns: who is written to and who is held back, how many that takes, and what it brought.

`plan` draws the lots and chooses the columns; `results` finds the customers of a plan in a later file; `uplift`
compares both sides. Nothing is read or written here.
"""
