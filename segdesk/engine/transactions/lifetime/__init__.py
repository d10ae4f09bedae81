"""Lifetime value: BG/NBD and Gamma-Gamma by maximum likelihood, with a check on a held-out period."""
