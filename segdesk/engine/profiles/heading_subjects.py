"""What headings speak of that decides words: contacts and purchases, money that customers brought, persons.

In English, German, Spanish and French. What no heading says is not taken for granted: days since the last claim are no
silence, and an income is nothing that a customer brought.
"""

import re
from collections.abc import Collection

from segdesk.engine.profiles.spoken_headings import is_sum_of
from segdesk.engine.schema.headings import is_amount, is_postal, spaced, words

# What a customer does who is still there.
_CONTACT = re.compile(
    r"(?:orders?|ordered|purchases?|purchased|bought|buy|shopped|shopping|visits?|visited|logins?|logons?|contacts?|"
    r"contacted|transactions?|\w*bestellung(?:en)?|bestellt|\w*k[aä]ufe?|gekauft|besuche?|besucht|anmeldung|"
    r"\w*kontakte?|transaktion|compras?|pedidos?|visitas?|acceso|contactos?|transacci[oó]n|achats?|commandes?|"
    r"visites?|connexion)"
)
_SINCE = re.compile(r"(?:since|seit|desde|depuis|ago|recency|rezenz|recencia)")
_RECENCY = re.compile(r"(?:recency|rezenz|recencia)")
_SCORE = re.compile(r"(?:score|rank|quintile|quartile|decile|segment|punktwert|punktzahl|puntuaci[oó]n)")
_MANY_CONTACTS = re.compile(
    r"(?:.* )?(?:(?:num|number of|no of|nr of|count of|n|anzahl|zahl der|n[uú]mero de|cantidad de|nombre de)"
    r"(?: \w+)? (?:orders|purchases|transactions|visits|bestellungen|k[aä]ufe|besuche|pedidos|compras|visitas|achats|"
    r"commandes)|(?:order|purchase|transaction|visit) (?:count|frequency)|orders|purchases|transactions|visits|"
    r"bestellungen|k[aä]ufe|pedidos|compras|frequency)"
)
_NOT_BROUGHT = re.compile(
    r"(?:claims?|claimed|loss|losses|damages?|schaden|sch[aä]den|schadens\w*|siniestros?|incomes?|wages?|salary|"
    r"\w*einkommen|gehalt|lohn|ingresos?|salario|renta|revenu|balance|saldo|limit|debts?|loans?|credit|schulden|"
    r"kredit|deuda|pr[eé]stamo|refunds?|refunded|returns?|erstattung|reembolso|budget)"
)
_MADE_OF_PURCHASES = frozenset({
    "recency_days", "frequency", "monetary", "average_order", "tenure_days", "purchase_lines",
})  # fmt: skip
_RATIO = re.compile(
    r"(?:idx|index|[ií]ndice|rate|ratio|quote|rank|var|change|percent|pct|prozent|porcentaje)"
)
_SPEND = re.compile(
    r"(?:(?:total|sum|annual|yearly|customer|lifetime|net|gross|gesamt|jahres)[ ]?)*(?:spend|spent|spending|revenue|"
    r"turnover|sales|umsatz|\w*umsatz|ausgaben|ventas|gastos?|monetary|chiffre d affaires)"
    r"(?: (?:total|anual|anuales|eur|usd|gbp|\d+))*"
)
_CONTACTS = re.compile(
    r"(?:orders|visits|transactions|logins|trips|sessions|calls|bestellungen|besuche|transaktionen|pedidos|visitas|"
    r"transacciones|llamadas|commandes|visites)"
)
_BARGAIN = re.compile(
    r"(?:deals?|discounts?|discounted|coupons?|promos?|promotions?|bargains?|offers?|vouchers?|rabatte?|gutscheine?|"
    r"aktionen|angebote|sonderangebote|descuentos?|cupones|cup[oó]n|ofertas?|promociones|promoci[oó]n|remises?|soldes)"
)
_BIRTH = re.compile(r"(?:birth|born|birthday|birthdate|yob|dob|geburts\w*|geboren|nacimiento|naissance)")
_JOINED = re.compile(
    r"(?:joined|joining|signup|registered|registration|enrol\w*|since|tenure|eintritt\w*|seit|registrier\w*|alta|"
    r"desde|inscription|antig[uü]edad|dt|inception|onboard\w*)"
)
_SEX = (
    r"gender|sex|geschlecht|sexo|g[eé]nero|sexe|genre|male|female|woman|women|man|men|frau|mann|mujer|hombre"
)
_AGE = (
    r"age|ages|alter|altersgruppe|altersklasse|edad|[aâ]ge|birth|birthday|birthdate|dob|born|yob|geburt\w*|"
    r"geburtsjahr|nacimiento|naissance|senior|generation"
)
_ORIGIN = (
    r"origin|ethnicity|ethnic|race|nationality|citizenship|religion|herkunft|nationalit[aä]t|"
    r"staatsangeh[oö]rigkeit|origen|nacionalidad|etnia|raza|religi[oó]n|nationalit[eé]|birthplace|geburtsland"
)
_HEALTH = (
    r"health|disability|disabled|smoker|smoking|bmi|diagnosis|illness|pregnant|gesundheit\w*|behinderung|raucher|"
    r"salud|discapacidad|fumador\w*|sant[eé]|handicap"
)
_WORK = (
    r"employment|employed|employmentstatus|unemployed|job|jobs|occupation|profession|beruf|besch[aä]ftigung\w*|"
    r"erwerbs\w*|arbeits\w*|empleo|ocupaci[oó]n|profesi[oó]n|situaci[oó]n laboral|emploi|retired|rentner|student"
)
_FAMILY = (
    r"marital|married|familienstand|estado civil|civil|partner|dependents|children|kids|kidhome|teenhome|kinder|"
    r"hijos|enfants|education|bildung\w*|estudios|schooling"
)
_NAMED_PLACE = (
    r"city|town|state|province|region|country|county|place|location|settlement|stadt|ort|wohnort|land|bundesland|"
    r"kanton|landkreis|gebiet|ciudad|provincia|pa[ií]s|regi[oó]n|comunidad|municipio|localidad|ville|pays|r[eé]gion|"
    r"d[eé]partement|commune|canton"
)
_PLACE = rf"{_NAMED_PLACE}|zip|zipcode|postcode|postal|plz|postleitzahl|latitude|longitude"
_WHO = rf"{_SEX}|{_AGE}|{_ORIGIN}|{_HEALTH}|{_WORK}|{_FAMILY}"
_PERSONAL = re.compile(rf"(?:{_WHO}|{_PLACE})")
# Of a company or a contract these say nothing of the person.
_BUSINESS = re.compile(r"(?:store|shop|branch|filiale|tienda|order|product|account|konto|contract|vertrag)")


