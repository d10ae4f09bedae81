"""Columns that hold somebody's earlier segments, scores or outcomes: they describe, and form nothing."""

import re

from segdesk.engine.data.table import ColumnType, TypedColumn
from segdesk.engine.schema.headings import words

# An outcome describes what became of customers; segments formed by it could not be used before it is known.
_EXACT = re.compile(
    r"target|response|outcome|class|y|gruppe|exited|attrited|labels?|etiqueta|[eé]tiquette|"
    r"(?:recency|frequency|monetary|aktualit[aä]ts?|frecuencia|recencia) score|"
    r"abc (?:class|klasse|analyse|clase|classe)|clas(?:s|e|se) abc|"
    r"predicted \w+|prediction|prognose|vorhersage|predicci[oó]n|pr[eé]diction"
)
# With any of these in it a heading speaks of an earlier grouping or of who left.
_WORD = re.compile(
    r"(?:kunden|client)?segment(?:e|o|os|s|ation|ierung|aci[oó]n)?|"
    r"(?:kunden)?(?:cluster|kluster)(?:s|id|nr)?|rfm|"
    r"churn(?:ed)?|attrition|k[uü]ndigung|kuendigung|gek[uü]ndigt|abgewandert|abwanderung|abandono|fuga|"
    r"r[eé]sili[eé]e?|"
    r"attrited|persona"
)
_LETTERED = re.compile(
    r"(?:kunden)?(?:cluster|kluster|segment|segmento)[ _-]?(?:nr\.? ?)?(?:\d{1,2}|[A-Za-z])", re.I
)
# Names that analyses by recency, frequency and money give to groups of customers.
_RFM_NAMES = frozenset({
    "champions", "champion", "loyal customers", "loyal", "loyalists", "potential loyalist", "potential loyalists",
    "new customers", "recent customers", "promising", "need attention", "needs attention", "needing attention",
    "customers needing attention", "about to sleep", "at risk", "cant lose them", "cannot lose them", "cant lose",
    "hibernating", "hibernating customers", "lost", "lost customers", "spitzenkunden", "stammkunden", "treue kunden",
    "loyale kunden", "potenziell treue", "potenzielle stammkunden", "neukunden", "neue kunden", "vielversprechend",
    "gefährdet", "gefährdete kunden", "abwanderungsgefährdet", "einschlafend", "schlafend", "schläfer",
    "im winterschlaf", "treu", "potenziell treu", "braucht aufmerksamkeit", "nicht verlieren",
    "verloren", "verlorene kunden", "brauchen aufmerksamkeit", "campeones", "no perder",
    "fieles", "clientes fieles", "potencialmente fieles", "requieren atención", "clientes leales", "leales",
    "potencialmente leales", "clientes nuevos", "nuevos clientes", "prometedores", "necesitan atención", "en riesgo",
    "a punto de dormirse", "hibernando", "dormidos", "perdidos", "clientes perdidos", "fidèles", "clients fidèles",
    "à risque", "prometteurs", "perdus", "clients perdus", "nouveaux clients",
})  # fmt: skip
_MOST_LEVELS = 40


def is_earlier_result(column: TypedColumn) -> bool:
    """Return whether a column holds an earlier grouping or an outcome, by its heading or by its values."""
    found = words(column.name.replace("'", ""))
    said = " ".join(found)
    named = _EXACT.fullmatch(said) is not None or any(_WORD.fullmatch(word) for word in found)
    return named or _holds_groups(column)


def _holds_groups(column: TypedColumn) -> bool:
    """Whether categories are called as groups of customers are: Champions, At Risk; Cluster 1, Cluster 2."""
    if column.type is not ColumnType.CATEGORY or not 1 < len(column.levels) <= _MOST_LEVELS:
        return False
    if all(_LETTERED.fullmatch(level) for level in column.levels):
        return True
    names = sum(re.sub(r"[’']", "", level).casefold() in _RFM_NAMES for level in column.levels)
    return names >= 2 and names >= len(column.levels) / 2
