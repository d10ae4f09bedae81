"""What a heading says of its column, in English, German and Spanish, and in French where words are near."""

import re
from functools import cache

from segdesk.engine.schema.dates import ANY_DATES, DateSense

_SUBJECT = (
    r"(?:customer|cust|client|kunden?|cliente|member|mitglieds?|user|account|acct|konto|kontakt|contact|subscriber|"
    r"order|bestell|bestellungs|auftrags?|pedido|invoice|rechnungs?|beleg|factura|transaction|trans|transaktions?|"
    r"transaccion|transacción|receipt|bon|basket|ticket|card|karten?|contract|vertrags?|contrato|policy|household|"
    r"haushalts?|person|personal|patient|guest|gast|loyalty|visitor|session|socio|usuario|cuenta|debitor)"
)
_KEY = (
    r"(?:ids?|uuid|guid|nr|no|num|number|nummer|key|code|kennung|numero|número|nro|codigo|código|identifier|"
    r"identifikation|schlüssel|clave)"
)
_OWN_KEY = re.compile(rf"{_SUBJECT}{_KEY}|{_KEY}(?:de|del)?{_SUBJECT}")
_WEAK_KEYS = frozenset({
    "nr", "no", "num", "number", "nummer", "code", "codes", "numero", "número", "codigo", "código",
    "ref", "reference", "referenz", "sku", "ean", "gtin", "isbn", "asin", "upc", "kennung", "cliente",
    "kunde", "customer", "client", "serial", "respondent", "participant", "teilnehmer", "befragte", "befragter",
    "encuestado", "encuestada", "participante",
})  # fmt: skip
_POSTAL = re.compile(
    r"plz|postleitzahl|zip|zipcode|postcode|postalcode|postal|cp|codigopostal|códigopostal|codpostal|cap|cep|psč|psc|"
    r"kodpocztowy|irányítószám|irsz|pincode|eircode|postnummer|postnr|.*(?:zipcode|postcode|postalcode|postleitzahl|"
    r"códigopostal|codigopostal)"
)
# These speak of dates and of nothing else.
_SURE_DATE_WORDS = frozenset({
    "budat", "bldat", "fkdat", "erdat", "audat",
    "date", "datum", "fecha", "dt", "dob", "birthday", "geburtstag", "birthdate", "timestamp", "zeitpunkt",
    "zeitstempel", "created", "updated", "modified", "signup", "joined", "registered", "inscription",
    "eintritt", "angelegt", "erstellt", "geboren", "born", "nacimiento", "naissance", "birth", "geburt", "alta",
})  # fmt: skip
_DATE_WORDS = _SURE_DATE_WORDS | frozenset({
    "day", "tag", "dia", "día", "since", "seit", "desde", "depuis", "am", "at", "time", "zeit", "last", "first",
    "purchase", "letzte", "letzter", "erste", "erster", "último", "última", "primera", "primer",
})  # fmt: skip
_HAPPENED = frozenset({
    "visit", "order", "login", "seen", "contact", "activity", "update", "besuch", "bestellung", "kontakt", "kauf",
    "aktivität", "visita", "pedido", "compra", "contacto", "acceso", "customer", "member", "kunde", "mitglied",
    "cliente", "socio", "purchase",
})  # fmt: skip
_BIRTH = re.compile(
    r".*(?:birth|dob\b|\bborn|geburt|\bgeb\b|geboren|nacim|nacid|naiss|\bnée? |nascita|nascimento)"
)
_FUTURE = re.compile(
    r".*(?:expir|valid|until|\bdue\b|\bend|matur|renew|gültig|ablauf|fällig|\bbis\b|ende\b|kündig|venc|caduc|hasta|"
    r"\bfin\b|échéance|jusqu|forecast|planned|geplant|delivery|liefer|entrega)"
)
# Two digits of a year below these mean 20xx. Whoever was born in 26 is a hundred; what happened in 40 did so in 1940.
_BIRTH_PIVOT, _PAST_PIVOT = 26, 40
_MONEY = re.compile(
    r".*(?:revenue|turnover|umsatz|umsätze|erlös|betrag|beträge|kosten|preis|saldo|gehalt|einkommen|ausgaben|"
    r"einnahmen|gebühr|zahlung|rabatt|gewinn|guthaben|importe|ventas|gasto|ingreso|salario|precio|coste|costo|"
    r"beneficio|descuento|montant|chiffre|dépense|recette|prix|solde|salaire)|"
    r"(?:.* )?(?:sales|spend|spending|spent|amount|price|cost|costs|balance|income|salary|profit|margin|marge|fee|fees|"
    r"charge|charges|payment|payments|budget|value|wert|valor|valeur|total|gesamt|summe|suma|monetary|money|geld|"
    r"dinero|pago|pagos|discount|limit|wage|lohn|debt|ltv|clv|aov|arpu|mrr|arr|gmv|netto|brutto|net|gross)(?: .*)?"
)
_COUNT = re.compile(
    r"(?:.* )?(?:count|counts|quantity|qty|anzahl|menge|cantidad|quantité|age|alter|edad|âge|orders|bestellungen|"
    r"pedidos|visits|besuche|visitas|items|units|points|punkte|puntos|days|tage|días|dias|months|monate|meses|years|jahre|"
    r"años|number of .*|no of .*|num .*|nr of .*|nombre de .*|número de .*|zahl der .*)(?: .*)?"
)
_POSTAL_WORDS = frozenset({"zip", "plz", "postal", "postcode", "postleitzahl", "zipcode"})
_NUMBER_WORDS = frozenset({"nr", "no", "num", "number", "nummer", "numero", "número", "nº"})
_CODE_WORDS = frozenset({
    "code", "codes", "código", "codigo", "kennziffer", "kennzahl", "schlüssel", "kennung", "id", "sic", "naics", "nace",
    "codice", "kod", "kód", "kode", "leid", "euid", "bankleitzahl", "blz", "konto", "debitor", "kreditor",
    "warengruppe", "kostenstelle", "ean", "gtin", "isbn", "sku", "siret", "siren",
})  # fmt: skip
_CODE_ENDINGS = ("nummer", "nr", "code", "kennziffer", "kennzahl", "schlüssel")
_OF = frozenset({"of", "de", "del", "der", "des", "von", "d", "di"})
_KIND_WORDS = frozenset({
    "channel", "region", "type", "class", "category", "group", "segment", "zone", "status", "department", "dept",
    "division", "gender", "sex", "race", "marital", "branch", "store", "kanal", "typ", "klasse", "kategorie", "gruppe",
    "art", "sparte", "abteilung", "bereich", "filiale", "geschlecht", "familienstand", "gebiet", "tipo", "clase",
    "categoria", "categoría", "grupo", "canal", "zona", "región", "filial", "agence", "agencia", "agência", "agenzia",
    "loja", "negozio", "departamento", "sexo", "género", "sucursal", "tienda", "catégorie", "groupe", "classe",
    "région", "sexe", "magasin",
})  # fmt: skip
_COORDINATE = re.compile(
    r"(?:.* )?(?:lat|latitude|latitud|lon|lng|long|longitude|longitud|breitengrad|längengrad|geo ?[xy])"
)
_MONTHS = re.compile(r"(?:.* )?(?:month|monat|mes|mois|period|periode|período|yyyymm|ym)(?: .*)?")
_COUNTRY_WORDS = frozenset({
    "country", "land", "pais", "país", "nation", "nationality", "iso", "region", "code", "staat",
    "state", "continent", "kontinent", "continente",
})  # fmt: skip
_PHONE_WORDS = re.compile(
    r".*(?:phone|telefon|telephone|teléfono|mobile|handy|mobil|móvil|movil|celular|fax|whatsapp)(?:no|nr|number|nummer)?|"
    r"tel|tel(?:no|nr|number)|cell"
)
_OWN_NAME = re.compile(
    r"(?:first|last|given|family|middle|maiden|full|sur|fore|vor|nach|zu|familien|person|persons|customer|client|contact|"
    r"member|kunden|guest|patient|user|cust)names?|(?:primer|segundo)?(?:nombres?|apellidos?)(?:(?:y|de|del)?(?:cliente|"
    r"apellidos?|contacto|nombres?))?|vorundnachname|nachnamevorname|ansprechpartner|kontaktperson|firstnamelastname"
)
_SOURCE = re.compile(r"source_(?:file|sheet)(?:_\d+)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")
# Longer headings are sentences, of which the end says nothing.
_LONGEST = 100


