"""The engine: pure functions from a table and a recipe to a result. One folder per step of the flow.

A folder may import those that stand before it here, and nothing else of the engine: `data`, `narrative`, `recipe`,
`backends`, `schema`, `transactions`, `preparation`, `assigners`, `clustering`, `validation`, `profiles`, `rules`,
`prediction`, `result`, `comparison`, `audit`, `pipeline`. `pipeline` is the one door. `narrative` holds the words for
what the others find, and is loaded with the engine.
"""

from segdesk.engine import narrative

__all__ = ["narrative"]