def tells_silence(heading: str, headings: Collection[str]) -> bool:
    """Whether a heading tells how long ago a customer last bought, visited or was in contact.

    Recency alone is a term of those who count purchases, and taken as such where another heading counts them.

    Parameters
    ----------
    heading : str
    headings : collection of str
        Of the whole table.
    """
    spoken = _spoken(heading)
    if any(_SCORE.fullmatch(word) for word in spoken):
        return False
    if not any(_SINCE.fullmatch(word) for word in spoken):
        return False
    if any(_CONTACT.fullmatch(word) for word in spoken):
        return True
    names_recency = bool(spoken) and all(
        _RECENCY.fullmatch(word) or word in ("days", "weeks", "months") for word in spoken
    )
    return names_recency and any(_MANY_CONTACTS.fullmatch(" ".join(_spoken(other))) for other in headings)


def is_brought(heading: str) -> bool:
    """Whether money under a heading may be what customers brought: no claim, income, balance or refund."""
    return not any(_NOT_BROUGHT.fullmatch(word) for word in _spoken(heading))


def is_activity(heading: str) -> bool:
    """Whether numbers under a heading tell what customers do: orders, visits, and how long ago."""
    return heading.casefold() in _MADE_OF_PURCHASES or any(
        _CONTACT.fullmatch(word) for word in _spoken(heading)
    )


def is_money(heading: str) -> bool:
    """Whether numbers under a heading are money that customers may have brought."""
    if heading.casefold() in ("monetary", "average_order") or is_sum_of(heading):
        return True
    if any(_RATIO.fullmatch(word) for word in _spoken(heading)):
        return False
    return is_amount(spaced(heading)) and is_brought(heading)


def is_spend(heading: str) -> bool:
    """Whether a heading names all that a customer spent: total_spend, Umsatz, Ventas anuales."""
    return _SPEND.fullmatch(" ".join(_spoken(heading))) is not None


def is_count_of_contacts(heading: str) -> bool:
    """Whether a heading is nothing but what it counts: orders, visits, Bestellungen."""
    return _CONTACTS.fullmatch(" ".join(_spoken(heading))) is not None


def is_bargain(heading: str) -> bool:
    """Whether a heading counts or shares out what was bought on offer."""
    return any(_BARGAIN.fullmatch(word) for word in _spoken(heading))


def is_age(heading: str) -> bool:
    """Whether a heading is the age of a person."""
    return " ".join(_spoken(heading)) in ("age", "alter", "edad", "âge", "customer age", "age years")


def is_birth(heading: str) -> bool:
    """Whether a heading tells when a person was born."""
    return any(_BIRTH.fullmatch(word) for word in _spoken(heading))


def is_sex(heading: str) -> bool:
    """Whether a heading tells the sex of a person."""
    return any(re.fullmatch(_SEX, word) for word in _spoken(heading))


def is_joining(heading: str) -> bool:
    """Whether dates under a heading are those on which customers came: customer since, signup date, Eintritt."""
    return any(_JOINED.fullmatch(word) for word in _spoken(heading))


def is_personal_trait(heading: str) -> bool:
    """Whether a heading says who a person is: sex, age, origin, health, work, family or place."""
    spoken = _spoken(heading)
    if any(_BUSINESS.fullmatch(word) for word in spoken):
        return False
    return any(_PERSONAL.fullmatch(word) for word in spoken)


def is_place(heading: str) -> bool:
    """Whether a heading says where a customer is, by name: country, Bundesland, ciudad; but no postal code."""
    spoken = _spoken(heading)
    if any(re.fullmatch(rf"(?:{_WHO})|{_BUSINESS.pattern}", word) for word in spoken) or is_postal(heading):
        return False
    return any(re.fullmatch(_NAMED_PLACE, word) for word in spoken)


def _spoken(heading: str) -> tuple[str, ...]:
    return words(spaced(heading))
