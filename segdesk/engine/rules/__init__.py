"""A short rule per segment: at most three conditions on the cells of the labeled file, in the user's own units."""

from segdesk.engine.rules.condition import Comparison, Condition
from segdesk.engine.rules.finding import find_rules
from segdesk.engine.rules.rule import Rule, fits

__all__ = ["Comparison", "Condition", "Rule", "find_rules", "fits"]
