"""Protected attributes: sex, age, postcode and the like, and how strongly the segments follow each of them.

They are found by their headings in English, German and Spanish, and by what the columns hold: an age that reaches 400
is that of an account. Whether a difference is fair is nothing that figures can say; that there is one, they can.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from segdesk.engine.data.arrays import Floats, Labels, Positions
from segdesk.engine.data.column_codes import Ints, codes_of
from segdesk.engine.data.column_titles import column_title
from segdesk.engine.data.table import ColumnType, Role, TypedColumn
from segdesk.engine.preparation.apply import as_number
from segdesk.engine.profiles.association import Association, contingency, cramers_v, rank_eta
from segdesk.engine.profiles.vocabulary import MEN, WOMEN
from segdesk.engine.schema.column_choice import ColumnChoice
from segdesk.engine.schema.headings import is_postal, words
from segdesk.messages import say

# With fewer customers to a value on average, what a table of them shows is chance: such codes are cut to regions.
_LEAST_PER_VALUE = 5
_REGION_DIGITS = 2
_OLDEST = 125
_FIRST_YEAR, _LAST_YEAR = 1875, 2100


class Attribute(StrEnum):
    """What a column tells of a person that a business may not treat persons differently by, or that stands for it."""

    SEX = "sex"
    AGE = "age"
    ORIGIN = "origin"
    BELIEF = "belief"
    HEALTH = "health"
    MARITAL_STATUS = "marital_status"
    CHILDREN = "children"
    POSTCODE = "postcode"


ATTRIBUTE_WORDS = {
    Attribute.SEX: say("sex"),
    Attribute.AGE: say("age"),
    Attribute.ORIGIN: say("nationality or origin"),
    Attribute.BELIEF: say("belief or opinion"),
    Attribute.HEALTH: say("health or disability"),
    Attribute.MARITAL_STATUS: say("marital status"),
    Attribute.CHILDREN: say("children"),
    Attribute.POSTCODE: say("postcode"),
}


# However they are coded, a sex has few values and a marital status not many; a partner who has a name is a company.
_MOST_VALUES = {Attribute.SEX: 6, Attribute.MARITAL_STATUS: 15}


def _whole(*words_in_a_row: str) -> re.Pattern[str]:
    """Return what finds one of these in a heading whose words stand apart."""
    return re.compile(rf"\b(?:{'|'.join(words_in_a_row)})\b")


# In the order in which they are asked: the country of birth is no age.
_HEADINGS = {
    Attribute.SEX: _whole(
        r"gender|sex|salutation|(?:is )?(?:fe)?male|sexual orientation",
        r"geschlecht|anrede|sexuelle orientierung",
        r"sexo|g[eé]nero|orientaci[oó]n sexual",
    ),
    Attribute.ORIGIN: _whole(
        r"nationality|citizenship|ethnic(?:ity)?|race|(?:ethnic|national|country of) origin|birthplace",
        r"(?:country|place) of birth|birth (?:country|place)|mother tongue|native language",
        r"nationalit[aä]t|staats(?:angeh[oö]rigkeit|b[uü]rgerschaft)|migrationshintergrund|muttersprache",
        r"ethnische herkunft|herkunftsland|geburts(?:land|ort)",
        r"nacionalidad|ciudadan[ií]a|etnia|raza|(?:pa[ií]s|lugar) de (?:origen|nacimiento)|lengua materna",
    ),
    Attribute.AGE: _whole(
        r"ages?|dob|yob|birth(?:day|date|year)?|born|seniors?|retired",
        r"alter|alters(?:gruppe|klasse|jahre)|geb|geboren|geburts(?:datum|jahr|tag)|senioren|rentner(?:in)?",
        r"edad|grupo etario|nacimiento|nacid[oa]|jubilad[oa]",
    ),
    Attribute.BELIEF: _whole(
        r"religion|denomination|faith|political (?:party|opinion|view)s?|(?:trade )?union member(?:ship)?",
        r"konfession|glaube|weltanschauung|parteizugeh[oö]rigkeit|gewerkschaft(?:smitglied)?",
        r"religi[oó]n|confesi[oó]n|partido pol[ií]tico|ideolog[ií]a|afiliaci[oó]n (?:sindical|pol[ií]tica)",
    ),
    Attribute.HEALTH: _whole(
        r"health (?:status|condition|problems?|issues?)|disabilit(?:y|ies)|disabled|handicap(?:ped)?",
        r"pregnan(?:t|cy)|illness|diagnosis",
        r"gesundheit(?:szustand)?|(?:schwer)?behinder(?:ung|t)|schwanger(?:schaft)?|krankheit",
        r"(?:estado|problemas?) de salud|discapacidad|minusval[ií]a|embarazo|embarazada|enfermedad",
    ),
    Attribute.MARITAL_STATUS: _whole(
        r"marital|married|civil status|partner|spouse",
        r"familienstand|verheiratet|ehepartner(?:in)?",
        r"estado civil|casad[oa]|c[oó]nyuge|pareja",
    ),
    Attribute.CHILDREN: _whole(
        r"child|children|kids|kidhome|teenhome|dependents|dependants", r"kinder(?:zahl)?", r"hij[oa]s"
    ),
}
# Of films, books and treatments as well: the values decide.
_MAY_BE_SEX = _whole(r"genre|title|titel|tratamiento")
_SEXES = (
    MEN
    | WOMEN
    | {
        *("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "herr", "sr", "sr.", "sra", "sra.", "m.", "mme"),
    }
)
# Beside these, a heading does not say who a customer is.
_OF_SOMETHING_ELSE = _whole(
    r"account|contract|product|order|store|shop|branch|company|firm|vehicle|car|building|house|machine|device",
    r"policy|business|sales|channel|program|insurance|days|spend|amount|revenue|score|price",
    r"konto|vertrags?|produkt|bestellung|filiale|firma|unternehmen|fahrzeug|auto|geb[aä]ude|haus|ger[aä]t|tage",
    r"vertriebs?|programm|versicherung|umsatz|ausgaben|betrag|preis",
    r"cuenta|contrato|producto|pedido|tienda|empresa|veh[ií]culo|coche|edificio|canal|programa|seguro|d[ií]as",
    r"gasto|importe|precio|ventas",
    # What somebody feels about it, in surveys: Love children.
    r"loves?|likes?|enjoys?|prefers?|liebe|mag|m[oö]gen|gustan?|encantan?|prefiero",
)


@dataclass(frozen=True)
class ProtectedAttribute:
    """A column that tells a protected attribute, and how strongly the segments follow it.

    Attributes
    ----------
    variable : str
        Name of the column.
    attribute : Attribute
    role : Role
        What the column was used for; a segmentation variable made the segments itself.
    customers : int
        Customers in a segment with a value.
    measure : str
        `cramers_v` of categories, `rank_eta` of numbers and dates, both from 0 to 1.
    association : Association or None
        The strength with its 95% interval; None where there is nothing to compare.
    is_by_region : bool
        The values were cut to their first digits, since there are nearly as many of them as customers.
    given_label : str
        What the user calls the column; empty for its name.
    """

    variable: str
    attribute: Attribute
    role: Role
    customers: int
    measure: str
    association: Association | None
    is_by_region: bool = False
    given_label: str = ""

    @property
    def title(self) -> str:
        """What the column is called where a person reads it."""
        return column_title(self.variable, self.given_label)


def attribute_of(column: TypedColumn) -> Attribute | None:
    """Return the protected attribute that a column tells by its heading and its values; None for any other column."""
    if column.personal:
        return None
    for heading in filter(None, (column.name, column.label)):
        if is_postal(heading):
            return Attribute.POSTCODE
        spoken = " ".join(words(heading))
        if _OF_SOMETHING_ELSE.search(spoken):
            continue
        if (
            _MAY_BE_SEX.search(spoken)
            and column.levels
            and _SEXES.issuperset(map(str.casefold, column.levels))
        ):
            return Attribute.SEX
        for attribute, pattern in _HEADINGS.items():
            if pattern.search(spoken) and _may_be(attribute, column):
                return attribute
    return None


def protected_attributes(
    columns: Sequence[TypedColumn],
    choices: Sequence[ColumnChoice],
    rows: Positions,
    labels: Labels,
) -> tuple[ProtectedAttribute, ...]:
    """Return the columns of a table that tell protected attributes, those that the segments follow most first.

    Columns that were ignored are looked at as well: segments may follow what had no say in forming them.

    Parameters
    ----------
    columns, choices : sequences
        One per column of the table.
    rows : int array of shape (n_segmented,)
        Rows of the table that were segmented.
    labels : int32 array of shape (n_segmented,)
        Their segments; unassigned ones (0) are in none.
    """
    found = [
        _measured(column, attribute, choice.role, rows, labels)
        for column, choice in zip(columns, choices, strict=True)
        if (attribute := attribute_of(column)) is not None
    ]
    return tuple(
        sorted(found, key=lambda each: -1.0 if each.association is None else -each.association.strength)
    )


def _may_be(attribute: Attribute, column: TypedColumn) -> bool:
    """Whether the values of a column can be those of an attribute that its heading names."""
    if attribute in _MOST_VALUES:
        return column.n_distinct <= _MOST_VALUES[attribute]
    if (
        attribute is Attribute.AGE
        and column.type is ColumnType.NUMBER
        and column.n_missing < len(column.values)
    ):
        # A few slips, such as a 999 for who did not tell, make no age something else.
        low, high = np.nanquantile(as_number(column), [0.01, 0.95])
        return bool((low >= 0 and high <= _OLDEST) or (low >= _FIRST_YEAR and high <= _LAST_YEAR))
    return True


def _measured(
    column: TypedColumn, attribute: Attribute, role: Role, rows: Positions, labels: Labels
) -> ProtectedAttribute:
    """Return how strongly segments follow a column: ranks of numbers and days, shares of everything else."""
    inside = (labels > 0) & ~column.is_missing[rows]
    groups, n = labels[inside], int(inside.sum())
    is_measured = column.type in (ColumnType.NUMBER, ColumnType.DATE) and attribute is not Attribute.POSTCODE
    by_region = False
    if is_measured:
        strength = _of_numbers(as_number(column)[rows][inside], groups)
    else:
        codes, texts = codes_of(column)
        own = codes[rows][inside]
        by_region = attribute is Attribute.POSTCODE and n < _LEAST_PER_VALUE * len(np.unique(own))
        strength = _of_codes(_regions(own, texts) if by_region else own, groups)
    measure = "rank_eta" if is_measured else "cramers_v"
    return ProtectedAttribute(column.name, attribute, role, n, measure, strength, by_region, column.label)


def _of_numbers(values: Floats, groups: Labels) -> Association | None:
    present = np.unique(groups)
    if len(present) < 2 or values.min() == values.max():
        return None
    samples = [values[groups == number] for number in present]
    return rank_eta(float(stats.kruskal(*samples).statistic), len(values), len(samples))


def _of_codes(codes: Ints, groups: Labels) -> Association | None:
    table = contingency(codes, groups)
    return None if min(table.shape) < 2 else cramers_v(table)


def _regions(codes: Ints, texts: tuple[str, ...]) -> Ints:
    """Return a code for the first digits of each text."""
    starts = [text.strip()[:_REGION_DIGITS].casefold() for text in texts]
    places = {start: place for place, start in enumerate(dict.fromkeys(starts))}
    regions: Ints = np.array([places[start] for start in starts], dtype=np.int64)[codes]
    return regions
