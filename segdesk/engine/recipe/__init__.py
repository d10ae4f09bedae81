"""Everything that decides a result except the data: settings declared once, one spec per stage.

In come words of the command line, a form or a recipe file; out goes a checked, frozen `Recipe`. Imports `data`.
"""
