"""A report as a presentation: the slides, and what stands on them."""
