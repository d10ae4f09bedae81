"""What a heading says of its column, in English, German and Spanish."""

import re
from functools import cache

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
    "kunde", "customer", "client", "serial",
})  # fmt: skip
_POSTAL = re.compile(
    r"plz|postleitzahl|zip|zipcode|postcode|postalcode|postal|cp|codigopostal|códigopostal|codpostal|.*(?:zipcode|postcode|"
    r"postalcode|postleitzahl|códigopostal|codigopostal)"
)
_DATE_WORDS = frozenset({
    "date", "datum", "fecha", "day", "tag", "dia", "día", "since", "seit", "desde", "am", "dt", "dob",
    "birthday", "geburtstag", "birthdate", "time", "timestamp", "zeit", "zeitpunkt", "created",
    "updated", "signup", "joined", "last", "first", "purchase",
})  # fmt: skip
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
    return bool(found) and (found[-1] in _WEAK_KEYS or found[-1].endswith("nummer"))


def is_postal(heading: str) -> bool:
    """Whether a heading names postal codes."""
    return _POSTAL.fullmatch("".join(words(heading))) is not None or words(heading)[-1:] in (
        ("plz",),
        ("zip",),
    )


def is_date(heading: str) -> bool:
    """Whether a heading speaks of a date or time."""
    return bool(_DATE_WORDS & set(words(heading))) or heading.lower().endswith(("datum", "date", "fecha"))


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
