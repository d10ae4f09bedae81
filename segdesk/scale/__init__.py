"""Purchases larger than memory: SQL makes one row per customer of them, and the engine goes on from there.

What a column is and how it is written is decided by the engine's own code, on distinct texts and a sample of lines;
what lines count for, and what they add up to, is SQL that recipe and decisions generate.

in: files of purchases, a recipe
out: customers as `engine.pipeline` takes them
"""