@cache
def words(heading: str) -> tuple[str, ...]:
    """Return the words of a heading in small letters: 'CustomerID' is customer, id."""
    upper = "A-ZÄÖÜÁÉÍÓÚÑ"
    parts = re.findall(
        rf"[^\W\d_]*[^\W\d_{upper}]+(?=[{upper}])|[^\W_]+", _BRACKETS.sub(" ", heading[:_LONGEST])
    )
    return tuple(part.lower() for part in parts)


def is_source(heading: str) -> bool:
    """Whether a heading is that of the column that keeps where a row came from, as segdesk calls it."""
    return _SOURCE.fullmatch(heading) is not None


def is_own_key(heading: str) -> bool:
    """Whether a heading names the key of a customer, an order or the like: CustomerID, Kundennummer."""
    return _OWN_KEY.fullmatch("".join(words(heading))) is not None


def is_id(heading: str) -> bool:
    """Whether a heading speaks of an ID of whatever, as in Row ID."""
    found = words(heading)
    return bool(found) and (found[-1] in ("id", "uuid", "guid", "key") or found[0] in ("id", "uuid", "guid"))


def is_weak_key(heading: str) -> bool:
    """Whether a heading may name a key: number, code, SKU; or a quantity as well."""
    found = words(heading)
    return bool(found) and (
        found[-1] in _WEAK_KEYS or found[-1].endswith("nummer") or _ends_in_number_sign(heading)
    )


