"""From texts to typed columns: what each column holds, decided on all of its values."""

from segdesk.engine.understanding.types import type_columns

__all__ = ["type_columns"]