def is_postal(heading: str) -> bool:
    """Whether a heading names postal codes."""
    return _POSTAL.fullmatch("".join(words(heading))) is not None or bool(_POSTAL_WORDS & set(words(heading)))


def is_code(heading: str) -> bool:
    """Whether a heading says that numbers are codes: Store No., NAICS, Vertreter-Nr; but not No. of visits."""
    # The sign of a degree often stands for that of a number: N° client.
    found = words(heading.replace("°", "º"))
    if not found or is_count(heading):
        return False
    if found[-1] in _CODE_WORDS or found[0] in _CODE_WORDS or found[-1].endswith(_CODE_ENDINGS):
        return True
    if _ends_in_number_sign(heading):
        return True
    if len(found) == 1:
        return False
    counted = found[0] in _NUMBER_WORDS and found[1] in _OF
    return (found[-1] in _NUMBER_WORDS or found[0] in _NUMBER_WORDS) and not counted


def _ends_in_number_sign(heading: str) -> bool:
    """Whether a heading is such as Customer # or Store#."""
    return heading.rstrip().endswith("#")


def is_kind(heading: str) -> bool:
    """Whether a heading says that a few whole numbers stand for kinds: channel, region, type."""
    return bool(_KIND_WORDS & set(words(heading))) and not is_amount(heading) and not is_count(heading)


def is_coordinate(heading: str) -> bool:
    """Whether a heading names latitudes or longitudes."""
    return _COORDINATE.fullmatch(" ".join(words(heading))) is not None


def is_month(heading: str) -> bool:
    """Whether a heading names months."""
    return _MONTHS.fullmatch(" ".join(words(heading))) is not None


def is_date(heading: str) -> bool:
    """Whether a heading speaks of a date or time."""
    return bool(_DATE_WORDS & set(words(heading))) or heading.lower().endswith(
        ("datum", "date", "fecha", "seit")
    )


def date_sense(heading: str) -> DateSense:
    """Return what a heading says of the dates under it: whether digits alone are some, and of which century."""
    found = words(heading)
    spoken = " ".join(found)
    if _BIRTH.match(spoken):
        return DateSense(is_headed=True, has_serials=True, pivot=_BIRTH_PIVOT)
    pivot = ANY_DATES.pivot if _FUTURE.match(spoken) else _PAST_PIVOT
    in_brackets = " ".join(part.strip("()") for part in _BRACKETS.findall(heading))
    if not is_date(heading) or is_amount(heading) or is_count(heading) or is_count(in_brackets):
        return DateSense(pivot=pivot)
    sure = bool(_SURE_DATE_WORDS & set(found)) or spoken.endswith(("datum", "date", "fecha", "seit"))
    happened = len(found) > 1 and bool(_HAPPENED & set(found))
    return DateSense(True, sure or happened, pivot)


def is_amount(heading: str) -> bool:
    """Whether a heading speaks of money."""
    return _MONEY.fullmatch(" ".join(words(heading))) is not None


def is_count(heading: str) -> bool:
    """Whether a heading speaks of how many or how long."""
    return _COUNT.fullmatch(" ".join(words(heading))) is not None


def is_country(heading: str) -> bool:
    """Whether a heading speaks of countries, of which Namibia is NA."""
    return bool(_COUNTRY_WORDS & set(words(heading)))


def is_phone(heading: str) -> bool:
    """Whether a heading names phone numbers."""
    return _PHONE_WORDS.fullmatch("".join(words(heading))) is not None


def is_own_name(heading: str) -> bool:
    """Whether a heading names the name of a person."""
    return _OWN_NAME.fullmatch("".join(words(heading))) is not None


def is_name(heading: str) -> bool:
    """Whether a heading is just 'name'."""
    return words(heading) in (("name",), ("names",), ("namen",), ("nombre",))


def spaced(heading: str) -> str:
    """Return a heading with its words apart: `total_spend`, `TotalSpend` and `total-spend` alike."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-.]+", " ", heading)
